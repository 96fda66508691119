"""Statements compiled once a worker: each test has engines of its own, and all ask the same."""

from typing import Any, Final

from sqlalchemy import Dialect, Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MOST: Final = 5_000
_COMPILED: Final[LRUCache[Any, Any]] = LRUCache(_MOST)


def _alike(one: Dialect, other: object) -> bool:
    """Whether two engines read what was compiled for either: SQLAlchemy asks whether they are one.

    A test may pretend to another version; what is compiled for it is nobody else's.
    """
    return type(one) is type(other) and _traits(one) == _traits(other)


def _traits(dialect: Any) -> tuple[Any, ...]:  # noqa: ANN401  (any dialect)
    return dialect.dbapi, dialect.paramstyle, getattr(dialect, "server_version_info", None)


def _hash(dialect: Dialect) -> int:
    return hash(type(dialect))


def compile_statements_once() -> None:
    """Keep what SQLAlchemy makes of a statement for every engine of this process."""
    for dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        dialect.__eq__ = _alike  # type: ignore[method-assign, assignment]
        dialect.__hash__ = _hash  # type: ignore[method-assign, assignment]
    # Each engine makes a place of its own to keep them, and is not listened to.
    kept = property(lambda _engine: _COMPILED, lambda _engine, _own: None)
    Engine._compiled_cache = kept  # type: ignore[assignment]  # noqa: SLF001
