"""Databases with the whole gazetteer, loaded once a run, and one app over each for all tests."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import text

from directory import config, create_app
from directory.db import SQLITE, Database
from directory.models.base import Base
from directory.models.places import Gazetteer, PlaceName, PlaceRow
from directory.web.wiring import services
from directory.workflows.places import load_places
from tests.clock import START, Clock
from tests.databases import SharedFolder, empty_postgresql, postgresql_of_worker, sqlite_template
from tests.pages import PageClient

KEPT: Final = tuple(str(model.__tablename__) for model in (PlaceRow, PlaceName, Gazetteer))
"""Tables whose rows stay from test to test."""
FILLED: Final = " UNION ALL ".join(
    f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})"  # noqa: S608  (names of our own tables)
    for name in Base.metadata.tables
    if name not in KEPT
)
"""Asks which other tables have rows: few do, and that is cheaper than emptying all."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An app over a database that has places; its templates are compiled once, not once a test."""

    url: str
    database: Database
    app: Flask
    clock: Clock

    def close(self) -> None:
        """Let every connection go, the app's as well."""
        self.database.close()
        with self.app.app_context():
            services().database.close()

    def begin(self) -> None:
        """Remove everybody, and set the clock back."""
        self.clock.at = START
        if self.database.dialect == "postgresql":
            empty_postgresql(self.url, kept=KEPT)
            return
        with self.database.transaction() as session:
            filled = set(session.scalars(text(FILLED)))
            for table in reversed(Base.metadata.sorted_tables):
                if table.name in filled:
                    session.execute(table.delete())


def places_template(shared: SharedFolder) -> Path:
    """Give a SQLite file with the tables and the gazetteer, made once a run."""
    empty = sqlite_template(shared)
    template = shared.path / "places.sqlite"
    with shared.alone():
        if not template.exists():
            draft = template.with_suffix(".draft")
            shutil.copyfile(empty, draft)
            database = Database(f"sqlite:///{draft}")
            load_places(database, datetime(2026, 11, 1, tzinfo=UTC))
            database.close()
            draft.rename(template)
    return template


def copy_places(template: Path, database: Database) -> None:
    """Fill an empty PostgreSQL database with the places of a SQLite file; loading takes longer."""
    source = SQLITE.connect(str(template))
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        for name in KEPT:
            columns = ", ".join(Base.metadata.tables[name].columns.keys())
            with driver.cursor().copy(f"COPY {name} ({columns}) FROM STDIN") as copying:
                for row in source.execute(f"SELECT {columns} FROM {name}"):  # noqa: S608  (names of our own tables)
                    copying.write_row(row)
        connection.execute(text("ANALYZE place"))
        connection.execute(text("ANALYZE place_name"))
    source.close()


@pytest.fixture(scope="session")
def gazetteer_file(shared: SharedFolder) -> Path:
    """Give a SQLite file with every place in it; for reading only."""
    return places_template(shared)


def _placed(url: str, folder: Path) -> Placed:
    clock = Clock()
    environment = {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(folder / "instance"),
        "DATABASE_URL": url,
        "SECRET_KEY": "only for tests, and long enough for them",
        "DIRECTORY_LOG_KEY": str(folder / "instance" / "log-signing-key.pem"),
        "DIRECTORY_EVIDENCE": str(folder / "instance" / "evidence"),
    }
    app = create_app(config.load(environment), clock=clock)
    app.testing = True
    app.test_client_class = PageClient
    return Placed(url, Database(url), app, clock)


@pytest.fixture(scope="session")
def placed_sqlite(gazetteer_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Placed:
    """Give this worker's SQLite database with places, and the app over it."""
    folder = tmp_path_factory.mktemp("places")
    shutil.copyfile(gazetteer_file, folder / "directory.sqlite")
    return _placed(f"sqlite:///{folder / 'directory.sqlite'}", folder)


@pytest.fixture(scope="session")
def placed_postgresql(
    shared: SharedFolder,
    worker_id: str,
    gazetteer_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Placed]:
    """Give this worker's PostgreSQL database with places, and the app over it."""
    with ExitStack() as stack:
        url = stack.enter_context(postgresql_of_worker(shared, f"{worker_id}_places"))
        placed = _placed(url, tmp_path_factory.mktemp("places"))
        copy_places(gazetteer_file, placed.database)
        yield placed
        placed.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def placed(request: pytest.FixtureRequest) -> Placed:
    """Give an app over a database with every place and nobody in it, of each kind in turn."""
    found: Placed = request.getfixturevalue(f"placed_{request.param}")
    found.begin()
    return found
