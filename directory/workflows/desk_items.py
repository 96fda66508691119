"""Stating anew what work lies on the desk; part of each act, and once an hour for everybody."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select

from directory.domain.desk import SHARED, UNTOUCHED, Item, Person, work_on
from directory.domain.desk_due import utc_day
from directory.domain.log_entries import Entry
from directory.domain.rules import RuleBook
from directory.models.desk import DeskItem
from directory.queries.desk_facts import facts_of
from directory.queries.desk_matters import shared_matters

CHUNK: Final = 500
"""People who are read at once."""
_LOCK: Final = 0x10D_0F_DE5C
_TAKE_TURN: Final = select(func.pg_advisory_xact_lock(_LOCK))
_Row = tuple[Any, ...]
_COLUMNS: Final = tuple(DeskItem.__table__.columns.keys())
_KNOWN: Final = select(*DeskItem.__table__.columns)
_OF_PEOPLE: Final = _KNOWN.where(DeskItem.practitioner_id.in_(bindparam("who", expanding=True)))
_OF_NOBODY: Final = _KNOWN.where(DeskItem.practitioner_id.is_(None))
_GONE: Final = delete(DeskItem).where(
    and_(DeskItem.tab == bindparam("of_tab"), DeskItem.subject_id == bindparam("of_subject"))
)
_NEW: Final = insert(DeskItem)


def restate_after(
    connection: Connection, entries: Sequence[Entry], *, at: datetime, rules: RuleBook
) -> None:
    """State anew the work on everybody whom an act names, and what it touches for all."""
    touching = [entry for entry in entries if entry.act not in UNTOUCHED]
    people = {each.practitioner_id for each in touching if each.practitioner_id is not None}
    if people:
        restate_desk(connection, people, at=at, rules=rules)
    if any(entry.act in SHARED for entry in entries):
        restate_shared(connection, at=at)


def restate_desk(
    connection: Connection, people: Iterable[int], *, at: datetime, rules: RuleBook
) -> int:
    """State anew the work that there is about people; gives how many pieces differ."""
    _alone(connection)
    changed = 0
    ordered = sorted(set(people))
    for start in range(0, len(ordered), CHUNK):
        known, found = _compared(connection, ordered[start : start + CHUNK], at=at, rules=rules)
        changed += _settle(connection, known=known, found=found)
    return changed


def restate_shared(connection: Connection, *, at: datetime) -> int:
    """State anew the work that is about nobody in particular."""
    _alone(connection)
    items = work_on((), shared_matters(connection), person=None, today=utc_day(at))
    known = {tuple(row) for row in connection.execute(_OF_NOBODY)}
    return _settle(connection, known=known, found={_row(item, None) for item in items})


def differs(
    connection: Connection, people: Sequence[int], *, at: datetime, rules: RuleBook
) -> bool:
    """Say whether anything on the desk is otherwise than it should be; writes nothing."""
    known, found = _compared(connection, people, at=at, rules=rules)
    return known != found


def _alone(connection: Connection) -> None:
    # Two who state the same person at once would both put the same rows there; a writer on
    # SQLite is alone from its beginning.
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURN)


def _compared(
    connection: Connection, people: Sequence[int], *, at: datetime, rules: RuleBook
) -> tuple[set[_Row], set[_Row]]:
    """Give the rows that are there, and those that should be."""
    today = utc_day(at)
    found = {
        _row(item, each.person)
        for each in facts_of(connection, people, rules=rules, today=today)
        for item in work_on(each.papers, each.matters, person=each.person, today=today)
    }
    known = {tuple(row) for row in connection.execute(_OF_PEOPLE, {"who": list(people)})}
    return known, found


def _settle(connection: Connection, *, known: set[_Row], found: set[_Row]) -> int:
    """Make the table hold what was found, and touch nothing that it holds already."""
    # New ones are taken away too: a piece of work may come over from somebody else's file.
    stale = sorted({row[:2] for row in known ^ found})
    if stale:
        keys = [{"of_tab": tab, "of_subject": subject} for tab, subject in stale]
        connection.execute(_GONE, keys)
    if new := sorted(found - known, key=_key):
        connection.execute(_NEW, [dict(zip(_COLUMNS, row, strict=True)) for row in new])
    return len(stale)


def _key(row: _Row) -> _Row:
    return row[:2]


def _row(item: Item, person: Person | None) -> _Row:
    return (
        item.tab,
        item.subject_id,
        item.kind,
        None if person is None else person.id,
        item.opens_at,
        item.due_on,
        item.country,
        item.region,
        item.profession,
        "" if person is None else person.name,
        "" if person is None else person.words,
        " ".join(sorted(item.flags)),
    )
