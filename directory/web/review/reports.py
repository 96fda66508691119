"""One report: what was said, what was tried, what the listing says, and how it ended."""

from datetime import UTC
from typing import Final

from flask import Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from directory.domain.accounts.rights import Right
from directory.domain.reports import suggests_call_first
from directory.domain.vocabulary import ContactWay, PublicNotice, ReportOutcome, ReportReason
from directory.queries.own_files import is_own
from directory.queries.report_facts import notice_of, reached_at, told_of
from directory.queries.reports import ReportView, contacts_of, report_of, reports_of
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.notices import NAMES
from directory.web.presenters.reported import OUTCOMES, REASONS, WAYS
from directory.web.presenters.words import telephone, telephone_address
from directory.web.review.files import number_in, own_file
from directory.web.review.report_forms import (
    CloseForm,
    ContactForm,
    TriageForm,
)
from directory.web.review.report_words import REFUSALS
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.report_triage import (
    ReportRefused,
    close_report,
    triage,
    try_contact,
)

_NOT_POSSIBLE: Final = 409


@blueprint.get("/reports/<report>")
@needs(Right.SEE_FILE)
def report_page(report: str) -> str:
    """Show a report with all that was done about it."""
    return _page(_report(report))


@blueprint.post("/reports/<report>/triage")
@needs(Right.WORK_QUEUE)
def report_triaged(report: str) -> AnyResponse:
    """Say what it is about."""
    found, form = _report(report), TriageForm(typed())
    if not form.validate():
        return stay(_page(found, triage_form=form))
    try:
        with services().office.act(actor()) as act:
            triage(act, found.id, reason=ReportReason(form.reason.data))
    except ReportRefused as refused:
        return _refused(report, refused, triage_form=form)
    return _back(report)


@blueprint.post("/reports/<report>/contacts")
@needs(Right.WORK_QUEUE)
def contact_tried(report: str) -> AnyResponse:
    """Note how somebody was tried to be reached."""
    found, form = _report(report), ContactForm(typed())
    if not form.validate():
        return stay(_page(found, contact_form=form))
    try:
        with services().office.act(actor()) as act:
            try_contact(
                act,
                found.id,
                way=ContactWay(form.way.data),
                reached=form.reached.data,
                note=words_in(form.note),
            )
    except ReportRefused as refused:
        return _refused(report, refused, contact_form=form)
    return _back(report)


@blueprint.post("/reports/<report>/close")
@needs(Right.DECIDE)
def report_closed(report: str) -> AnyResponse:
    """End it, and answer who sent it."""
    found, form = _report(report), CloseForm(typed())
    if not form.validate():
        return stay(_page(found, close_form=form))
    try:
        with services().office.act(actor()) as act:
            close_report(
                act,
                found.id,
                outcome=ReportOutcome(form.outcome.data),
                reply=words_in(form.reply),
            )
    except ReportRefused as refused:
        return _refused(report, refused, close_form=form)
    return _back(report)


def _report(report: str) -> ReportView:
    number = number_in(report)
    with services().database.reading() as connection:
        found = report_of(connection, number)
        if found is None:
            abort(404)
        own = is_own(connection, found.practitioner_id, account_id=here().account.id)
    if own:
        abort(own_file())
    return found


def _refused(report: str, refused: ReportRefused, **forms: Form) -> Response:
    page = _page(_report(report), problem=str(REFUSALS[refused.why]), **forms)
    return stay(page, _NOT_POSSIBLE)


def _back(report: str) -> AnyResponse:
    return redirect(url_for("review.report_page", report=report), 303)


def _page(
    report: ReportView,
    *,
    triage_form: Form | None = None,
    contact_form: Form | None = None,
    close_form: Form | None = None,
    problem: str = "",
) -> str:
    kept = services()
    now = kept.clock()
    with kept.database.reading() as connection:
        contacts = contacts_of(connection, report.id)
        places = reached_at(connection, report.practitioner_id)
        others = reports_of(connection, report.practitioner_id)
        notice, since = notice_of(connection, report.practitioner_id)
        told = told_of(connection, report.practitioner_id, at=now)
    return render_template(
        "review/report.html",
        report=report,
        contacts=contacts,
        places=places,
        telephone=telephone,
        telephone_address=telephone_address,
        others=[each for each in others if each.id != report.id],
        notice=NAMES.get(notice) if notice else None,
        notice_since=since,
        call_first=notice is not PublicNotice.CALL_FIRST and suggests_call_first(told),
        late=report.is_open and report.due_on < now.astimezone(UTC).date(),
        form=next(filter(None, (triage_form, contact_form, close_form)), None),
        triage_form=triage_form or TriageForm(data={"reason": report.reason.value}),
        contact_form=contact_form or ContactForm(),
        close_form=close_form or CloseForm(),
        reasons=REASONS,
        outcomes=OUTCOMES,
        ways=WAYS,
        problem=problem,
    )
