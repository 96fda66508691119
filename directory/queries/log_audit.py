"""Read the whole log of decisions, its guards and its readable side, for an audit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select, text

from directory.db import Database
from directory.domain.log_audit import Audit, Recorded
from directory.domain.log_damage import Damage, Report
from directory.domain.log_heads import Head, Seal
from directory.models import log_guards
from directory.models.decision_log import LogEntry, LogHead, LogNode

CHUNK: Final = 1 << 13
# As text: a log is long, and SQLAlchemy would look at each of its values twice.
_RECORDED = text(
    "SELECT e.seq, e.leaf, e.hash, h.size, h.at, h.root, h.previous, h.signature, h.key_id,"
    " p.seq, p.practitioner_id, p.subject_kind, p.subject_id, p.actor_kind, p.actor_id, p.words,"
    " p.details, p.salt, s.salt FROM log_entry e LEFT JOIN log_head h ON h.size = e.seq + 1"
    " LEFT JOIN log_private p ON p.seq = e.seq"
    " LEFT JOIN log_salt s ON s.practitioner_id = p.practitioner_id"
    " WHERE e.seq >= :start AND e.seq < :end ORDER BY e.seq"
)
_NODES = text(
    "SELECT nth, hash FROM log_node WHERE level = :level AND nth >= :first AND nth < :last"
    " ORDER BY nth"
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
    rows = connection.execute(_RECORDED, {"start": start, "end": end})
    return map(Recorded._make, rows.all())


def _nodes(connection: Connection, start: int, *, end: int) -> Iterator[tuple[int, int, Any]]:
    """Read the subtrees that the entries from `start` to before `end` completed."""
    for level in range(1, end.bit_length()):
        first, last = start >> level, end >> level
        if first < last:
            found = {"level": level, "first": first, "last": last}
            for nth, kept in connection.execute(_NODES, found).all():
                yield level, nth, kept


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
