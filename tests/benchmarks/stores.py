"""Databases filled with a crowd: the postings that are searched, and rows for the references."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from directory.db import Database
from directory.domain.geodesy import ecef_cm
from directory.domain.postings import Posting, Searchable, postings_of
from directory.models import migrations
from directory.models.standings import PostingRow
from directory.workflows.demo.bulk import write_rows
from tests.benchmarks import postgresql
from tests.benchmarks.crowd import everyone, no_search_for_cycles
from tests.benchmarks.meters import Meter

SQLITE: Final = "SQLite"
POSTGRESQL: Final = "PostgreSQL"
CHUNK: Final = 50_000


@dataclass(frozen=True, slots=True)
class Store:
    """A filled database, a connection kept open, and what measures work on it."""

    name: str
    database: Database
    connection: Connection
    meter: Meter

    @property
    def driver(self) -> Any:  # noqa: ANN401  (a DBAPI connection)
        """Give the driver's own connection."""
        return self.connection.connection.driver_connection

    def look_anew(self) -> None:
        """End what was begun: SQLite keeps its journal for as long as somebody reads."""
        self.connection.rollback()


@dataclass(frozen=True, slots=True)
class Written:
    """What writing the postings took: processor and wall seconds, and bytes on disk."""

    cpu_s: float
    wall_s: float
    size: int


@contextmanager
def opened(name: str, url: str) -> Iterator[Store]:
    """Open a database for measuring."""
    database = Database(url)
    with database.reading() as connection:
        backends = list(_backends(connection))
        # The pool then holds one more, which whole searches are given.
        with database.reading() as another:
            backends += _backends(another)
        yield Store(name, database, connection, Meter(*backends))
    database.close()


def _backends(connection: Connection) -> Iterator[int]:
    if connection.dialect.name == "postgresql":
        yield int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() or 0)


def sqlite_at(folder: Path, name: str) -> str:
    """Give the URL of a file in a folder."""
    return f"sqlite:///{folder / name}.sqlite"


def sorted_lines(crowd: Sequence[Sequence[Searchable]]) -> tuple[list[Posting], float]:
    """Give all postings in the order of their key, and the processor seconds that took."""
    with no_search_for_cycles():
        start = time.process_time()
        lines = sorted(line for places in crowd for line in postings_of(places))
        return lines, time.process_time() - start


def write_postings(url: str, lines: Sequence[Posting]) -> Written:
    """Make the tables and fill the postings."""
    database = Database(url)
    migrations.upgrade(database)
    wall = time.perf_counter()
    with database.transaction() as session:
        connection = session.connection()
        meter = Meter(*_backends(connection))

        def fill() -> None:
            for start in range(0, len(lines), CHUNK):
                chunk = lines[start : start + CHUNK]
                write_rows(connection, PostingRow, columns=Posting._fields, rows=chunk)

        with no_search_for_cycles():
            cpu_ms = meter.of(fill)
    wall = time.perf_counter() - wall
    size = _size_of_postings(database)
    database.close()
    return Written(cpu_ms / 1000, wall, size)


def _size_of_postings(database: Database) -> int:
    with database.reading() as connection:
        if database.dialect == "postgresql":
            asked = "SELECT pg_total_relation_size('posting')"
        else:
            # Everything else is empty.
            asked = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        return int(connection.exec_driver_sql(asked).scalar() or 0)


def write_spots(url: str, crowd: Sequence[Sequence[Searchable]]) -> None:
    """Write the rows of the references: the same places in random order, with a key."""
    places = list(everyone(crowd))
    random.Random(4).shuffle(places)  # noqa: S311  (to be repeated, not to be secret)
    rows = (
        (each.location_id, each.practitioner_id, *ecef_cm(each.lat, each.lon), each.lon, each.lat)
        for each in places
    )
    if url.startswith("sqlite"):
        _sqlite_spots(url, rows)
    else:
        _postgresql_spots(url, rows)
    settle(url)


def settle(url: str) -> None:
    """Let PostgreSQL learn what it holds, as it does by itself a while after a load."""
    if not url.startswith("sqlite"):
        with postgresql.maintaining(url) as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
            connection.exec_driver_sql("CHECKPOINT")


def _sqlite_spots(url: str, rows: Iterator[tuple[Any, ...]]) -> None:
    database = Database(url)
    with database.transaction() as session:
        driver: Any = session.connection().connection.driver_connection
        driver.execute(
            "CREATE TABLE spot (id INTEGER PRIMARY KEY, practitioner_id INTEGER NOT NULL,"
            " x INTEGER NOT NULL, y INTEGER NOT NULL, z INTEGER NOT NULL,"
            " lon REAL NOT NULL, lat REAL NOT NULL)"
        )
        driver.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    database.close()


def _postgresql_spots(url: str, rows: Iterator[tuple[Any, ...]]) -> None:
    measured = postgresql.can_measure_places(url)
    with postgresql.maintaining(url) as connection:
        run = connection.exec_driver_sql
        run(
            "CREATE TABLE spot (id bigint NOT NULL, practitioner_id bigint NOT NULL,"
            " x integer NOT NULL, y integer NOT NULL, z integer NOT NULL,"
            " lon double precision NOT NULL, lat double precision NOT NULL)"
        )
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy("COPY spot FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        run("ALTER TABLE spot ADD PRIMARY KEY (id)")
        if measured:
            run(
                "CREATE TABLE point AS SELECT id,"
                " ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography AS place FROM spot"
            )
            run("CREATE INDEX ON point USING gist (place)")
