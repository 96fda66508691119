"""What was done about a listing that was reported, and how it can be reached."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, exists, select

from directory.domain.reports import COUNTED_FOR, ReportFacts, Told
from directory.domain.vocabulary import ActorKind, CredentialState, PublicNotice
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.listings import Message
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.reports import Report
from directory.models.reviews import Hold
from directory.queries.own_files import is_own

_MOST: Final = 50
_KINDS: Final = (Licence, Authorization, Training, Certification)


@dataclass(frozen=True, slots=True)
class Reached:
    """A place as its listing says it can be reached; `address` in one line."""

    name: str
    address: str
    phone: str
    website: str


def reached_at(connection: Connection, practitioner_id: int) -> tuple[Reached, ...]:
    """Give how a listing says that its places are reached, for whoever finds out what is true."""
    rows = connection.execute(
        select(
            PracticeLocation.name,
            PracticeLocation.street,
            PracticeLocation.city,
            PracticeLocation.region,
            PracticeLocation.phone,
            PracticeLocation.website,
        )
        .where(PracticeLocation.practitioner_id == practitioner_id)
        .order_by(PracticeLocation.position, PracticeLocation.id)
        .limit(_MOST)
    )
    return tuple(
        Reached(
            row.name,
            ", ".join(filter(None, (row.street, row.city, row.region))),
            row.phone or "",
            row.website or "",
        )
        for row in rows
    )


def told_of(connection: Connection, practitioner_id: int, *, at: datetime) -> tuple[Told, ...]:
    """Give what was lately reported about a listing, as far as it tells reporters apart."""
    rows = connection.execute(
        select(Report.reason, Report.outcome, Report.sender_hash, Report.email)
        .where(Report.practitioner_id == practitioner_id, Report.received_at > at - COUNTED_FOR)
        .order_by(Report.received_at.desc(), Report.id)
        .limit(_MOST)
    )
    return tuple(
        Told(reason=row.reason, outcome=row.outcome, sender=row.sender_hash, email=row.email)
        for row in rows
    )


def notice_of(
    connection: Connection, practitioner_id: int
) -> tuple[PublicNotice | None, datetime | None]:
    """Give what a listing says to everybody, and since when."""
    row = connection.execute(
        select(Practitioner.notice, Practitioner.notice_since).where(
            Practitioner.id == practitioner_id
        )
    ).first()
    return (None, None) if row is None else (row.notice, row.notice_since)


def facts_of(connection: Connection, report_id: int, *, account_id: int | None) -> ReportFacts:
    """Say how a report stands for a reviewer, with what was done about its listing."""
    row = connection.execute(
        select(Report.practitioner_id, Report.received_at, Report.closed_at, Practitioner.notice)
        .join(Practitioner, Practitioner.id == Report.practitioner_id)
        .where(Report.id == report_id)
    ).one()
    return ReportFacts(
        is_open=row.closed_at is None,
        own=is_own(connection, row.practitioner_id, account_id=account_id),
        notice=row.notice,
        suspended=_suspended(connection, row.practitioner_id),
        owner_asked=_owner_asked(connection, row.practitioner_id, since=row.received_at),
    )


def _suspended(connection: Connection, practitioner_id: int) -> bool:
    held = exists().where(Hold.practitioner_id == practitioner_id, Hold.ended_at.is_(None))
    barred = [
        exists().where(
            kind.practitioner_id == practitioner_id,
            kind.state.in_((CredentialState.SUSPENDED, CredentialState.REVOKED)),
        )
        for kind in _KINDS
    ]
    return any(connection.execute(select(held, *barred)).one())


def _owner_asked(connection: Connection, practitioner_id: int, *, since: datetime) -> bool:
    asked = exists().where(
        Message.practitioner_id == practitioner_id,
        Message.by == ActorKind.REVIEWER,
        Message.written_at >= since,
    )
    return bool(connection.scalar(select(asked)))
