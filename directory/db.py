"""The two databases as one: engines, transactions that really begin, and SQLite's manners."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

import psycopg
from psycopg.types.numeric import Int8BinaryDumper, Int8Dumper
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DatabaseError as SqlDatabaseError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

BUSY_TIMEOUT_MS: Final = 15_000
_WRITES: Final = "directory_writes"
# A server answers on many threads, of which the interpreter lets few be busy at a time.
_POOL: Final[dict[str, Any]] = {"pool_size": 16, "max_overflow": 16}
_MIGRATION_LOCK: Final = 0x1D1EC70


class BrokenReferences(Exception):
    """A change of the tables would have left rows that point at nothing; it was rolled back."""


class DatabaseUnreachable(Exception):
    """The database cannot be opened; the message says which one and what to do."""


def _sqlite_module() -> ModuleType:
    # Debian's Python carries a SQLite that can corrupt a database in WAL mode under rare races
    # (3.7.0 to 3.51.2); the wheel bundles one that is mended.
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415  (absent where it has no wheel)
    except ImportError:
        return sqlite3.dbapi2
    return dbapi2  # type: ignore[no-any-return]


SQLITE = _sqlite_module()
_GUARDED: Final = ("log_", "published")
"""Tables, and the triggers named after them, that only a migration changes."""
_CHANGES_OF_TABLES: Final = frozenset(
    {
        SQLITE.SQLITE_CREATE_TRIGGER,
        SQLITE.SQLITE_CREATE_TEMP_TRIGGER,
        SQLITE.SQLITE_DROP_TRIGGER,
        SQLITE.SQLITE_DROP_TABLE,
        SQLITE.SQLITE_ALTER_TABLE,
    }
)
_SWITCHES: Final = frozenset({"recursive_triggers", "writable_schema"})
SAFE_WAL: Final = SQLITE.sqlite_version_info >= (3, 51, 3)


@contextmanager
def explained() -> Iterator[None]:
    """Turn a database that cannot be opened into a sentence that says what to do."""
    try:
        yield
    except (SqlDatabaseError, SQLITE.DatabaseError, psycopg.OperationalError) as error:
        if not _is_unusable(error):
            raise
        original = getattr(error, "orig", None) or error
        said = (str(original).strip() or "no reason given").splitlines()[0]
        message = (
            f"The database cannot be used ({said}); check that DATABASE_URL is right, that the "
            "server runs or the folder can be written, and that the file is not damaged."
        )
        raise DatabaseUnreachable(message) from error


def _is_unusable(error: Exception) -> bool:
    # The base classes themselves stand for a damaged file; their other kinds are faults of ours.
    if getattr(getattr(error, "orig", error), "sqlite_errorcode", None) == SQLITE.SQLITE_AUTH:
        return False
    operational = (OperationalError, SQLITE.OperationalError, psycopg.OperationalError)
    return isinstance(error, operational) or type(error) in {SqlDatabaseError, SQLITE.DatabaseError}


class Database:
    """One database for writing and, where given, a replica for reading."""

    def __init__(self, url: str, *, read_url: str | None = None) -> None:
        """Make engines for SQLAlchemy URLs; nothing is opened yet."""
        self.url: URL = make_url(url)
        self.dialect: str = self.url.get_backend_name()
        self.engine = _engine(self.url)
        self._writing = self.engine.execution_options(**{_WRITES: True})
        replica = _engine(make_url(read_url)) if read_url else self.engine
        # A read on PostgreSQL is one statement at a time; BEGIN and ROLLBACK around it would
        # double its cost. On SQLite the transaction is what gives a steady view, and is free.
        self._reading = (
            replica.execution_options(isolation_level="AUTOCOMMIT")
            if self.dialect == "postgresql"
            else replica
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session whose work is committed as a whole, or not at all.

        On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads
        first and writes later would otherwise fail, or overwrite what it did not see.
        """
        with (
            explained(),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that only reads."""
        with explained(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Open a connection that changes tables, one process at a time, all or nothing.

        SQLite changes a table by copying it and dropping the old one; with foreign keys on, that
        would silently delete the rows of every table that points at it. So they are off
        before the transaction begins, and every reference is looked at before it ends.
        """
        with self.engine.connect() as connection:
            if self.dialect == "postgresql":
                with connection.begin():
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                    yield connection
                return
            driver: Any = connection.connection.driver_connection
            driver.set_authorizer(None)
            driver.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.execution_options(**{_WRITES: True}).begin():
                    yield connection
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        message = f"Rows would point at nothing: {broken[:5]}"
                        raise BrokenReferences(message)
            finally:
                driver.execute("PRAGMA foreign_keys = ON")
                driver.set_authorizer(_keep_guards)

    def close(self) -> None:
        """Let every pooled connection go."""
        self.engine.dispose()
        self._reading.dispose()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        # A database in memory lives in one connection, and its pool takes no size.
        pool = _POOL if url.database and url.database != ":memory:" else {}
        engine = create_engine(url, module=SQLITE, hide_parameters=True, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        **_POOL,
        connect_args={
            "prepare_threshold": 2,
            # Our statements know their plans; planning each anew costs more than running it.
            "options": "-c plan_cache_mode=force_generic_plan -c jit=off -c timezone=UTC",
        },
    )
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "handle_error", _leave_out_details)
    return engine


def _leave_out_details(context: ExceptionContext) -> None:
    # PostgreSQL repeats the whole row in the DETAIL of a fault, and whoever logs the fault would
    # write names down; `hide_parameters` knows nothing of that.
    original: Any = context.original_exception
    said = getattr(getattr(original, "diag", None), "message_primary", None)
    if said is not None:
        original.args = (said,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = (f"({type(original).__name__}) {said}",)


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401  (a DBAPI connection)
    # One width for whole numbers: otherwise each size of argument is a statement of its own, and
    # arithmetic on small ones overflows.
    connection.adapters.register_dumper(int, Int8Dumper)
    connection.adapters.register_dumper(int, Int8BinaryDumper)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  (a DBAPI connection)
    # The driver must never begin or commit by itself; `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute(f"PRAGMA journal_mode = {'WAL' if SAFE_WAL else 'DELETE'}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.execute("PRAGMA cache_size = -8000")
    cursor.execute("PRAGMA mmap_size = 268435456")
    cursor.close()
    connection.set_authorizer(_keep_guards)


def _keep_guards(  # noqa: PLR0917  (SQLite's order)
    action: int, first: str | None, second: str | None, *_: str | None
) -> int:
    # Whoever gets a statement of their own into a connection that is not a migration's could
    # otherwise take down the triggers that guard the log of decisions and the history, and then
    # rewrite both.
    changes = action in _CHANGES_OF_TABLES and (first or "", second or "")
    guarded = changes and any(name.startswith(_GUARDED) for name in changes)
    switches = action == SQLITE.SQLITE_PRAGMA and first in _SWITCHES and second is not None
    return int(SQLITE.SQLITE_DENY if guarded or switches else SQLITE.SQLITE_OK)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
