"""Empty, migrated databases, cheap enough for every test to have its own."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, make_url, text

from directory.db import Database
from directory.models import migrations
from tests import clusters
from tests.requirement import Requirement, absent

TEMPLATE: Final = "directory_template"


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder that all workers of one run share, and where the first makes what all use."""

    path: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one worker at a time in."""
        with (self.path / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def cluster(self) -> clusters.Cluster | None:
        """Give the running PostgreSQL server of this run, if a test has needed one."""
        note = self.path / "cluster.json"
        if not note.exists():
            return None
        known = json.loads(note.read_text())
        return clusters.Cluster(Path(known["programs"]), Path(known["folder"]))

    def start_cluster(self) -> clusters.Cluster:
        """Give the PostgreSQL server of this run, started by whoever needs it first."""
        with self.alone():
            if running := self.cluster():
                return running
            programs = clusters.find_programs()
            if programs is None:
                absent(Requirement.POSTGRESQL, f"no PostgreSQL {clusters.OLDEST} or newer is found")
            cluster = clusters.start(programs)
            note = {name: str(value) for name, value in asdict(cluster).items()}
            (self.path / "cluster.json").write_text(json.dumps(note))
            return cluster


def sqlite_template(shared: SharedFolder) -> Path:
    """Give a migrated SQLite file to copy, made once a run."""
    template = shared.path / "template.sqlite"
    with shared.alone():
        if not template.exists():
            draft = template.with_suffix(".draft")
            database = Database(f"sqlite:///{draft}")
            migrations.upgrade(database)
            # The last connection to close writes the journal back: one file is the whole.
            database.close()
            draft.rename(template)
    return template


def copy_sqlite(template: Path, folder: Path) -> str:
    """Give the URL of a fresh copy."""
    file = folder / "directory.sqlite"
    shutil.copyfile(template, file)
    return f"sqlite:///{file}"


@contextmanager
def postgresql_of_worker(shared: SharedFolder, worker: str) -> Iterator[str]:
    """Give the URL of a migrated PostgreSQL database for one worker; it is dropped at the end."""
    given = os.environ.get("TEST_POSTGRESQL_URL", "")
    server = given or shared.start_cluster().url()
    # Runs at the same time on one given server keep apart by the id of the process.
    run = f"_{os.getppid() if worker != 'master' else os.getpid()}" if given else ""
    name = f"{TEMPLATE}{run}_{worker}"
    with _maintenance(server) as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    database = Database(url)
    migrations.upgrade(database)
    database.close()
    yield url
    _broom(url).dispose()
    if given:
        with _maintenance(server) as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@contextmanager
def _maintenance(server: str) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


# On the server, because asking for each of fifty tables takes longer than emptying them. DELETE,
# because TRUNCATE makes new files, which takes longer where rows are few. As a replica no trigger
# fires: the log refuses to be emptied by anybody else.
_SWEEP: Final = """
DO $$
DECLARE
    name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT quote_ident(tablename) FROM pg_tables
        WHERE schemaname = 'public' AND NOT tablename = ANY ('{kept}')
    LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    PERFORM setval(quote_ident(schemaname) || '.' || quote_ident(sequencename), start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL;
END
$$
"""


def empty_postgresql(url: str, *, kept: Iterable[str] = ()) -> None:
    """Remove every row of every table but those that are kept."""
    names = ",".join(("alembic_version", *kept))
    with _broom(url).begin() as connection:
        connection.exec_driver_sql(_SWEEP.replace("{kept}", f"{{{names}}}"))


@cache
def _broom(url: str) -> Engine:
    # One connection for all tests of a worker: a new one must read the catalogue of tables first.
    return create_engine(url, pool_pre_ping=True)
