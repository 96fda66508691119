"""How a reviewer works: keys, the next oldest by itself, and the days on which they are away."""

from datetime import date
from typing import Final

from flask import Response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, Form, StringField, widgets
from wtforms.validators import StopValidation

from directory.domain.accounts.rights import Right
from directory.domain.clock import iso_day
from directory.domain.desk_files import DeskSettings, FileRefusal
from directory.queries.desk_files import settings_of
from directory.web.guards import actor, here, needs, stay
from directory.web.review.queue_words import refusal
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.desk_files import FileRefused, keep_settings

_ABOUT_THE_FIRST: Final = frozenset({FileRefusal.AWAY_HALF})


def _day(_form: Form, field: Field) -> None:
    if field.data and iso_day(field.data) is None:
        raise StopValidation(
            gettext("Give the day as year, month and day, such as %(day)s.", day="2026-03-31")
        )


class DeskForm(Form):
    """How somebody works."""

    shortcuts = BooleanField(lazy_gettext("Keyboard shortcuts"))
    next_oldest = BooleanField(lazy_gettext("Go to the next oldest after each decision"))
    away_from = StringField(
        lazy_gettext("First day away"), widget=widgets.DateInput(), validators=[_day]
    )
    away_until = StringField(
        lazy_gettext("Last day away"), widget=widgets.DateInput(), validators=[_day]
    )


@blueprint.get("/my-desk")
@needs(Right.WORK_QUEUE)
def my_desk() -> str:
    """Show how somebody works."""
    with services().database.reading() as connection:
        settings = settings_of(connection, here().account.id)
    form = DeskForm(
        data={
            "shortcuts": settings.shortcuts,
            "next_oldest": settings.next_oldest,
            "away_from": _written(settings.away_from),
            "away_until": _written(settings.away_until),
        }
    )
    return _page(form, kept=bool(request.args.get("kept")))


@blueprint.post("/my-desk")
@needs(Right.WORK_QUEUE)
def my_desk_kept() -> Response:
    """Keep it."""
    form = DeskForm(request.form)
    if not form.validate():
        return stay(_page(form))
    settings = DeskSettings(
        shortcuts=bool(form.shortcuts.data),
        next_oldest=bool(form.next_oldest.data),
        away_from=iso_day(form.away_from.data or ""),
        away_until=iso_day(form.away_until.data or ""),
    )
    try:
        with services().office.act(actor()) as act:
            keep_settings(act, settings)
    except FileRefused as fault:
        field = form.away_from if fault.why in _ABOUT_THE_FIRST else form.away_until
        field.errors = [refusal(fault.why)]
        return stay(_page(form))
    return redirect(url_for("review.my_desk", kept=1), 303)  # type: ignore[return-value]


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _page(form: DeskForm, *, kept: bool = False) -> str:
    return render_template("review/my_desk.html", form=form, kept=kept)
