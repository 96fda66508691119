"""Reports about listings, as reviewers read them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.vocabulary import (
    ContactWay,
    ReportOutcome,
    ReportReason,
)
from directory.models.accounts import Account
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.reports import Report, ReportContact
from directory.queries.listings import full_name

_MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report; `place`: the location that it is about, where it is about one."""

    id: int
    reference: str
    practitioner_id: int
    name: str
    place: str
    reason: ReportReason
    words: str
    email: str
    received_at: datetime
    due_on: date
    triaged_at: datetime | None
    triaged_by: str
    outcome: ReportOutcome | None
    closed_at: datetime | None
    closed_by: str

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def person_key(self) -> str:
        """Identifier of the listing that it is about."""
        return ids.encode(self.practitioner_id)

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class ContactView:
    """A try to reach somebody about a report, and who tried."""

    way: ContactWay
    reached: bool
    note: str
    by: str
    tried_at: datetime


_TRIAGED, _CLOSED = aliased(Account), aliased(Account)
_REPORT: Final = (
    select(
        *Report.__table__.columns,
        Practitioner.given_name,
        Practitioner.family_name,
        Practitioner.suffix,
        PracticeLocation.name.label("place"),
        PracticeLocation.city,
        _TRIAGED.name.label("triager"),
        _CLOSED.name.label("closer"),
    )
    .join(Practitioner, Practitioner.id == Report.practitioner_id)
    .join(PracticeLocation, PracticeLocation.id == Report.location_id, isouter=True)
    .join(_TRIAGED, _TRIAGED.id == Report.triaged_by, isouter=True)
    .join(_CLOSED, _CLOSED.id == Report.closed_by, isouter=True)
)


def report_of(connection: Connection, report_id: int) -> ReportView | None:
    """Give a report; None where there is none of this number."""
    return next(iter(_views(connection, _REPORT.where(Report.id == report_id))), None)


def reports_of(connection: Connection, practitioner_id: int) -> tuple[ReportView, ...]:
    """Give the reports about a listing, the open ones first, each heap by its age."""
    mine = _REPORT.where(Report.practitioner_id == practitioner_id)
    return _views(connection, mine)


def contacts_of(connection: Connection, report_id: int) -> tuple[ContactView, ...]:
    """Give whom reviewers tried to reach about a report, the oldest try first."""
    rows = connection.execute(
        select(
            ReportContact.way,
            ReportContact.reached,
            ReportContact.note,
            Account.name,
            ReportContact.tried_at,
        )
        .join(Account, Account.id == ReportContact.account_id, isouter=True)
        .where(ReportContact.report_id == report_id)
        .order_by(ReportContact.tried_at, ReportContact.id)
        .limit(_MOST)
    )
    return tuple(
        ContactView(row.way, row.reached, row.note, row.name or "", row.tried_at) for row in rows
    )


def _views(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[ReportView, ...]:
    order = Report.closed_at.is_not(None), Report.received_at, Report.id
    return tuple(_view(row) for row in connection.execute(query.order_by(*order).limit(_MOST)))


def _view(row: Row[Any]) -> ReportView:
    return ReportView(
        id=row.id,
        reference=row.reference,
        practitioner_id=row.practitioner_id,
        name=full_name(row.given_name, row.family_name, suffix=row.suffix),
        place=", ".join(filter(None, (row.place, row.city))),
        reason=row.reason,
        words=row.words or "",
        email=row.email or "",
        received_at=row.received_at,
        due_on=row.due_on,
        triaged_at=row.triaged_at,
        triaged_by=row.triager or "",
        outcome=row.outcome,
        closed_at=row.closed_at,
        closed_by=row.closer or "",
    )
