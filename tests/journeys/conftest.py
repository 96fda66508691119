"""What journeys begin with beside a server and a browser."""

from collections.abc import Iterator

import pytest

from directory import config, create_app
from directory.web.wiring import services
from tests.journeys.desk import Desk


@pytest.fixture(scope="session")
def desk(demo_environment: dict[str, str]) -> Iterator[Desk]:
    """Give a way to the database of the demonstration beside its server."""
    app = create_app(config.load(demo_environment))
    yield Desk(app)
    with app.app_context():
        services().database.close()
