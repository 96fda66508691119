"""What the log of decisions says: heads, lines, proofs, and a person's own history."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Connection, RowMapping, bindparam, select, tuple_

from directory.db import Database
from directory.domain import merkle
from directory.domain.log_heads import Head
from directory.domain.merkle import Node, Span
from directory.models.decision_log import LogEntry, LogHead, LogNode, LogPrivate

MOST_LINES: Final = 1_000
MOST_DECISIONS: Final = 1_000

_HEAD = select(
    LogHead.size, LogHead.at, LogHead.root, LogHead.previous, LogHead.signature, LogHead.key_id
)
_NEWEST = _HEAD.order_by(LogHead.size.desc()).limit(1)
# Put together once: every act reads them. No more are found than are named, so none is limited.
_LEAF_HASHES = (
    select(LogEntry.seq, LogEntry.hash)
    .where(LogEntry.seq.in_(bindparam("leaves", expanding=True)))
    .order_by(LogEntry.seq)
)
_NODE_HASHES = (
    select(LogNode.level, LogNode.nth, LogNode.hash)
    .where(tuple_(LogNode.level, LogNode.nth).in_(bindparam("nodes", expanding=True)))
    .order_by(LogNode.level, LogNode.nth)
)


class BeyondTheLog(Exception):
    """What was asked for is not in the log, which has `size` entries."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"The log has {size} entries.")


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of the log, exactly as they are hashed, and how many there are in all."""

    size: int
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What shows that a line is in the log: its hash, and the path of hashes up to the root."""

    leaf_hash: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """One entry with its readable side, for those who may see it."""

    seq: int
    at: str
    act: str
    from_state: str | None
    to_state: str | None
    reason: str | None
    rule: str | None
    subject_kind: str | None
    subject_id: int | None
    actor_kind: str
    actor_id: int | None
    words: str | None
    details: dict[str, Any]


def newest(connection: Connection) -> Head | None:
    """Give the newest head; None while nothing has been decided."""
    row = connection.execute(_NEWEST).mappings().one_or_none()
    return None if row is None else Head(**row)


def newest_head(database: Database) -> Head | None:
    """Give the newest head; None while nothing has been decided."""
    with database.reading() as connection:
        return newest(connection)


def lines(database: Database, start: int, *, count: int) -> Lines:
    """Give lines from one on, at most `MOST_LINES`; none where the log ends there."""
    found = (
        select(LogEntry.leaf)
        .where(LogEntry.seq >= start)
        .order_by(LogEntry.seq)
        .limit(min(count, MOST_LINES))
    )
    with database.reading() as connection:
        size = _size(connection)
        if start > size:
            raise BeyondTheLog(size)
        # What is written between the two readings has no head here yet.
        found = found.where(LogEntry.seq < size)
        return Lines(size, tuple(connection.scalars(found)))


def inclusion(database: Database, seq: int, *, size: int) -> Inclusion:
    """Show that an entry is in the log of a size, the entry's own number being less."""
    with database.reading() as connection:
        _must_reach(connection, size)
        path = merkle.inclusion_path(seq, size)
        own = Span(seq, seq + 1)
        leaf_hash, *hashes = _hashes(connection, [own, *path])
        return Inclusion(leaf_hash, tuple(hashes))


def consistency(database: Database, first: int, *, second: int) -> tuple[bytes, ...]:
    """Show that the log of one size begins with the log of an earlier size."""
    with database.reading() as connection:
        _must_reach(connection, second)
        return tuple(_hashes(connection, merkle.consistency_path(first, second)))


def history(database: Database, practitioner_id: int) -> tuple[PastDecision, ...]:
    """Give every decision about a person, the newest first; none once they were erased."""
    statement = (
        select(
            LogEntry.seq,
            LogEntry.leaf,
            LogPrivate.subject_kind,
            LogPrivate.subject_id,
            LogPrivate.actor_kind,
            LogPrivate.actor_id,
            LogPrivate.words,
            LogPrivate.details,
        )
        .join(LogPrivate, LogEntry.seq == LogPrivate.seq)
        .where(LogPrivate.practitioner_id == practitioner_id)
        .order_by(LogPrivate.seq.desc())
        .limit(MOST_DECISIONS)
    )
    with database.reading() as connection:
        return tuple(map(_decision, connection.execute(statement).mappings()))


def stored(connection: Connection, nodes: Iterable[Node]) -> dict[Node, bytes]:
    """Read the hashes of complete subtrees."""
    wanted = set(nodes)
    leaves = [node.nth for node in wanted if node.level == 0]
    above = [tuple(node) for node in wanted if node.level]
    found: dict[Node, bytes] = {}
    if leaves:
        for seq, known in connection.execute(_LEAF_HASHES, {"leaves": leaves}):
            found[Node(0, seq)] = known
    if above:
        for level, nth, known in connection.execute(_NODE_HASHES, {"nodes": above}):
            found[Node(level, nth)] = known
    return found


def _hashes(connection: Connection, spans: list[Span]) -> list[bytes]:
    known = stored(connection, (node for span in spans for node in merkle.complete_in(span)))
    return [merkle.hash_of(span, known) for span in spans]


def _size(connection: Connection) -> int:
    head = newest(connection)
    return head.size if head else 0


def _must_reach(connection: Connection, size: int) -> None:
    there = _size(connection)
    if size > there:
        raise BeyondTheLog(there)


def _decision(row: RowMapping) -> PastDecision:
    line = orjson.loads(row["leaf"])
    return PastDecision(
        seq=row["seq"],
        at=line["at"],
        act=line["act"],
        from_state=line["from"],
        to_state=line["to"],
        reason=line["reason"],
        rule=line["rule"],
        subject_kind=row["subject_kind"],
        subject_id=row["subject_id"],
        actor_kind=row["actor_kind"],
        actor_id=row["actor_id"],
        words=row["words"],
        details=orjson.loads(row["details"]) if row["details"] else {},
    )
