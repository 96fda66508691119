"""The database of the settings, open for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from directory import config
from directory.db import Database


@contextmanager
def opened(
    settings: config.Settings | None = None, *, migrating: bool = False
) -> Iterator[Database]:
    """Open the database, and close it after the command; `migrating`: with the role for that."""
    settings = settings or config.load()
    url = settings.database_migration_url if migrating else settings.database_url
    config.make_folder_of(url)
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
