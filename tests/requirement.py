"""What this machine must bring: what is absent is skipped with the reason, or fails if required."""

import os
from enum import StrEnum
from typing import NoReturn

import pytest


class Requirement(StrEnum):
    """Something that tests use where it is found; DIRECTORY_REQUIRE lists what must be."""

    POSTGRESQL = "postgresql"
    BROWSER = "browser"


def required() -> frozenset[Requirement]:
    """Read DIRECTORY_REQUIRE: names separated by commas."""
    names = os.environ.get("DIRECTORY_REQUIRE", "").split(",")
    return frozenset(Requirement(name.strip()) for name in names if name.strip())


def absent(what: Requirement, reason: str) -> NoReturn:
    """Skip the test, or fail it where DIRECTORY_REQUIRE says that it must run."""
    if what in required():
        pytest.fail(f"DIRECTORY_REQUIRE names {what}: {reason}", pytrace=False)
    pytest.skip(reason)
