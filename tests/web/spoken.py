"""One app for all tests of sentences: it is asked for words, and never for records."""

from collections.abc import Iterator

import pytest
from flask import Flask

from directory import config, create_app
from directory.web.wiring import services
from tests.databases import SharedFolder, copy_sqlite, sqlite_template

__all__ = ["english", "speaking_app"]


@pytest.fixture(scope="module")
def speaking_app(shared: SharedFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("speaking")
    made = create_app(
        config.load(
            {
                "DIRECTORY_MODE": "production",
                "DIRECTORY_INSTANCE": str(folder / "instance"),
                "DATABASE_URL": copy_sqlite(sqlite_template(shared), folder),
                "SECRET_KEY": "only for tests, and long enough for them",
            }
        )
    )
    yield made
    with made.app_context():
        services().database.close()


@pytest.fixture
def english(speaking_app: Flask) -> Iterator[None]:
    with speaking_app.test_request_context():
        yield
