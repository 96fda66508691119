"""One history of the tables, run on SQLite and PostgreSQL alike."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from directory import paths
from directory.db import Database
from directory.models.base import Base


class NewerDatabase(Exception):
    """The database was made by a newer version of the directory; nothing was changed."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is from a newer version of the directory (revision {revision}); "
            "install that version or restore an older backup. Nothing was changed."
        )


def heads() -> tuple[str, ...]:
    """Name the newest revisions; more than one is a fault of the source tree."""
    return tuple(ScriptDirectory.from_config(_config()).get_heads())


def current(database: Database) -> str | None:
    """Name the revision a database is at; None where it has no tables yet."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables to a revision, all or nothing; refuses a database from a newer version."""
    with database.migrating() as connection:
        _refuse_newer(connection)
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to a revision ("base": none), all or nothing."""
    with database.migrating() as connection:
        _refuse_newer(connection)
        command.downgrade(_config(connection), revision)


def differences(database: Database) -> list[object]:
    """List what the tables lack or have too much of, compared with the models."""
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(connection: Connection) -> None:
    at = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(_config())
    if at is not None and at not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerDatabase(at)
