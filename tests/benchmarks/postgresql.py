"""A PostgreSQL server of the benchmarks' own, with memory as a server is given it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, create_engine

from tests import clusters

# One process a query, so that its time can be read; otherwise as installed, fsync included.
SETTINGS: Final = (
    "shared_buffers=1GB",
    "max_wal_size=4GB",
    "work_mem=64MB",
    "maintenance_work_mem=512MB",
    "max_parallel_workers_per_gather=0",
    "max_parallel_maintenance_workers=0",
    "autovacuum=off",
)


@contextmanager
def serving() -> Iterator[clusters.Cluster | None]:
    """Run a server for as long as it is needed; None where none is installed."""
    programs = clusters.find_programs()
    if programs is None:
        yield None
        return
    cluster = clusters.start(programs)
    try:
        _restart(cluster)
        yield cluster
    finally:
        cluster.stop()


def _restart(cluster: clusters.Cluster) -> None:
    # The server of the tests is given little memory, because many run at once.
    owner = cluster.folder.stat()
    somebody: dict[str, Any] = {}
    if os.geteuid() == 0:
        somebody = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    options = " ".join(f"-c {setting}" for setting in SETTINGS)
    command = [
        str(cluster.programs / "pg_ctl"),
        *("--silent", "--wait", "-D", str(cluster.folder / "data")),
        f"--log={cluster.folder / 'log'}",
        f"--options=-k {cluster.folder} -h '' {options}",
        "restart",
    ]
    subprocess.run(command, check=True, cwd=cluster.folder, **somebody)  # noqa: S603  (PostgreSQL's own)


@contextmanager
def maintaining(url: str) -> Iterator[Connection]:
    """Open a connection on which every statement stands alone."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def fresh_database(cluster: clusters.Cluster, name: str) -> str:
    """Make an empty database and give its URL."""
    with maintaining(cluster.url()) as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return cluster.url(name)


def can_measure_places(url: str) -> bool:
    """Say whether PostGIS is installed, and make its functions available."""
    with maintaining(url) as connection:
        known = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"
        ).scalar()
        if known:
            connection.exec_driver_sql("CREATE EXTENSION postgis")
    return bool(known)
