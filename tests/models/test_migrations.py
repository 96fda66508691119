import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import delete, func, inspect, select, text

from directory import paths
from directory.db import BrokenReferences, Database
from directory.models import Base, migrations
from directory.models.standings import Standing
from tests.factories import Seen, person

LATER_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("practitioner") as table:
        table.add_column(sa.Column("motto", sa.Text(), nullable=True))
        table.alter_column("bio", existing_type=sa.Text(), type_=sa.String(1000))


def downgrade() -> None:
    with op.batch_alter_table("practitioner") as table:
        table.drop_column("motto")
        table.alter_column("bio", existing_type=sa.String(1000), type_=sa.Text())
"""
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def fill(database: Database) -> dict[str, int]:
    with database.transaction() as session:
        for _ in range(3):
            person(session, remote=True, locations=(Seen(lat=40.0),))
    counted = counts(database)
    assert counted["practitioner"] == 3
    assert counted["credential_check"] == 9
    return counted


def counts(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def tables(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


@pytest.fixture
def with_a_later_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of the directory that has one more revision."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.MIGRATIONS, folder)
    later = folder / "versions" / "9999_motto.py"
    later.write_text(LATER_REVISION.format(head=migrations.heads()[0]))
    monkeypatch.setattr(paths, "MIGRATIONS", folder)


def test_there_is_one_newest_revision() -> None:
    assert len(migrations.heads()) == 1


def test_up_down_and_up_again(database: Database) -> None:
    assert migrations.current(database) == migrations.heads()[0]
    assert migrations.differences(database) == []
    fill(database)
    migrations.downgrade(database, "base")
    assert migrations.current(database) is None
    assert tables(database) == {"alembic_version"}
    migrations.upgrade(database)
    assert migrations.current(database) == migrations.heads()[0]
    assert migrations.differences(database) == []
    assert set(counts(database).values()) == {0}


def test_a_difference_is_noticed(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("DROP TABLE geocoder_turn"))
        session.execute(text("CREATE TABLE stray (id INTEGER PRIMARY KEY)"))
    said = " ".join(map(str, migrations.differences(database)))
    assert "geocoder_turn" in said
    assert "stray" in said
    with database.transaction() as session:
        session.execute(text("DROP TABLE stray"))
        Base.metadata.tables["geocoder_turn"].create(session.connection())
    assert migrations.differences(database) == []


@pytest.mark.usefixtures("with_a_later_revision")
def test_a_later_revision_that_copies_a_table_keeps_every_row_beside_it(database: Database) -> None:
    before = fill(database)
    migrations.upgrade(database)
    assert migrations.current(database) == "9999"
    assert counts(database) == before
    migrations.downgrade(database, "-1")
    assert counts(database) == before
    assert migrations.differences(database) == []


@sqlite_only
@pytest.mark.usefixtures("with_a_later_revision")
def test_the_same_with_foreign_keys_on_would_delete_them(database: Database) -> None:
    # Shows that the test above can fail: this is what `Database.migrating` guards against.
    fill(database)
    with database.transaction() as session:
        # A standing would object to its location's going; the other tables would not.
        session.execute(delete(Standing))
    before = counts(database)
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(migrations._config(connection), "head")  # noqa: SLF001
    after = counts(database)
    assert after["practitioner"] == before["practitioner"]
    lost = ("practice_location", "licence", "training", "certification", "practitioner_headache")
    assert {name: after[name] for name in lost} == dict.fromkeys(lost, 0)


@sqlite_only
def test_a_revision_that_leaves_orphans_is_undone(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(database)
    folder = tmp_path / "migrations"
    shutil.copytree(paths.MIGRATIONS, folder)
    revision = LATER_REVISION.format(head=migrations.heads()[0]).replace(
        "def upgrade() -> None:", 'def upgrade() -> None:\n    op.execute("DELETE FROM licence")', 1
    )
    (folder / "versions" / "9999_motto.py").write_text(revision)
    monkeypatch.setattr(paths, "MIGRATIONS", folder)
    with pytest.raises(BrokenReferences):
        migrations.upgrade(database)
    assert counts(database) == before
    assert migrations.current(database) != "9999"
    assert migrations.differences(database) == []


def test_a_database_from_a_newer_version_is_refused_and_left_alone(database: Database) -> None:
    before = fill(database)
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '8888'"))
    for change, target in ((migrations.upgrade, "head"), (migrations.downgrade, "base")):
        with pytest.raises(migrations.NewerDatabase) as refusal:
            change(database, target)
        said = str(refusal.value)
        assert "revision 8888" in said
        assert "Nothing was changed." in said
        assert "\n" not in said
    assert counts(database) == before
    assert migrations.current(database) == "8888"
    with database.transaction() as session:
        head = migrations.heads()[0]
        session.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_two_upgrades_at_once_are_one_after_the_other(database: Database) -> None:
    migrations.downgrade(database, "base")
    others = [Database(database.url.render_as_string(hide_password=False)) for _ in range(3)]
    # Alembic keeps what it runs in module globals, so one process upgrades once at a time; two
    # processes meet at the lock, which is what is held here.
    with ThreadPoolExecutor(1) as thread:
        with database.migrating() as connection:
            waiting = thread.submit(migrations.upgrade, others[0])
            assert not inspect(connection).has_table("practitioner")
        waiting.result(60)
    for other in others:
        migrations.upgrade(other)
        other.close()
    assert migrations.differences(database) == []
