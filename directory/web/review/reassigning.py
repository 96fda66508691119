"""Giving every file of one reviewer to another one, for somebody who leaves or is ill."""

from flask import Response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.desk_files import FileRefusal
from directory.queries.desk_files import ReviewerView, reviewers
from directory.web.guards import actor, needs, stay
from directory.web.review.queue_words import refusal
from directory.web.review.wing import blueprint
from directory.web.speech import gettext, ngettext
from directory.web.wiring import services
from directory.workflows.desk_files import FileRefused, reassign

NOBODY = "nobody"


class ReassignForm(Form):
    """Whose files, and who has them from now on."""

    source = SelectField(lazy_gettext("Files of"), validate_choice=False)
    to = SelectField(lazy_gettext("From now on assigned to"), validate_choice=False)


@blueprint.get("/reassign", endpoint="reassign")
@needs(Right.REASSIGN)
def reassign_page() -> str:
    """Ask whose files go to whom."""
    form = ReassignForm(data={"to": NOBODY})
    return _page(form, done=request.args.get("done", "")[:8])


@blueprint.post("/reassign")
@needs(Right.REASSIGN)
def reassigned() -> Response:
    """Do it."""
    form = ReassignForm(request.form)
    try:
        source, to = _account(form.source.data), None
        if form.to.data != NOBODY:
            to = _account(form.to.data)
        with services().office.act(actor()) as act:
            moved = reassign(act, source=source, to=to)
    except FileRefused as fault:
        page = _page(form, wrong=refusal(fault.why))
        return stay(page, 422)
    return redirect(url_for("review.reassign", done=moved), 303)  # type: ignore[return-value]


def _account(given: str | None) -> int:
    try:
        return ids.decode(given or "")
    except ValueError as fault:
        raise FileRefused(FileRefusal.NO_REVIEWER) from fault


def _page(form: ReassignForm, *, wrong: str = "", done: str = "") -> str:
    kept = services()
    with kept.database.reading() as connection:
        known = reviewers(connection)
    today = kept.clock().date()
    form.source.choices = [SelectChoice(each.key, _files(each)) for each in known]
    form.to.choices = [
        SelectChoice(NOBODY, gettext("Nobody")),
        *(SelectChoice(each.key, each.name) for each in known if not each.is_away(today)),
    ]
    if wrong:
        form.to.errors = [wrong]
    said = ngettext("%(num)s file moved.", "%(num)s files moved.", int(done)) if _is(done) else ""
    return render_template("review/reassign.html", form=form, done=said)


def _is(number: str) -> bool:
    return number.isascii() and number.isdigit()


def _files(reviewer: ReviewerView) -> str:
    return ngettext(
        "%(name)s: %(num)s file", "%(name)s: %(num)s files", reviewer.files, name=reviewer.name
    )
