"""Known faults as one sentence on the terminal, with exit code 1 and no traceback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from directory.adapters.guide_files import DamagedGuide
from directory.adapters.sealed_files import DamagedDataFile
from directory.config import SettingError
from directory.db import DatabaseUnreachable, explained
from directory.models.migrations import NewerDatabase
from directory.workflows.demo import NobodyMayNeedle, RealPeoplePresent
from directory.workflows.rules import RuleTextChanged

P = ParamSpec("P")
R = TypeVar("R")

KNOWN = (
    SettingError,
    DatabaseUnreachable,
    NewerDatabase,
    DamagedDataFile,
    DamagedGuide,
    RealPeoplePresent,
    NobodyMayNeedle,
    RuleTextChanged,
)


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn faults that have a sentence of their own into that sentence."""
    try:
        with explained():
            yield
    except KNOWN as fault:
        raise click.ClickException(str(fault)) from fault


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command so that its known faults are one sentence."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with plain_faults():
            return command(*args, **kwargs)

    return run
