"""Looking anew at a listing that was drawn: what it says, and how each fact was found."""

from collections.abc import Mapping
from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.accuracy import Fact, Found
from directory.domain.entry.editing import fingerprint
from directory.queries.rechecks import RecheckView
from directory.queries.rechecks import recheck as find
from directory.web.guards import actor, needs, stay
from directory.web.review.files import number_in, others_file, own_file
from directory.web.review.shown_facts import shown_facts
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.rechecks import NoSuchRecheck, OwnFile, RecheckDone, note_recheck

_CHANGED: Final = 409
FOUND: Final = {
    Found.RIGHT: lazy_gettext("Right"),
    Found.SMALL: lazy_gettext("Differs a little: a patient gets there all the same"),
    Found.WRONG: lazy_gettext("Wrong"),
    Found.UNKNOWN: lazy_gettext("Could not be found out"),
}


def _found() -> RadioField:
    return RadioField(
        choices=[SelectChoice(found.value, words) for found, words in FOUND.items()],
        validate_choice=False,
        validators=[AnyOf(list(Found), lazy_gettext("Choose how you found this"))],
    )


class RecheckForm(Form):
    """How each fact was found; those that the listing does not show are taken out."""

    licence = _found()
    works_there = _found()
    needles = _found()
    address = _found()
    phone = _found()
    name = _found()
    hours = _found()
    new_patients = _found()
    note = TextAreaField(
        lazy_gettext("Note for other reviewers (optional)"),
        description=lazy_gettext("Whom you asked, and what differs. No health details."),
        validators=[Words()],
    )


@blueprint.get("/person/<person>/rechecks/<recheck>")
@needs(Right.SEE_FILE)
def recheck_page(person: str, recheck: str) -> str:
    """Show what the listing says, and ask how it was found."""
    drawn = _drawn(person, recheck)
    shown = shown_facts(drawn.practitioner_id, drawn.location_id)
    return _page(drawn, shown, form=_form(shown, given=False))


@blueprint.post("/person/<person>/rechecks/<recheck>")
@needs(Right.DECIDE)
def rechecked(person: str, recheck: str) -> Response:
    """Write down how it was found."""
    drawn = _drawn(person, recheck)
    shown = shown_facts(drawn.practitioner_id, drawn.location_id)
    form = _form(shown, given=True)
    if drawn.done_at is None and request.form.get("seen") != _seen(shown):
        return stay(_page(drawn, shown, form=form, problem=_changed()), _CHANGED)
    if not form.validate():
        return stay(_page(drawn, shown, form=form))
    try:
        with services().office.act(actor()) as act:
            note_recheck(
                act,
                drawn.practitioner_id,
                recheck_id=drawn.id,
                answers={fact: Found(form[fact.value].data) for fact in shown},
                note=words_in(form.note),
            )
    except RecheckDone:
        return stay(_page(_drawn(person, recheck), shown, form=form), _CHANGED)
    except NoSuchRecheck:
        abort(404)
    except OwnFile:
        abort(own_file())
    return redirect(url_for("review.person", person=person), 303)  # type: ignore[return-value]


def _drawn(person: str, recheck: str) -> RecheckView:
    number = others_file(person)
    with services().database.reading() as connection:
        return find(connection, number_in(recheck), of=number) or abort(404)


def _form(shown: Mapping[Fact, str], *, given: bool) -> RecheckForm:
    form = RecheckForm(typed() if given else None)
    for fact in Fact:
        if fact in shown:
            form[fact.value].label.text = shown[fact]
        else:
            del form[fact.value]
    return form


def _page(
    drawn: RecheckView, shown: Mapping[Fact, str], *, form: RecheckForm, problem: str = ""
) -> str:
    return render_template(
        "review/recheck.html",
        drawn=drawn,
        person=ids.encode(drawn.practitioner_id),
        shown=shown,
        form=form,
        facts=[fact.value for fact in shown],
        seen=_seen(shown),
        problem=problem,
    )


def _seen(shown: Mapping[Fact, str]) -> str:
    return fingerprint({fact.value: text for fact, text in shown.items()})


def _changed() -> str:
    return gettext(
        "The listing changed while you were looking. Your answers are below: "
        "compare them with what it says now, and send them again."
    )
