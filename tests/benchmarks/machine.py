"""The size of the machine and the versions of what runs on it."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine

from directory.db import SQLITE
from tests.clusters import OLDEST, Cluster


def size(cluster: Cluster | None) -> str:
    """Say in a line what the figures were measured on."""
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        f"load {os.getloadavg()[0]:.1f}",
        f"Python {platform.python_version()}",
        f"SQLite {SQLITE.sqlite_version}",
        "no PostgreSQL found" if cluster is None else _postgresql(cluster),
    ]
    return ", ".join(parts)


def lacks(cluster: Cluster | None) -> Iterator[str]:
    """Say what is not measured here, and why."""
    if cluster is None:
        yield f"Without PostgreSQL {OLDEST} or newer: skipped, and so is PostGIS beside SQLite."
    elif "no PostGIS" in _postgresql(cluster):
        yield "Without PostGIS nothing stands beside the searches but rows fetched by key."


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


def _postgresql(cluster: Cluster) -> str:
    engine = create_engine(cluster.url())
    with engine.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version").scalar()
        postgis = connection.exec_driver_sql(
            "SELECT max(default_version) FROM pg_available_extensions WHERE name = 'postgis'"
        ).scalar()
    engine.dispose()
    number = str(version).partition(" ")[0]
    return f"PostgreSQL {number}" + (f" with PostGIS {postgis}" if postgis else ", no PostGIS")
