"""The API is asked about real places: here every database has the whole gazetteer."""

from typing import Any

import pytest
from flask import Flask

from directory.db import Database
from tests.clock import Clock
from tests.pages import PageClient
from tests.places import Placed


@pytest.fixture
def database(placed: Placed) -> Database:
    """Give a database with every place and nobody in it, of each kind in turn."""
    return placed.database


@pytest.fixture
def clock(placed: Placed) -> Clock:
    """Give the clock that the app reads."""
    return placed.clock


@pytest.fixture
def app(placed: Placed) -> Flask:
    """Give the app over that database."""
    return placed.app


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Give a client that reads every page it is answered with."""
    made: Any = app.test_client()
    assert isinstance(made, PageClient)
    return made
