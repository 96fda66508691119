"""Working on a report: what it is about, whom a reviewer tried to reach, and how it ended."""

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct
from directory.domain.reports import ReportRefusal, due_on, refusal, refusal_to_close
from directory.domain.vocabulary import ContactWay, ReportOutcome, ReportReason
from directory.models.reports import Report, ReportContact
from directory.queries.report_facts import facts_of
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import queue
from directory.workflows.reports import about, country_of


class NoSuchReport(Exception):
    """There is no report with this identifier."""


class ReportRefused(Exception):
    """Nothing was done about a report, and why."""

    def __init__(self, why: ReportRefusal) -> None:
        super().__init__(why.value)
        self.why = why


def triage(act: Act, report_id: int, *, reason: ReportReason) -> None:
    """Say what a report is about, which also says by when; raises as `close_report` does."""
    report = _held(act, report_id)
    _guard(act, report)
    before, report.reason = report.reason, reason
    report.triaged_by, report.triaged_at = act.actor.account, act.at
    country = country_of(act, report.practitioner_id)
    report.due_on = due_on(reason, report.received_at.date(), country=country)
    act.log(DecisionAct.OPENED, about(report), from_state=before.value, to_state=reason.value)


def try_contact(act: Act, report_id: int, *, way: ContactWay, reached: bool, note: str) -> None:
    """Note how somebody was tried to be reached; raises as `close_report` does."""
    report = _held(act, report_id)
    _guard(act, report)
    _keep_contact(act, report, way=way, reached=reached, note=note)
    act.log(DecisionAct.CONTACT_TRIED, about(report), reason=way.value, reached=reached)


def close_report(act: Act, report_id: int, *, outcome: ReportOutcome, reply: str = "") -> bool:
    """End a report, and tell who made it where they left an address; says whether they are told.

    Raises `NoSuchReport` and `ReportRefused`.
    """
    report = _held(act, report_id)
    facts = facts_of(act.session.connection(), report_id, account_id=act.actor.account)
    why = refusal_to_close(facts, act.actor.kind, outcome=outcome)
    if why is not None:
        raise ReportRefused(why)
    report.outcome, report.closed_by, report.closed_at = outcome, act.actor.account, act.at
    act.log(
        DecisionAct.REPORT_CLOSED,
        about(report),
        from_state=report.reason.value,
        to_state=outcome.value,
    )
    return _answer(act, report, reply=reply)


def _answer(act: Act, report: Report, *, reply: str) -> bool:
    if report.email is None or report.outcome is None:
        return False
    queue(
        act,
        to_address=report.email,
        template="report_answered",
        language=report.language,
        params={
            "reference": report.reference,
            "outcome": report.outcome.value,
            "words": reply,
        },
    )
    # Not in the log, which the practitioner may take along: a reply may name who reported.
    _keep_contact(act, report, way=ContactWay.MAIL, reached=True, note=reply)
    return True


def _keep_contact(act: Act, report: Report, *, way: ContactWay, reached: bool, note: str) -> None:
    act.session.add(
        ReportContact(
            id=fresh_id(),
            report_id=report.id,
            way=way,
            reached=reached,
            note=note,
            account_id=act.actor.account,
            tried_at=act.at,
        )
    )


def _guard(act: Act, report: Report) -> None:
    facts = facts_of(act.session.connection(), report.id, account_id=act.actor.account)
    why = refusal(facts, act.actor.kind)
    if why is not None:
        raise ReportRefused(why)


def _held(act: Act, report_id: int) -> Report:
    whose = act.session.scalar(select(Report.practitioner_id).where(Report.id == report_id))
    if whose is None:
        raise NoSuchReport
    act.hold(whose)
    return act.session.get_one(Report, report_id, populate_existing=True)
