"""Read the whole log of decisions, its guards and its readable side, for an audit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select, text

from directory.db import Database
from directory.domain.log_audit import Audit, Recorded
from directory.domain.log_damage import Damage, Report
from directory.domain.log_heads import Head, Seal
from directory.models import log_guards
from directory.models.decision_log import LogEntry, LogHead, LogNode, LogPrivate, LogSalt

CHUNK: Final = 1 << 13
_RECORDED = (
    select(
        LogEntry.seq,
        LogEntry.leaf,
        LogEntry.hash,
        LogHead.size,
        LogHead.at,
        LogHead.root,
        LogHead.previous,
        LogHead.signature,
        LogHead.key_id,
        LogPrivate.seq.label("private_seq"),
        LogPrivate.practitioner_id,
        LogPrivate.subject_kind,
        LogPrivate.subject_id,
        LogPrivate.actor_kind,
        LogPrivate.actor_id,
        LogPrivate.words,
        LogPrivate.details,
        LogPrivate.salt.label("own_salt"),
        LogSalt.salt,
    )
    .outerjoin(LogHead, LogHead.size == LogEntry.seq + 1)
    .outerjoin(LogPrivate, LogPrivate.seq == LogEntry.seq)
    .outerjoin(LogSalt, LogSalt.practitioner_id == LogPrivate.practitioner_id)
    .order_by(LogEntry.seq)
)
# One statement: on PostgreSQL two would see two moments of a log that grows meanwhile.
_FIGURES = select(
    select(func.coalesce(func.max(LogEntry.seq), -1)).scalar_subquery().label("last_seq"),
    select(func.count()).select_from(LogHead).scalar_subquery().label("heads"),
    select(func.coalesce(func.max(LogHead.size), 0)).scalar_subquery().label("last_size"),
    select(func.count()).select_from(LogNode).scalar_subquery().label("nodes"),
)
_SQLITE_TRIGGERS = text(
    "SELECT name, sql, '' FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN"
    f" ({', '.join(map(repr, log_guards.GUARDED))}) ORDER BY name"
)
_POSTGRESQL_TRIGGERS = text(
    "SELECT t.tgname, pg_get_triggerdef(t.oid), CASE t.tgenabled WHEN 'O' THEN p.prosrc END"
    " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgrelid"
    f" IN ({', '.join(f'to_regclass({name!r})' for name in log_guards.GUARDED)}) ORDER BY t.tgname"
)
_SCHEMA: Final = re.compile(r" ON \w+\.")


def audit(database: Database, seal: Seal, *, saved: Sequence[Head] = ()) -> Report:
    """Derive the log anew and compare; `saved`: heads that somebody kept from earlier."""
    looking = Audit(seal, saved)
    with database.reading() as connection:
        _guards(connection, looking.report)
        figures = connection.execute(_FIGURES).one()
        size = figures.last_seq + 1
        for start in range(0, size, CHUNK):
            end = min(start + CHUNK, size)
            looking.entries(_recorded(connection, start, end=end))
            looking.nodes(_nodes(connection, start, end=end))
        looking.end(**figures._mapping)  # noqa: SLF001  (SQLAlchemy's own name for it)
    return looking.report


def _recorded(connection: Connection, start: int, *, end: int) -> Iterable[Recorded]:
    found = _RECORDED.where(LogEntry.seq >= start, LogEntry.seq < end)
    return map(Recorded._make, connection.execute(found).all())


def _nodes(connection: Connection, start: int, *, end: int) -> Iterable[tuple[int, int, Any]]:
    """Read the subtrees that the entries from `start` to before `end` completed."""
    levels = [
        and_(LogNode.level == level, LogNode.nth >= start >> level, LogNode.nth < end >> level)
        for level in range(1, end.bit_length())
    ]
    if not levels:
        return ()
    found = select(LogNode.level, LogNode.nth, LogNode.hash).where(or_(*levels))
    rows = connection.execute(found.order_by(LogNode.level, LogNode.nth))
    return ((level, nth, kept) for level, nth, kept in rows)


def _guards(connection: Connection, report: Report) -> None:
    standing = {name: (made, body) for name, made, body in _triggers(connection)}
    expected = _expected(connection.dialect.name)
    for name in sorted(expected.keys() - standing.keys()):
        report.note(Damage.GUARD_MISSING, name)
    for name in sorted(standing.keys() - expected.keys()):
        report.note(Damage.GUARD_STRANGE, name)
    for name in sorted(standing.keys() & expected.keys()):
        if standing[name] != expected[name]:
            report.note(Damage.GUARD_CHANGED, name)


def _expected(dialect: str) -> dict[str, tuple[str, str]]:
    if dialect == "sqlite":
        return {name: (made, "") for name, made in log_guards.SQLITE.items()}
    bodies = log_guards.POSTGRESQL_BODIES
    return {name: (made, bodies[name]) for name, made in log_guards.POSTGRESQL.items()}


def _triggers(connection: Connection) -> Iterator[tuple[str, str, str | None]]:
    if connection.dialect.name == "sqlite":
        for name, made, body in connection.execute(_SQLITE_TRIGGERS):
            yield name, made, body
        return
    for name, made, body in connection.execute(_POSTGRESQL_TRIGGERS):
        # PostgreSQL says in which schema the table is.
        yield name, _SCHEMA.sub(" ON ", made, count=1), body
