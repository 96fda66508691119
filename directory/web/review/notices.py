"""What a listing says to everybody: chosen by a reviewer, and by nobody else."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain.accounts.rights import Right
from directory.domain.reports import suggests_call_first
from directory.domain.vocabulary import PublicNotice
from directory.queries.report_facts import notice_of, told_of
from directory.web.guards import actor, needs, stay
from directory.web.review.files import others_file, own_file
from directory.web.review.report_forms import NO_NOTICE, NoticeForm, notice_in
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.notices import NothingToChange, set_notice
from directory.workflows.own_files import OwnFile


@blueprint.get("/person/<person>/notice")
@needs(Right.SEE_FILE)
def notice_page(person: str) -> str:
    """Ask what a listing says to everybody."""
    number = others_file(person)
    return _notice(number, person=person)


@blueprint.post("/person/<person>/notice")
@needs(Right.DECIDE)
def notice_set(person: str) -> AnyResponse:
    """Have it say so."""
    number, form = others_file(person), NoticeForm(typed())
    if not form.validate():
        return stay(_notice(number, person=person, form=form))
    try:
        with services().office.act(actor()) as act:
            set_notice(act, number, notice=notice_in(form))
    except NothingToChange:
        # Somebody else was quicker, or the same was chosen again: it says what was asked for.
        pass
    except OwnFile:
        abort(own_file())
    return redirect(url_for("review.person", person=person), 303)


def _notice(number: int, *, person: str, form: NoticeForm | None = None) -> str:
    with services().database.reading() as connection:
        notice, since = notice_of(connection, number)
        told = told_of(connection, number, at=services().clock())
    chosen = NO_NOTICE if notice is None else notice.value
    return render_template(
        "review/notice.html",
        person=person,
        form=form or NoticeForm(data={"notice": chosen}),
        since=since,
        call_first=notice is not PublicNotice.CALL_FIRST and suggests_call_first(told),
    )
