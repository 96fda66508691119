"""Taking in what somebody says is wrong with a listing; nobody is asked who they are."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from directory.adapters.sealing import Seal
from directory.domain.accounts.limits import UNKNOWN, Limit
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.reports import due_on
from directory.domain.vocabulary import Country, ReportReason
from directory.models.practitioners import PracticeLocation
from directory.models.reports import Report
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.limits import Try
from directory.workflows.accounts.trying import EVERYBODY, hold
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import owner
from directory.workflows.fresh_references import fresh_reference
from directory.workflows.identifiers import fresh_id

SAME_AGAIN: Final = timedelta(minutes=10)
"""Within it the same report once more is the same button pressed twice."""
_PURPOSE: Final = "sender of a report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody reports; `sender`: a hash of their network and day, where it is known."""

    reason: ReportReason
    words: str | None
    email: str | None
    language: str
    sender: str | None
    place_id: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What becomes of a report: what to quote, and by when a person looks at it."""

    reference: str
    due_on: date


def hold_report(gate: Gate, network: str) -> None:
    """Count a report before it is taken in; raises `MustWait`."""
    day = _day(gate.office.now())
    hold(
        gate,
        Try(Limit.REPORT_NETWORK, f"{network} {day}"),
        Try(Limit.REPORT_EVERYWHERE, EVERYBODY),
    )


def sender_of(seal: Seal, network: str, *, at: datetime) -> str | None:
    """Hash a network together with the day: by tomorrow it is somebody else's."""
    return None if network == UNKNOWN else seal.tag(f"{network} {_day(at)}", _PURPOSE)


def receive(act: Act, practitioner_id: int, *, given: Given) -> Received:
    """Take in a report; raises `NoSuchPerson`, and changes nothing about the listing."""
    owner(act, practitioner_id)
    before = _same(act, practitioner_id, given=given)
    if before is not None:
        return Received(before.reference, before.due_on)
    report = Report(
        id=fresh_id(),
        reference=fresh_reference(act, Report.reference),
        practitioner_id=practitioner_id,
        location_id=given.place_id,
        reason=given.reason,
        words=given.words,
        email=given.email,
        language=given.language,
        sender_hash=given.sender,
        received_at=act.at,
        due_on=due_on(given.reason, act.today, country=country_of(act, practitioner_id)),
        triaged_by=None,
        triaged_at=None,
        outcome=None,
        closed_by=None,
        closed_at=None,
    )
    act.session.add(report)
    act.log(DecisionAct.REPORTED, about(report), reason=given.reason.value)
    return Received(report.reference, report.due_on)


def about(report: Report) -> Subject:
    """Name a report for the log."""
    kind = SubjectKind.REPORT
    return Subject(practitioner_id=report.practitioner_id, kind=kind, id=report.id)


def country_of(act: Act, practitioner_id: int) -> Country:
    """Give the country whose working days count for a person."""
    found = act.session.scalar(
        select(PracticeLocation.country)
        .where(PracticeLocation.practitioner_id == practitioner_id)
        .order_by(PracticeLocation.position)
        .limit(1)
    )
    return found or Country.US


def _same(act: Act, practitioner_id: int, *, given: Given) -> Report | None:
    return act.session.scalars(
        select(Report)
        .where(
            Report.practitioner_id == practitioner_id,
            Report.reason == given.reason,
            Report.sender_hash.is_not_distinct_from(given.sender),
            Report.words.is_not_distinct_from(given.words),
            Report.email.is_not_distinct_from(given.email),
            Report.received_at > act.at - SAME_AGAIN,
            Report.closed_at.is_(None),
        )
        .order_by(Report.received_at, Report.id)
        .limit(1)
    ).first()


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()
