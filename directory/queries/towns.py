"""The larger towns around a point, to name on a map."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from directory.db import Database
from directory.domain.geodesy import chord_outside, cover, ecef_cm
from directory.domain.places import PlaceKind
from directory.models.places import PlaceRow

WIDEST_KM = 500.0
"""On a wider map no town is worth naming, and reading them all takes long."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town's name and point, in degrees."""

    name: str
    lat: float
    lon: float


def towns_within(
    database: Database, *, lat: float, lon: float, km: float, limit: int
) -> tuple[Town, ...]:
    """Name the most populous towns within about a distance, the largest first."""
    x, y, z = ecef_cm(lat, lon)
    reach = min(km, WIDEST_KM)
    ranges = cover(x, y, z, chord_outside(reach * 1000))
    statement = (
        select(PlaceRow.name, PlaceRow.lat, PlaceRow.lon)
        .where(or_(*(PlaceRow.cell.between(low, high) for low, high in ranges)))
        # Joined with nothing, so that the planner goes by the few cells and not by all cities.
        .where(PlaceRow.kind.concat("") == PlaceKind.CITY.value, PlaceRow.population > 0)
        .order_by(PlaceRow.population.desc(), PlaceRow.id)
        .limit(limit * 4)
    )
    square = chord_outside(reach * 1000) ** 2
    with database.reading() as connection:
        rows = connection.execute(statement).all()
    towns = []
    for row in rows:
        a, b, c = ecef_cm(row.lat, row.lon)
        if (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2 <= square:
            towns.append(Town(row.name, row.lat, row.lon))
    return tuple(towns[:limit])
