import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from directory.db import (
    BUSY_TIMEOUT_MS,
    SAFE_WAL,
    BrokenReferences,
    Database,
    DatabaseUnreachable,
    explained,
)
from directory.models.practitioners import PracticeLocation, Practitioner
from tests.clock import START
from tests.factories import person

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
WRITERS, TIMES = 4, 100


@sqlite_only
def test_sqlite_is_told_to_be_careful(database: Database) -> None:
    expected = {
        "journal_mode": "wal" if SAFE_WAL else "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": BUSY_TIMEOUT_MS,
    }
    with database.reading() as first, database.reading() as second:
        for connection in (first, second):
            found = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in expected}
            assert found == expected


@sqlite_only
def test_foreign_keys_are_on_again_after_a_migration(database: Database) -> None:
    with database.migrating() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@sqlite_only
def test_a_migration_that_leaves_rows_without_their_parent_is_undone(database: Database) -> None:
    with database.transaction() as session:
        person(session)
    with pytest.raises(BrokenReferences), database.migrating() as connection:
        connection.exec_driver_sql("DELETE FROM practitioner")
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(Practitioner)) == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@postgresql_only
def test_postgresql_reads_one_statement_at_a_time_in_utc(database: Database) -> None:
    with database.reading() as connection:
        assert connection.exec_driver_sql("SHOW timezone").scalar() == "UTC"
        assert connection.exec_driver_sql("SELECT now() = statement_timestamp()").scalar()


def test_writers_at_the_same_time_lose_nothing(database: Database) -> None:
    with database.transaction() as session:
        person(session)

    def write(_: int) -> None:
        for _ in range(TIMES):
            with database.transaction() as session:
                # Read, then write: what somebody else wrote in between would be lost. SQLite lets
                # one writer in at a time; on PostgreSQL the row is asked for.
                row = session.scalars(select(Practitioner).with_for_update()).one()
                session.execute(
                    update(Practitioner).values(updated_at=row.updated_at + timedelta(seconds=1))
                )

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    with database.transaction() as session:
        row = session.scalars(select(Practitioner)).one()
        assert row.updated_at - START == timedelta(seconds=WRITERS * TIMES)


def test_a_reader_neither_waits_for_a_writer_nor_sees_what_is_not_committed(
    database: Database,
) -> None:
    if database.dialect == "sqlite" and not SAFE_WAL:
        pytest.skip("this SQLite cannot be trusted with WAL, and without it readers wait")
    written, read = Event(), Event()

    def write() -> None:
        with database.transaction() as session:
            person(session)
            written.set()
            assert read.wait(30)

    with ThreadPoolExecutor(1) as thread:
        writing = thread.submit(write)
        assert written.wait(30)
        with database.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(Practitioner)) == 0
        read.set()
        writing.result(30)
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(Practitioner)) == 1


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            person(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as connection:
        for table in (Practitioner, PracticeLocation):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_the_database_has_the_last_word(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        person(session, lat=90.5)
    with pytest.raises(IntegrityError), database.transaction() as session:
        # Nobody has this id.
        session.execute(text("INSERT INTO practitioner_headache VALUES (404, 'migraine', NULL)"))


def test_faults_and_logs_never_repeat_what_was_written(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")
    database.engine.echo = True
    with pytest.raises(IntegrityError) as fault, database.transaction() as session:
        session.execute(
            text("INSERT INTO practitioner (id, given_name) VALUES (1, :name)"), {"name": "Zebedee"}
        )
    database.engine.echo = False
    assert "Zebedee" not in str(fault.value.orig)
    assert "Zebedee" not in str(fault.value)
    assert "Zebedee" not in caplog.text
    assert "hidden" in str(fault.value)


def test_whole_numbers_of_any_size_are_compared_alike(database: Database) -> None:
    with database.reading() as connection:
        for number in (0, 1, 2**15, 2**31, 2**62, -(2**62)):
            assert connection.scalar(text("SELECT :n + 0"), {"n": number}) == number


@pytest.mark.parametrize("content", [None, b"this is no database, but it is long enough" * 50])
def test_a_database_that_cannot_be_opened_is_a_sentence(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "directory.sqlite"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(DatabaseUnreachable) as said, explained(), database.reading() as connection:
        connection.execute(text("SELECT * FROM practitioner"))
    assert str(said.value).startswith("The database cannot be used (")
    assert "DATABASE_URL" in str(said.value)
    assert "\n" not in str(said.value)
    database.close()


def test_a_server_that_does_not_run_is_a_sentence(tmp_path: Path) -> None:
    database = Database(f"postgresql+psycopg://u:hunter2@/name?host={tmp_path}")
    with pytest.raises(DatabaseUnreachable) as said, explained(), database.reading() as connection:
        connection.execute(text("SELECT 1"))
    assert "hunter2" not in str(said.value)
    database.close()
