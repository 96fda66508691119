"""What every test may ask for: a database, the app, a client that reads every page, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings

from directory import config, create_app
from directory.db import Database
from directory.web.wiring import services
from tests import network
from tests.clock import Clock
from tests.compiled import Compiled
from tests.databases import (
    SharedFolder,
    copy_sqlite,
    empty_postgresql,
    postgresql_of_worker,
    sqlite_template,
)
from tests.memory import temporary_files_in_memory
from tests.pages import PageClient
from tests.routes import compile_routes_once
from tests.statements import compile_statements_once

pytest_plugins = ["tests.browsers", "tests.offices", "tests.places", "tests.servers"]

_SHARED = "DIRECTORY_TESTS_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    network.stay_inside()
    compile_routes_once()
    compile_statements_once()
    # How long one example takes is a matter of the machine.
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")
    if _SHARED not in os.environ:
        # The process that starts the workers makes the folders, hands them down and clears them.
        temporary = ExitStack()
        temporary.enter_context(temporary_files_in_memory())
        config.add_cleanup(temporary.close)
        os.environ[_SHARED] = folder = tempfile.mkdtemp(prefix="directory-tests-shared-")
        config.add_cleanup(lambda: _clear(Path(folder)))


def _clear(folder: Path) -> None:
    del os.environ[_SHARED]
    if cluster := SharedFolder(folder).cluster():
        cluster.stop()
    shutil.rmtree(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The longest tests begin first, so that no worker is left alone with one at the end.
    items.sort(key=lambda item: item.get_closest_marker("early") is None)
    # One Chromium and one server serve every test that wants them (with --dist=loadgroup).
    for item in items:
        if "live_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or session.config.option.collectonly:
        return
    ran = reporter.stats.keys() & {"passed", "failed", "xfailed", "xpassed", "error"}
    if not ran and session.exitstatus == pytest.ExitCode.OK:
        # A run in which everything was skipped has shown nothing.
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(scope="session")
def shared() -> SharedFolder:
    """Give the folder that all workers of this run share."""
    return SharedFolder(Path(os.environ[_SHARED]))


@pytest.fixture(scope="session")
def postgresql_url(shared: SharedFolder, worker_id: str) -> Iterator[str]:
    """Give the URL of this worker's PostgreSQL database, migrated; not emptied."""
    with postgresql_of_worker(shared, worker_id) as url:
        yield url


@pytest.fixture
def sqlite_url(shared: SharedFolder, tmp_path: Path) -> str:
    """Give the URL of a fresh SQLite file, migrated and empty."""
    return copy_sqlite(sqlite_template(shared), tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty, migrated database, of each kind in turn.

    A test that is about one kind says so:
    `@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`.
    """
    url = str(request.getfixturevalue(f"{request.param}_url"))
    if request.param == "postgresql":
        empty_postgresql(url)
    return url


@pytest.fixture(scope="session")
def kept_postgresql(postgresql_url: str) -> Iterator[Database]:
    """Keep the connections of this worker to its server, and the statements they know."""
    opened = Database(postgresql_url)
    yield opened
    opened.close()


@pytest.fixture
def database(request: pytest.FixtureRequest, database_url: str) -> Iterator[Database]:
    """Give an empty, migrated database, of each kind in turn."""
    if database_url.startswith("postgresql"):
        yield request.getfixturevalue("kept_postgresql")
        return
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    """Give the clock that the app reads."""
    return Clock()


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    """Give the environment that the app's settings are read from; a test may add to it."""
    return {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": database_url,
        "SECRET_KEY": "only for tests, and long enough for them",
        "DIRECTORY_LOG_KEY": str(tmp_path / "instance" / "log-signing-key.pem"),
        "DIRECTORY_EVIDENCE": str(tmp_path / "instance" / "evidence"),
        "DIRECTORY_SMTP_URL": "files",
    }


@pytest.fixture
def app(environment: dict[str, str], clock: Clock) -> Iterator[Flask]:
    """Give the whole app over an empty database; `database` is the same one."""
    made = create_app(config.load(environment), clock=clock)
    made.testing = True
    made.test_client_class = PageClient
    made.jinja_env.bytecode_cache = Compiled()
    yield made
    with made.app_context():
        services().database.close()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Give a client that reads every page it is answered with, as a reader with care would."""
    made: Any = app.test_client()
    assert isinstance(made, PageClient)
    return made
