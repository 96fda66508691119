"""The office in which an operator's command acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from directory import config
from directory.adapters.log_signing import FileKey
from directory.adapters.rule_files import read_boards, read_program_book, read_rule_book
from directory.cli.opened import opened
from directory.db import Database
from directory.queries.rules import RuleShelf
from directory.workflows.acts import Office


@contextmanager
def office(settings: config.Settings | None = None) -> Iterator[Office]:
    """Open the database of the settings and sit down at it, for one command."""
    settings = settings or config.load()
    with opened(settings) as database:
        yield office_at(database, settings)


def office_at(database: Database, settings: config.Settings) -> Office:
    """Sit down at a database that is open."""
    return Office(
        database,
        shelf=RuleShelf(read_rule_book(), read_program_book(), boards=read_boards()),
        pen=FileKey(Path(settings.log_key)),
        clock=lambda: datetime.now(UTC),
        second_reviewer=settings.second_reviewer,
    )
