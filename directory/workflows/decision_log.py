"""Write an act into the log of decisions, as part of it; and erase a person from the log."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from directory.domain import log_entries, log_heads, merkle
from directory.domain.log_entries import Entry
from directory.domain.log_heads import Head, Pen
from directory.domain.merkle import Node, Span
from directory.models.decision_log import LogEntry, LogHead, LogNode, LogPrivate, LogSalt
from directory.queries.decision_log import newest, stored

_LOCK: Final = 0x10D_0F_DEC1
# Put together once: every act runs them.
_TAKE_TURN = select(func.pg_advisory_xact_lock(_LOCK))
_KNOWN_SALT = select(LogSalt.salt).where(LogSalt.practitioner_id == bindparam("person"))
_NEW_SALT, _NEW_PRIVATE = insert(LogSalt), insert(LogPrivate)
_NEW_ENTRY, _NEW_NODES, _NEW_HEAD = insert(LogEntry), insert(LogNode), insert(LogHead)


def append(session: Session, entry: Entry, *, at: datetime, pen: Pen) -> int:
    """Add an entry, its subtrees and a signed head to the log; gives the entry's number.

    The caller's transaction makes the act and its entry true together. On PostgreSQL whoever
    appends holds the log until that transaction ends, so append as the last thing in an act.
    """
    return append_all(session, [entry], at=at, pen=pen)


def append_all(session: Session, entries: Sequence[Entry], *, at: datetime, pen: Pen) -> int:
    """Add entries one after the other, as `append` does each; gives the last one's number."""
    connection = session.connection()
    _alone(connection)
    before = newest(connection)
    seq = before.size if before else 0
    known = dict(stored(connection, merkle.complete_in(Span(0, seq))))
    written = log_entries.written(at)
    for entry in entries:
        salt, own_salt = _salt(connection, entry.practitioner_id)
        side = log_entries.readable(entry)
        leaf = log_entries.leaf(
            entry, log_entries.hidden(side, seq=seq, salt=salt), seq=seq, at=written
        )
        leaf_hash = merkle.leaf_hash(leaf.encode())
        made = merkle.completed_by(seq, leaf_hash, stored=known)
        known.update(made)
        before = _head(
            before, root=merkle.hash_of(Span(0, seq + 1), known), written=written, pen=pen
        )
        connection.execute(_NEW_ENTRY, {"seq": seq, "leaf": leaf, "hash": leaf_hash})
        if above := _rows(made):
            connection.execute(_NEW_NODES, above)
        connection.execute(_NEW_HEAD, asdict(before))
        connection.execute(_NEW_PRIVATE, {"seq": seq, **side._asdict(), "salt": own_salt})
        seq += 1
    return seq - 1


def erase(session: Session, practitioner_id: int) -> None:
    """Forget who the entries about a person are about, and what they were told.

    The lines and the tree stay: without the salt nothing in them can be traced to anybody. To
    log the erasure itself with the person's number, append first.
    """
    connection = session.connection()
    # Somebody may be about to use the salt.
    _alone(connection)
    # The readable side goes with it, by reference.
    connection.execute(delete(LogSalt).where(LogSalt.practitioner_id == practitioner_id))


def _alone(connection: Connection) -> None:
    # A writer on SQLite is alone from its beginning.
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURN)


def _salt(connection: Connection, practitioner_id: int | None) -> tuple[bytes, bytes | None]:
    """Give the salt to hash with, and once more if the entry has to keep it itself."""
    fresh = secrets.token_bytes(log_entries.SALT_BYTES)
    if practitioner_id is None:
        return fresh, fresh
    known = connection.scalar(_KNOWN_SALT, {"person": practitioner_id})
    if known is not None:
        return known, None
    connection.execute(_NEW_SALT, {"practitioner_id": practitioner_id, "salt": fresh})
    return fresh, None


def _head(before: Head | None, *, root: bytes, written: str, pen: Pen) -> Head:
    if before is None:
        return log_heads.signed(pen, size=1, root=root, at=written, previous=log_heads.FIRST)
    return log_heads.signed(
        pen,
        size=before.size + 1,
        root=root,
        # A line says what the clock said; a head never goes back, even where the clock did.
        at=max(before.at, written),
        previous=log_heads.chained(log_heads.note_of(before), before.signature),
    )


def _rows(made: dict[Node, bytes]) -> list[dict[str, object]]:
    return [
        {"level": node.level, "nth": node.nth, "hash": made_hash}
        for node, made_hash in made.items()
        if node.level
    ]
