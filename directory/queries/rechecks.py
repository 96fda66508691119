"""Samples that wait to be looked at anew, and whom the next one may draw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, tuple_

from directory.domain import ids
from directory.domain.clock import seconds
from directory.domain.postings import EVERYONE
from directory.domain.sampling import NOT_AGAIN, Drawn
from directory.models.accounts import Account
from directory.models.practitioners import Practitioner
from directory.models.reports import Recheck
from directory.models.standings import PostingRow

_CHUNK: Final = 10_000
_MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckView:
    """A listing that was drawn; `reviewer`: the name of who looked at it, where it is done."""

    id: int
    practitioner_id: int
    location_id: int
    name: str
    drawn_on: date
    due_on: date
    exact: bool | None
    functional: bool | None
    note: str | None
    done_at: datetime | None
    reviewer: str | None

    @property
    def key(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)


_RECHECK: Final = (
    select(
        Recheck.id,
        Recheck.practitioner_id,
        Recheck.location_id,
        (Practitioner.given_name + " " + Practitioner.family_name).label("name"),
        Recheck.drawn_on,
        Recheck.due_on,
        Recheck.exact,
        Recheck.functional,
        Recheck.note,
        Recheck.done_at,
        Account.name.label("reviewer"),
    )
    .join(Practitioner, Practitioner.id == Recheck.practitioner_id)
    .join(Account, Account.id == Recheck.done_by, isouter=True)
)


def recheck(connection: Connection, recheck_id: int, *, of: int) -> RecheckView | None:
    """Find what was drawn of a person."""
    theirs = Recheck.id == recheck_id, Recheck.practitioner_id == of
    row = connection.execute(_RECHECK.where(*theirs).limit(1)).one_or_none()
    return None if row is None else _view(row)


def rechecks_of(connection: Connection, practitioner_id: int) -> tuple[RecheckView, ...]:
    """List what was drawn of a person: first what is open, then the newest."""
    listed = (
        _RECHECK.where(Recheck.practitioner_id == practitioner_id)
        .order_by(Recheck.done_at.is_not(None), Recheck.drawn_on.desc(), Recheck.id)
        .limit(_MOST)
    )
    return tuple(_view(row) for row in connection.execute(listed))


def drawn_since(connection: Connection, day: date) -> int:
    """Count what was drawn on a day or later."""
    return connection.scalar(select(func.count()).where(Recheck.drawn_on >= day)) or 0


def was_drawn(connection: Connection, practitioner_id: int, *, today: date) -> bool:
    """Say whether a person waits to be looked at, or was drawn too short a while ago."""
    theirs = Recheck.practitioner_id == practitioner_id, _not_again(today)
    return connection.scalar(select(Recheck.id).where(*theirs).limit(1)) is not None


def drawable(connection: Connection, *, at: datetime, today: date) -> Iterator[Drawn]:
    """Give every place that can be found, of people who may be drawn again."""
    tired = frozenset(connection.scalars(select(Recheck.practitioner_id).where(_not_again(today))))
    key = PostingRow.cell, PostingRow.location_id
    after = (-1, -1)
    while True:
        rows = connection.execute(
            select(*key, PostingRow.practitioner_id)
            .where(PostingRow.attr == EVERYONE, PostingRow.partial_until > seconds(at))
            .where(tuple_(*key) > after)
            .order_by(*key)
            .limit(_CHUNK)
        ).all()
        for row in rows:
            if row.practitioner_id not in tired:
                yield Drawn(row.practitioner_id, row.location_id)
        if len(rows) < _CHUNK:
            return
        after = (rows[-1].cell, rows[-1].location_id)


def _not_again(today: date) -> ColumnElement[bool]:
    return or_(Recheck.done_at.is_(None), Recheck.drawn_on > today - NOT_AGAIN)


def _view(row: Row[*tuple[Any, ...]]) -> RecheckView:
    return RecheckView(**row._mapping)  # noqa: SLF001  (SQLAlchemy's own name for it)
