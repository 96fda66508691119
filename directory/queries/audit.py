"""The log of decisions with the side that names people, a page at a time, for administrators.

Only the parts of a line that have an index are looked for; all else is compared as entries are
read, so that a page reads no more than so many of them and says how far it has come.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Row, Select, select

from directory.domain import ids
from directory.domain.log_entries import DecisionAct, Detail, SubjectKind, written
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account
from directory.models.decision_log import LogEntry, LogHead, LogPrivate
from directory.models.practitioners import Practitioner
from directory.queries.decision_log import newest

SHOWN: Final = 50
REACH: Final = 20_000
"""Entries that one page looks through at most."""
MOST_TAKEN: Final = 20_000
"""Entries that one copy holds at most."""
_REFERENCE: Final = re.compile(r"HD-[0-9]{4}-[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which entries are wanted; days in UTC. `by_nobody`: those of the directory itself."""

    act: DecisionAct | None = None
    actor: int | None = None
    by_nobody: bool = False
    person: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """An entry; `part` is None where the side that names people was erased."""

    seq: int
    at: datetime
    act: DecisionAct
    from_state: str | None
    to_state: str | None
    reason: str | None
    rule: str | None
    person: int | None
    person_name: str | None
    subject: SubjectKind | None
    subject_id: int | None
    part: ActorKind | None
    actor: int | None
    actor_name: str | None
    words: str | None
    details: Mapping[str, Detail]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, the newest first; `before`: where the next page begins, if there is one.

    `down_to`: the oldest entry that was looked at.
    """

    lines: tuple[AuditLine, ...]
    before: int | None
    down_to: int


_LINES: Final = (
    select(
        LogEntry.seq,
        LogEntry.leaf,
        LogPrivate.practitioner_id,
        LogPrivate.subject_kind,
        LogPrivate.subject_id,
        LogPrivate.actor_kind,
        LogPrivate.actor_id,
        LogPrivate.words,
        LogPrivate.details,
        Account.name.label("actor_name"),
        Practitioner.given_name,
        Practitioner.family_name,
    )
    .join(LogPrivate, LogPrivate.seq == LogEntry.seq, isouter=True)
    .join(Account, Account.id == LogPrivate.actor_id, isouter=True)
    .join(Practitioner, Practitioner.id == LogPrivate.practitioner_id, isouter=True)
    .order_by(LogEntry.seq.desc())
)


def audit_page(connection: Connection, wish: Wish, *, before: int | None = None) -> AuditPage:
    """Read a page of the log; `before`: only entries of lower numbers."""
    low, high = _range(connection, wish)
    high = high if before is None else min(before, high)
    # Those of one person have an index, and are few.
    floor = low if wish.person is not None else max(low, high - REACH)
    rows = connection.execute(_wanted(wish, floor, high=high).limit(SHOWN)).all()
    lines = tuple(map(_line, rows))
    if len(lines) == SHOWN:
        return AuditPage(lines, lines[-1].seq, lines[-1].seq)
    return AuditPage(lines, floor if floor > low else None, floor)


def audit_copy(connection: Connection, wish: Wish) -> tuple[AuditLine, ...]:
    """Read the newest entries that are wanted, as many as one copy holds."""
    low, high = _range(connection, wish)
    wanted = _wanted(wish, low, high=high).limit(MOST_TAKEN)
    return tuple(map(_line, connection.execute(wanted)))


def person_at(connection: Connection, text: str) -> int | None:
    """Find whom somebody means: by a listing's address, its number in it, or its reference."""
    reference = text.strip().upper()
    if _REFERENCE.fullmatch(reference):
        theirs = Practitioner.reference == reference
        return connection.scalar(select(Practitioner.id).where(theirs).limit(1))
    for part in re.split(r"[/?#\s]+", text):
        try:
            return ids.decode(part.lower())
        except ValueError:
            continue
    return None


def _range(connection: Connection, wish: Wish) -> tuple[int, int]:
    """Give the numbers of the first entry of the days that are wanted, and behind the last."""
    head = newest(connection)
    size = 0 if head is None else head.size
    low = 0 if wish.first is None else _first_at(connection, wish.first, size=size)
    if wish.last is None or wish.last == date.max:
        return low, size
    return low, _first_at(connection, wish.last + timedelta(days=1), size=size)


def _first_at(connection: Connection, day: date, *, size: int) -> int:
    """Find the first entry of a day or later: the instants of heads only rise."""
    begins = written(datetime.combine(day, time(), UTC))
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        at = connection.scalar(select(LogHead.at).where(LogHead.size == middle + 1))
        if at is not None and at < begins:
            low = middle + 1
        else:
            high = middle
    return low


def _wanted(wish: Wish, low: int, *, high: int) -> Select[*tuple[Any, ...]]:
    wanted = _LINES.where(LogEntry.seq >= low, LogEntry.seq < high)
    if wish.act is not None:
        # Lines are written in one way alone, and begin with the act.
        begins = f'{{"act":"{wish.act.value}",'
        wanted = wanted.where(LogEntry.leaf.startswith(begins, autoescape=True))
    if wish.person is not None:
        wanted = wanted.where(LogPrivate.practitioner_id == wish.person)
    if wish.actor is not None:
        wanted = wanted.where(LogPrivate.actor_id == wish.actor)
    if wish.by_nobody:
        wanted = wanted.where(LogPrivate.actor_kind == ActorKind.SYSTEM.value)
    return wanted


def _line(row: Row[*tuple[Any, ...]]) -> AuditLine:
    line = orjson.loads(row.leaf)
    named = row.given_name is not None
    return AuditLine(
        seq=row.seq,
        at=datetime.fromisoformat(line["at"]),
        act=DecisionAct(line["act"]),
        from_state=line["from"],
        to_state=line["to"],
        reason=line["reason"],
        rule=line["rule"],
        person=row.practitioner_id,
        person_name=f"{row.given_name} {row.family_name}" if named else None,
        subject=None if row.subject_kind is None else SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        part=None if row.actor_kind is None else ActorKind(row.actor_kind),
        actor=row.actor_id,
        actor_name=row.actor_name,
        words=row.words,
        details={} if row.details is None else orjson.loads(row.details),
    )
