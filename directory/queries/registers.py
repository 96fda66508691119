"""Files of regulators and their lines, as reviewers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from directory.domain import ids
from directory.domain.vocabulary import ActorKind, Country, Profession, RegisterMatch
from directory.models.accounts import Account, AccountRole
from directory.models.credentials import Licence
from directory.models.practitioners import Practitioner
from directory.models.registers import RegisterBatch, RegisterLine

MOST_BATCHES: Final = 200
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """A regulator's file; `counts`: how many lines came to what, `done`: so many were written.

    `stopped`: who signed it reviews no more, so the rest waits for another one.
    """

    id: int
    sha256: str
    file_name: str
    country: Country
    region: str
    profession: Profession
    source_name: str
    url: str
    looked_on: date
    lines: int
    read_at: datetime
    signed_by: int | None
    signer: str | None
    signed_at: datetime | None
    refused_at: datetime | None
    carried_out_at: datetime | None
    stopped: bool
    counts: dict[RegisterMatch, int]
    done: int
    faulty: int

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def matched(self) -> int:
        """How many lines extend a licence."""
        return self.counts.get(RegisterMatch.MATCHED, 0)

    @property
    def is_open(self) -> bool:
        """Whether it waits for a reviewer."""
        waits = self.signed_at is None or self.stopped
        return waits and self.refused_at is None and self.carried_out_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line, and the licence that it is about as it stands now; `person`: whose it is."""

    line: int
    number: str
    name: str
    status: str
    ends: date | None
    match: RegisterMatch
    agreed: bool | None
    fault: str | None
    practitioner_id: int | None
    person: str
    name_on_licence: str
    on_file_until: date | None

    @property
    def person_key(self) -> str:
        """Whose file it is, as addresses write it; empty where it is nobody's here."""
        return "" if self.practitioner_id is None else ids.encode(self.practitioner_id)


def reviews(account_id: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Say in SQL whether an account is open and a reviewer's."""
    return exists().where(
        Account.id == account_id,
        Account.disabled_at.is_(None),
        Account.closed_at.is_(None),
        AccountRole.account_id == Account.id,
        AccountRole.role == ActorKind.REVIEWER,
    )


def batches(connection: Connection) -> tuple[BatchView, ...]:
    """List files, those that wait for a reviewer first, then the newest."""
    settled = (RegisterBatch.signed_at.is_not(None)) | (RegisterBatch.refused_at.is_not(None))
    found = (
        connection.execute(
            _batch_rows()
            .order_by(settled, RegisterBatch.read_at.desc(), RegisterBatch.id)
            .limit(MOST_BATCHES)
        )
        .mappings()
        .all()
    )
    return _views(connection, found)


def batch(connection: Connection, batch_id: int) -> BatchView | None:
    """Give one file; None where there is none of this number."""
    found = connection.execute(_batch_rows().where(RegisterBatch.id == batch_id)).mappings().all()
    return next(iter(_views(connection, found)), None)


def _batch_rows() -> Select[Any]:
    signer = select(Account.name).where(Account.id == RegisterBatch.signed_by).scalar_subquery()
    return select(
        *RegisterBatch.__table__.columns,
        signer.label("signer"),
        reviews(RegisterBatch.signed_by).label("signer_reviews"),
    )


def _views(connection: Connection, found: Sequence[RowMapping]) -> tuple[BatchView, ...]:
    counts: dict[int, dict[RegisterMatch, int]] = {row["id"]: {} for row in found}
    done = dict.fromkeys(counts, 0)
    faulty = dict.fromkeys(counts, 0)
    totals = (
        select(
            RegisterLine.batch_id,
            RegisterLine.match,
            func.count(),
            func.count(RegisterLine.done_at),
            func.count(RegisterLine.fault),
        )
        .where(RegisterLine.batch_id.in_(counts))
        .group_by(RegisterLine.batch_id, RegisterLine.match)
        .order_by(RegisterLine.batch_id, RegisterLine.match)
    )
    for number, match, count, so_far, faults in connection.execute(totals):
        counts[number][match] = count
        if match is RegisterMatch.MATCHED:
            done[number], faulty[number] = so_far, faults
    return tuple(
        BatchView(
            counts=counts[row["id"]],
            done=done[row["id"]],
            faulty=faulty[row["id"]],
            stopped=_stopped(row),
            **{name: row[name] for name in _SHOWN},
        )
        for row in found
    )


_SHOWN: Final = (
    "id", "sha256", "file_name", "country", "region", "profession", "source_name", "url",
    "looked_on", "lines", "read_at", "signed_by", "signer", "signed_at", "refused_at",
    "carried_out_at",
)  # fmt: skip


def _stopped(row: RowMapping) -> bool:
    under_way = row["signed_at"] is not None and row["carried_out_at"] is None
    return under_way and not row["signer_reviews"]


def sample(connection: Connection, batch_id: int) -> tuple[LineView, ...]:
    """Give the lines that are looked up one by one before a file is signed."""
    return _lines(connection, batch_id, RegisterLine.sampled.is_(True))


def lines(connection: Connection, batch_id: int, *, match: RegisterMatch) -> tuple[LineView, ...]:
    """Give the lines that came to the same, the first of them."""
    return _lines(connection, batch_id, RegisterLine.match == match)


def left_undone(connection: Connection, batch_id: int) -> tuple[LineView, ...]:
    """Give the lines of a signed file that could not be carried out."""
    return _lines(
        connection,
        batch_id,
        RegisterLine.match == RegisterMatch.MATCHED,
        RegisterLine.fault.is_not(None),
    )


def _lines(
    connection: Connection, batch_id: int, *which: ColumnElement[bool]
) -> tuple[LineView, ...]:
    rows = connection.execute(
        select(
            RegisterLine.line,
            RegisterLine.number,
            RegisterLine.name,
            RegisterLine.status_words,
            RegisterLine.ends,
            RegisterLine.match,
            RegisterLine.agreed,
            RegisterLine.fault,
            Licence.practitioner_id,
            Licence.name_on_licence,
            Licence.expires,
            Practitioner.given_name,
            Practitioner.family_name,
        )
        .select_from(RegisterLine)
        .join(Licence, Licence.id == RegisterLine.licence_id, isouter=True)
        .join(Practitioner, Practitioner.id == Licence.practitioner_id, isouter=True)
        .where(RegisterLine.batch_id == batch_id, *which)
        .order_by(RegisterLine.line)
        .limit(MOST_LINES)
    )
    return tuple(
        LineView(
            line=row.line,
            number=row.number,
            name=row.name,
            status=row.status_words,
            ends=row.ends,
            match=row.match,
            agreed=row.agreed,
            fault=row.fault,
            practitioner_id=row.practitioner_id,
            person=f"{row.given_name or ''} {row.family_name or ''}".strip(),
            name_on_licence=row.name_on_licence or "",
            on_file_until=row.expires,
        )
        for row in rows
    )


def status_words(connection: Connection, batch_id: int) -> tuple[tuple[str, int], ...]:
    """Give the words by which matching lines count as active, the most frequent first."""
    count = func.count()
    rows = connection.execute(
        select(RegisterLine.status_words, count)
        .where(RegisterLine.batch_id == batch_id, RegisterLine.match == RegisterMatch.MATCHED)
        .group_by(RegisterLine.status_words)
        .order_by(count.desc(), RegisterLine.status_words)
        .limit(MOST_LINES)
    )
    return tuple((words, number) for words, number in rows)
