from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from directory.adapters.log_signing import FileKey
from directory.db import Database
from directory.models import log_guards, migrations
from directory.models.decision_log import LogEntry
from tests.log_book import attacking, decide, decide_at_once, refusal

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

BYTES: Final = {"sqlite": "x'00'", "postgresql": "'\\x00'::bytea"}

REFUSED: Final = {
    "change a line": "UPDATE log_entry SET leaf = 'x' WHERE seq = 1",
    "change a line's hash": "UPDATE log_entry SET hash = {x}",
    "move a line": "UPDATE log_entry SET seq = 9 WHERE seq = 2",
    "remove a line": "DELETE FROM log_entry WHERE seq = 1",
    "remove the last line": "DELETE FROM log_entry WHERE seq = 2",
    "remove all lines": "DELETE FROM log_entry",
    "a line that is there": "INSERT INTO log_entry VALUES (1, 'x', {x})",
    "a line past the next": "INSERT INTO log_entry VALUES (4, 'x', {x})",
    "a line before the first": "INSERT INTO log_entry VALUES (-1, 'x', {x})",
    "change a subtree": "UPDATE log_node SET hash = {x}",
    "remove a subtree": "DELETE FROM log_node",
    "a subtree that is there": "INSERT INTO log_node VALUES (1, 0, {x})",
    "a subtree past the next": "INSERT INTO log_node VALUES (1, 2, {x})",
    "a subtree of nothing": "INSERT INTO log_node VALUES (0, 0, {x})",
    "change a head": "UPDATE log_head SET root = {x} WHERE size = 3",
    "remove a head": "DELETE FROM log_head WHERE size = 3",
    "a head that is there": "INSERT INTO log_head VALUES (3, 'x', {x}, {x}, {x}, 'x')",
    "a head without a line": "INSERT INTO log_head VALUES (4, 'x', {x}, {x}, {x}, 'x')",
    "change what was said": "UPDATE log_private SET words = 'Hello.' WHERE seq = 1",
    "remove what was said": "DELETE FROM log_private WHERE seq = 1",
    "say it anew": "INSERT INTO log_private (seq, actor_kind) VALUES (2, 'owner')",
    "say it for a line before": "INSERT INTO log_private (seq, actor_kind) VALUES (1, 'owner')",
    "say it without a line": "INSERT INTO log_private (seq, actor_kind) VALUES (3, 'owner')",
    "change a salt": "UPDATE log_salt SET salt = {x}",
    "a second salt": "INSERT INTO log_salt VALUES (41, {x})",
}
REPLACED: Final = {
    "log_entry": "INSERT {} INTO log_entry VALUES (1, 'x', {x}) {}",
    "log_node": "INSERT {} INTO log_node VALUES (1, 0, {x}) {}",
    "log_head": "INSERT {} INTO log_head VALUES (3, 'x', {x}, {x}, {x}, 'x') {}",
    "log_private": "INSERT {} INTO log_private (seq, actor_kind) VALUES (2, 'owner') {}",
    "log_salt": "INSERT {} INTO log_salt VALUES (41, {x}) {}",
}
KEYS: Final = {
    "log_entry": ("seq", "leaf = 'y'"),
    "log_node": ("level, nth", "level = 1"),
    "log_head": ("size", "at = 'y'"),
    "log_private": ("seq", "words = 'y'"),
    "log_salt": ("practitioner_id", "practitioner_id = 41"),
}


@pytest.fixture
def log(database: Database, tmp_path: Path) -> Database:
    """A log of three entries."""
    decide_at_once(database, FileKey(tmp_path / "log.pem"), *[refusal()] * 3)
    return database


def everything(database: Database) -> list[object]:
    with database.reading() as connection:
        return [
            connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all()  # noqa: S608
            for table in log_guards.GUARDED
        ]


def run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def is_refused(database: Database, statement: str, *before: str) -> None:
    kept = everything(database)
    with pytest.raises(IntegrityError), attacking(database) as connection:
        run(connection, *before, statement)
    assert everything(database) == kept


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_nobody_can(log: Database, statement: str) -> None:
    is_refused(log, statement.replace("{x}", BYTES[log.dialect]))


@sqlite_only
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("way", ["OR REPLACE", "OR IGNORE", "OR ROLLBACK"])
@pytest.mark.parametrize("table", REPLACED)
def test_no_insert_walks_around_the_guards(
    log: Database, table: str, way: str, recursive: str
) -> None:
    # Public recipes for append-only tables in SQLite are open here: REPLACE deletes without
    # asking the triggers, unless recursive triggers are on.
    statement = REPLACED[table].format(way, "", x=BYTES["sqlite"])
    is_refused(log, statement, f"PRAGMA recursive_triggers = {recursive}")


@sqlite_only
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_nor_does_an_update_that_replaces(log: Database, recursive: str) -> None:
    statement = "UPDATE OR REPLACE log_entry SET seq = 1 WHERE seq = 2"
    is_refused(log, statement, f"PRAGMA recursive_triggers = {recursive}")


@postgresql_only
@pytest.mark.parametrize("way", ["ON CONFLICT DO NOTHING", "ON CONFLICT ({}) DO UPDATE SET {}"])
@pytest.mark.parametrize("table", REPLACED)
def test_no_conflict_walks_around_the_guards(log: Database, table: str, way: str) -> None:
    statement = REPLACED[table].format("", way.format(*KEYS[table]), x=BYTES["postgresql"])
    is_refused(log, statement)


@postgresql_only
@pytest.mark.parametrize("table", log_guards.GUARDED)
def test_no_table_can_be_truncated(log: Database, table: str) -> None:
    is_refused(log, f"TRUNCATE {table} CASCADE")


def test_a_line_waits_for_the_head_of_the_one_before(log: Database) -> None:
    line = "INSERT INTO log_entry VALUES ({}, 'x', {})"
    zero = BYTES[log.dialect]
    is_refused(log, line.format(4, zero), line.format(3, zero))


@sqlite_only
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER log_entry_no_update",
        "CREATE TRIGGER strange BEFORE INSERT ON log_entry BEGIN SELECT 1; END",
        "CREATE TEMP TRIGGER strange BEFORE INSERT ON main.log_entry BEGIN SELECT 1; END",
        "DROP TABLE log_entry",
        "ALTER TABLE log_entry RENAME TO other",
        "ALTER TABLE log_entry ADD COLUMN more TEXT",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA writable_schema = ON",
    ],
)
def test_no_connection_of_the_site_can_take_the_guards_down(log: Database, statement: str) -> None:
    with pytest.raises(DatabaseError, match="not authorized"), log.transaction() as session:
        session.execute(text(statement))
    with pytest.raises(DatabaseError, match="not authorized"), log.reading() as connection:
        connection.execute(text(statement))
    with log.reading() as connection:
        assert connection.scalar(text("PRAGMA recursive_triggers")) == 1


@sqlite_only
def test_a_migration_can_and_afterwards_nobody_again(log: Database) -> None:
    with log.migrating() as connection:
        connection.exec_driver_sql("DROP TRIGGER log_entry_no_update")
        connection.exec_driver_sql(log_guards.SQLITE["log_entry_no_update"])
    for _ in range(2):
        with pytest.raises(DatabaseError, match="not authorized"), log.transaction() as session:
            session.execute(text("DROP TRIGGER log_entry_no_update"))


def test_a_refusal_is_a_sentence_and_the_next_act_works(log: Database, tmp_path: Path) -> None:
    with (
        pytest.raises(IntegrityError, match="the log of decisions only grows"),
        log.transaction() as session,
    ):
        session.execute(text("DELETE FROM log_entry"))
    assert decide(log, FileKey(tmp_path / "log.pem"), refusal()) == [3]


def test_a_log_with_entries_goes_down_and_up(log: Database) -> None:
    migrations.downgrade(log, "0002")
    with log.reading() as connection:
        assert not connection.dialect.has_table(connection, "log_entry")
    migrations.upgrade(log)
    assert migrations.differences(log) == []
    with log.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(LogEntry)) == 0


@postgresql_only
def test_nothing_of_the_guards_is_left_behind(log: Database) -> None:
    migrations.downgrade(log, "0002")
    with log.reading() as connection:
        left = text("SELECT proname FROM pg_proc WHERE proname LIKE 'log%' AND prolang <> 12")
        functions = set(connection.scalars(left))
    assert not functions & log_guards.POSTGRESQL_BODIES.keys()
    migrations.upgrade(log)
