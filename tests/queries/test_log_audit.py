"""What can be done to the log of decisions behind its back, and that all of it is found."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Connection, text

from directory.adapters.log_signing import FileKey, public_keys
from directory.db import Database
from directory.domain import log_heads, merkle
from directory.domain.log_damage import Damage
from directory.domain.log_heads import Head
from directory.domain.merkle import Span
from directory.models import log_guards
from directory.queries.decision_log import newest, newest_head, stored
from directory.queries.log_audit import CHUNK, audit
from tests.log_book import ADA, BEA, attacking, behind_the_guards, decide, decide_at_once, refusal

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SIZE: Final = 11
ALL: Final = ("log_private", "log_salt", "log_head", "log_node", "log_entry")


@dataclass(frozen=True, slots=True)
class Log:
    """A log of eleven entries, the head that a stranger saved, and the file of the key."""

    database: Database
    pen: FileKey
    saved: Head

    def damage(self, *, saved: bool = False) -> set[Damage]:
        keys = public_keys(self.pen.path)
        report = audit(self.database, keys, saved=[self.saved] if saved else [])
        return {found.damage for found in report.found}


@pytest.fixture
def log(database: Database, tmp_path: Path) -> Log:
    pen = FileKey(tmp_path / "log.pem")
    decide_at_once(database, pen, *[refusal(ADA if seq % 2 else BEA) for seq in range(SIZE)])
    saved = newest_head(database)
    assert saved is not None
    return Log(database, pen, saved)


def run(*statements: str) -> Callable[[Connection], None]:
    def attack(connection: Connection) -> None:
        zero = "x'00'" if connection.dialect.name == "sqlite" else "'\\x00'::bytea"
        for statement in statements:
            connection.exec_driver_sql(statement.replace("{x}", zero))

    return attack


def change_a_line_and_its_hash(connection: Connection) -> None:
    read = connection.execute(text("SELECT leaf FROM log_entry WHERE seq = 5")).scalar_one()
    leaf = str(read).replace("refused", "verified")
    connection.execute(
        text("UPDATE log_entry SET leaf = :leaf, hash = :hash WHERE seq = 5"),
        {"leaf": leaf, "hash": merkle.leaf_hash(leaf.encode())},
    )


def cut_the_end(connection: Connection) -> None:
    run(
        "DELETE FROM log_private WHERE seq >= 8",
        "DELETE FROM log_head WHERE size > 8",
        "DELETE FROM log_entry WHERE seq >= 8",
        "DELETE FROM log_node WHERE (nth + 1) << level > 8",
    )(connection)


def sign_a_false_root(connection: Connection) -> None:
    connection.execute(
        text("UPDATE log_head SET root = :root WHERE size = 11"), {"root": bytes(32)}
    )


REORDER: Final = (
    "UPDATE log_entry SET seq = -1 WHERE seq = 3",
    "UPDATE log_entry SET seq = 3 WHERE seq = 6",
    "UPDATE log_entry SET seq = 6 WHERE seq = -1",
)
INSERT: Final = (
    # By way of the negative numbers, so that no two lines ever have the same one.
    "UPDATE log_entry SET seq = -seq - 1 WHERE seq > 4",
    "UPDATE log_entry SET seq = -seq WHERE seq < 0",
    "INSERT INTO log_entry SELECT 5, leaf, hash FROM log_entry WHERE seq = 4",
)

FOUND: Final[dict[str, tuple[Callable[[Connection], None], set[Damage]]]] = {
    "change a line": (
        run("UPDATE log_entry SET leaf = replace(leaf, 'refused', 'verified') WHERE seq = 5"),
        {Damage.ENTRY_CHANGED},
    ),
    "change a line and its hash": (
        change_a_line_and_its_hash,
        {Damage.NODE_CHANGED, Damage.HEAD_ROOT},
    ),
    "remove a line": (run("DELETE FROM log_entry WHERE seq = 5"), {Damage.ENTRY_MISSING}),
    "remove the last line": (run("DELETE FROM log_entry WHERE seq = 10"), {Damage.HEAD_STRANGE}),
    "reorder two lines": (run(*REORDER), {Damage.ENTRY_ELSEWHERE, Damage.HEAD_ROOT}),
    "insert a line in the middle": (
        run(*INSERT),
        {Damage.ENTRY_ELSEWHERE, Damage.HEAD_MISSING, Damage.HEAD_ROOT},
    ),
    "append a line without its head": (
        run("INSERT INTO log_entry SELECT 11, leaf, hash FROM log_entry WHERE seq = 4"),
        {Damage.ENTRY_ELSEWHERE, Damage.HEAD_MISSING, Damage.NODE_MISSING},
    ),
    "cut the end, but not its heads": (
        run(
            "DELETE FROM log_private WHERE seq >= 8",
            "DELETE FROM log_entry WHERE seq >= 8",
        ),
        {Damage.HEAD_STRANGE, Damage.NODE_STRANGE},
    ),
    "remove a head": (
        run("DELETE FROM log_head WHERE size = 6"),
        {Damage.HEAD_MISSING, Damage.HEAD_CHAIN},
    ),
    "add a head": (
        run(
            "INSERT INTO log_head SELECT 12, at, root, previous, signature, key_id"
            " FROM log_head WHERE size = 11"
        ),
        {Damage.HEAD_STRANGE},
    ),
    "forge the newest head": (
        sign_a_false_root,
        {Damage.HEAD_ROOT, Damage.HEAD_SIGNATURE},
    ),
    "forge an earlier signature": (
        run("UPDATE log_head SET signature = {x} WHERE size = 4"),
        {Damage.HEAD_CHAIN},
    ),
    "forge the newest signature": (
        run("UPDATE log_head SET signature = {x} WHERE size = 11"),
        {Damage.HEAD_SIGNATURE},
    ),
    "forge the time of a head": (
        run("UPDATE log_head SET at = '2026-01-01T00:00:00Z' WHERE size = 4"),
        {Damage.HEAD_TIME, Damage.HEAD_CHAIN},
    ),
    "change a subtree": (
        run("UPDATE log_node SET hash = {x} WHERE level = 2 AND nth = 1"),
        {Damage.NODE_CHANGED},
    ),
    "remove a subtree": (
        run("DELETE FROM log_node WHERE level = 3"),
        {Damage.NODE_MISSING},
    ),
    "add a subtree": (run("INSERT INTO log_node VALUES (4, 0, {x})"), {Damage.NODE_STRANGE}),
    "change what was said": (
        run("UPDATE log_private SET words = 'You are welcome.' WHERE seq = 5"),
        {Damage.READABLE_CHANGED},
    ),
    "change whom it is about": (
        run("UPDATE log_private SET practitioner_id = 42 WHERE seq = 5"),
        {Damage.READABLE_CHANGED},
    ),
    "change who did it": (
        run("UPDATE log_private SET actor_id = 8 WHERE seq = 5"),
        {Damage.READABLE_CHANGED},
    ),
    "change a salt": (
        run("UPDATE log_salt SET salt = {x} WHERE practitioner_id = 41"),
        {Damage.READABLE_CHANGED},
    ),
    "half an erasure": (
        run("DELETE FROM log_salt WHERE practitioner_id = 41"),
        {Damage.SALT_MISSING},
    ),
}


def test_an_untouched_log_is_whole(log: Log) -> None:
    assert log.damage(saved=True) == set()
    with behind_the_guards(log.database):
        pass
    assert log.damage(saved=True) == set()


@pytest.mark.parametrize(("attack", "damage"), FOUND.values(), ids=FOUND)
def test_it_is_found_when_somebody_took_the_guards_down_to(
    log: Log, attack: Callable[[Connection], None], damage: set[Damage]
) -> None:
    with behind_the_guards(log.database) as connection:
        attack(connection)
    assert damage <= log.damage()


def test_a_cut_end_with_all_that_belongs_to_it_is_found_by_a_saved_head(log: Log) -> None:
    with behind_the_guards(log.database) as connection:
        cut_the_end(connection)
    assert log.damage() == set()
    assert log.damage(saved=True) == {Damage.SAVED_BEYOND}


def test_a_cut_end_that_grew_again_is_found_by_a_saved_head(log: Log) -> None:
    with behind_the_guards(log.database) as connection:
        cut_the_end(connection)
    decide(log.database, log.pen, *[refusal()] * 5)
    assert log.damage() == set()
    assert log.damage(saved=True) == {Damage.SAVED_DIFFERS}


def test_an_emptied_log_is_found_by_a_saved_head(log: Log) -> None:
    with behind_the_guards(log.database) as connection:
        for table in ALL:
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
    assert log.damage() == set()
    assert log.damage(saved=True) == {Damage.SAVED_BEYOND}


@postgresql_only
def test_so_is_one_that_was_truncated(log: Log) -> None:
    with attacking(log.database) as connection:
        for table in log_guards.GUARDED:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.exec_driver_sql("TRUNCATE log_entry, log_node, log_head, log_salt, log_private")
        for table in log_guards.GUARDED:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert log.damage() == set()
    assert log.damage(saved=True) == {Damage.SAVED_BEYOND}


def test_another_key_in_the_file_is_found(log: Log) -> None:
    log.pen.path.unlink()
    decide(log.database, FileKey(log.pen.path), refusal())
    assert log.damage() == {Damage.HEAD_KEY}
    assert log.damage(saved=True) == {Damage.HEAD_KEY, Damage.SAVED_KEY}


def test_a_log_signed_anew_with_another_key_is_found_by_a_saved_head(log: Log) -> None:
    log.pen.path.unlink()
    forger = FileKey(log.pen.path)
    with behind_the_guards(log.database) as connection:
        change_a_line_and_its_hash(connection)
        previous = log_heads.FIRST
        connection.exec_driver_sql("DELETE FROM log_node")
        leaves = connection.execute(text("SELECT hash FROM log_entry ORDER BY seq")).scalars().all()
        known: dict[merkle.Node, bytes] = {}
        for seq, leaf in enumerate(leaves):
            made = merkle.completed_by(seq, leaf, stored=known)
            known |= made
            for node in made:
                if node.level:
                    connection.execute(
                        text("INSERT INTO log_node VALUES (:level, :nth, :hash)"),
                        {**node._asdict(), "hash": made[node]},
                    )
            head = log_heads.signed(
                forger,
                size=seq + 1,
                root=merkle.hash_of(Span(0, seq + 1), known),
                at=log.saved.at,
                previous=previous,
            )
            previous = log_heads.chained(log_heads.note_of(head), head.signature)
            connection.execute(
                text(
                    "UPDATE log_head SET root = :root, previous = :previous,"
                    " signature = :signature, key_id = :key_id WHERE size = :size"
                ),
                {
                    name: getattr(head, name)
                    for name in ("root", "previous", "signature", "key_id", "size")
                },
            )
    assert log.damage() == set()
    assert log.damage(saved=True) == {Damage.SAVED_KEY, Damage.SAVED_DIFFERS}


# --- The guards themselves ---


def test_every_guard_stands_after_the_migration(log: Log) -> None:
    expected = log_guards.SQLITE if log.database.dialect == "sqlite" else log_guards.POSTGRESQL
    assert len(expected) == (14 if log.database.dialect == "sqlite" else 11)
    assert log.damage() == set()


@sqlite_only
@pytest.mark.parametrize("name", log_guards.SQLITE)
def test_a_dropped_trigger_is_found(log: Log, name: str) -> None:
    with attacking(log.database) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    assert log.damage() == {Damage.GUARD_MISSING}


@sqlite_only
@pytest.mark.parametrize("name", log_guards.SQLITE)
def test_a_toothless_trigger_is_found(log: Log, name: str) -> None:
    with attacking(log.database) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(log_guards.SQLITE[name].replace("RAISE(ABORT", "max(1"))
    assert log.damage() == {Damage.GUARD_CHANGED}


def table_of(name: str) -> str:
    return next(table for table in log_guards.GUARDED if f" ON {table} " in creation(name))


def creation(name: str) -> str:
    return f"{log_guards.POSTGRESQL[name]} "


@postgresql_only
@pytest.mark.parametrize("name", log_guards.POSTGRESQL)
@pytest.mark.parametrize("how", ["drop", "disable", "replica", "hollow", "narrow"])
def test_a_trigger_without_effect_is_found(log: Log, name: str, how: str) -> None:
    table = table_of(name)
    hollow = "BEGIN RETURN NEW; END"
    put_down = {
        "drop": f"DROP TRIGGER {name} ON {table}",
        "disable": f"ALTER TABLE {table} DISABLE TRIGGER {name}",
        "replica": f"ALTER TABLE {table} ENABLE REPLICA TRIGGER {name}",
        "hollow": f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $${hollow}$$",
        "narrow": creation(name)
        .replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER")
        .replace(" EXECUTE", " WHEN (false) EXECUTE"),
    }
    put_up = {
        "drop": creation(name),
        "disable": f"ALTER TABLE {table} ENABLE TRIGGER {name}",
        "replica": f"ALTER TABLE {table} ENABLE TRIGGER {name}",
        "hollow": put_down["hollow"].replace(hollow, log_guards.POSTGRESQL_BODIES[name]),
        "narrow": creation(name).replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER"),
    }
    with attacking(log.database) as connection:
        connection.exec_driver_sql(put_down[how])
    damage = log.damage()
    with attacking(log.database) as connection:
        connection.exec_driver_sql(put_up[how])
    assert damage == {Damage.GUARD_MISSING if how == "drop" else Damage.GUARD_CHANGED}
    assert log.damage() == set()


def test_a_strange_trigger_is_found(log: Log) -> None:
    make = "CREATE TRIGGER extra AFTER INSERT ON log_entry BEGIN SELECT 1; END"
    drop = "DROP TRIGGER extra"
    if log.database.dialect == "postgresql":
        make = (
            "CREATE TRIGGER extra AFTER INSERT ON log_entry FOR EACH ROW"
            " EXECUTE FUNCTION log_entry_next()"
        )
        drop += " ON log_entry"
    with attacking(log.database) as connection:
        connection.exec_driver_sql(make)
    damage = log.damage()
    with attacking(log.database) as connection:
        connection.exec_driver_sql(drop)
    assert damage == {Damage.GUARD_STRANGE}


# --- Logs of every length ---


def test_a_log_longer_than_one_reading_is_whole(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHUNK & (CHUNK - 1) == 0
    for chunk in (1, 2, 4, 8, 16):
        monkeypatch.setattr("directory.queries.log_audit.CHUNK", chunk)
        assert log.damage(saved=True) == set()


def test_an_empty_log_is_whole(database: Database, tmp_path: Path) -> None:
    report = audit(database, public_keys(tmp_path / "none.pem"))
    assert report.found == ()
    assert report.entries == 0
    with database.reading() as connection:
        assert newest(connection) is None
        assert stored(connection, []) == {}
