import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from directory.db import Database
from directory.models.standings import Published
from tests.factories import person

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
REPLACING = "INSERT {} INTO published SELECT * FROM published {}"


@pytest.fixture(autouse=True)
def somebody(database: Database) -> None:
    """Write a person, and with them one line of history."""
    with database.transaction() as session:
        person(session)


def refused(database: Database, statement: str) -> str:
    """Run a statement that the database has to refuse; gives its words."""
    with pytest.raises(DatabaseError) as said, database.transaction() as session:
        session.execute(text(statement))
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(Published)) == 1
        assert connection.scalar(select(Published.region)) == "CO"
    return str(said.value)


def test_what_was_published_is_never_changed(database: Database) -> None:
    said = refused(database, "UPDATE published SET region = 'CA'")
    assert "what was published is never changed afterwards" in said


@sqlite_only
@pytest.mark.parametrize("how", ["OR REPLACE", "OR IGNORE", ""])
def test_nor_is_it_replaced_on_sqlite(database: Database, how: str) -> None:
    said = refused(database, REPLACING.format(how, ""))
    assert "what was published is never changed afterwards" in said


@postgresql_only
def test_nor_is_it_replaced_on_postgresql(database: Database) -> None:
    conflict = "ON CONFLICT (location_id, recorded_us) DO UPDATE SET region = 'CA'"
    said = refused(database, REPLACING.format("", conflict))
    assert "what was published is never changed afterwards" in said


@sqlite_only
@pytest.mark.parametrize("trigger", ["published_no_update", "published_no_replace"])
def test_its_guards_come_down_with_a_migration_alone(database: Database, trigger: str) -> None:
    assert "not authorized" in refused(database, f"DROP TRIGGER {trigger}")
    with database.reading() as connection:
        kept = text("SELECT count(*) FROM sqlite_master WHERE name = :name")
        assert connection.scalar(kept, {"name": trigger}) == 1


def test_erasing_a_person_may_take_their_history_along(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM published"))
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(Published)) == 0
