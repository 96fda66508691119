"""What our figures stand beside: PostGIS's nearest neighbours, and rows fetched by their key."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

from tests.benchmarks.stores import POSTGRESQL, Store

FETCHED: Final = 20
Point = tuple[float, float]

_NEIGHBOURS: Final = (
    "SELECT id FROM point"
    " ORDER BY place <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography LIMIT 20"
)
_COLUMNS: Final = "id, practitioner_id, x, y, z"


def knows_neighbours(store: Store) -> bool:
    """Say whether PostGIS is there to be asked."""
    return store.name == POSTGRESQL and bool(
        store.connection.exec_driver_sql("SELECT to_regclass('point') IS NOT NULL").scalar()
    )


def neighbours(store: Store) -> Callable[[Point], Sequence[Any]]:
    """Ask PostGIS for the twenty nearest, without any filter, by its index alone."""
    driver = store.driver

    def ask(point: Point) -> Sequence[Any]:
        lat, lon = point
        found: Sequence[Any] = driver.execute(_NEIGHBOURS, (lon, lat)).fetchall()
        return found

    return ask


def rows_by_key(store: Store) -> Callable[[Point], Sequence[Any]]:
    """Fetch twenty rows by their key, others at each call."""
    driver = store.driver
    known = [row[0] for row in driver.execute("SELECT id FROM spot LIMIT 200000").fetchall()]
    rnd = Random(5)  # noqa: S311  (to be repeated, not to be secret)
    draws = [rnd.sample(known, FETCHED) for _ in range(500)]
    turn = iter(range(1 << 60))
    if store.name == POSTGRESQL:
        statement = f"SELECT {_COLUMNS} FROM spot WHERE id = ANY(%s)"  # noqa: S608  (constants)

        def ask(_point: Point) -> Sequence[Any]:
            keys = draws[next(turn) % len(draws)]
            found: Sequence[Any] = driver.execute(statement, (keys,)).fetchall()
            return found

        return ask
    marks = ", ".join("?" * FETCHED)
    statement = f"SELECT {_COLUMNS} FROM spot WHERE id IN ({marks})"  # noqa: S608  (constants)

    def fetch(_point: Point) -> Sequence[Any]:
        keys = draws[next(turn) % len(draws)]
        found: Sequence[Any] = driver.execute(statement, keys).fetchall()
        return found

    return fetch
