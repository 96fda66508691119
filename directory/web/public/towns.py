"""Names for the ring map: the larger towns around a place."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from directory.db import Database
from directory.domain.places import Place
from directory.queries.towns import towns_within
from directory.web.presenters.ring_map import Spot

SHOWN: Final = 12
USUAL_KM: Final = 40.0


def towns_around(database: Database, centre: Place, *, within_km: float | None) -> Sequence[Spot]:
    """Name a few towns within the radius, the largest first."""
    reach = USUAL_KM if within_km is None else within_km
    return _towns(database, (centre.lat, centre.lon), reach=reach)


@lru_cache(maxsize=512)
def _towns(database: Database, point: tuple[float, float], *, reach: float) -> tuple[Spot, ...]:
    lat, lon = point
    found = towns_within(database, lat=lat, lon=lon, km=reach, limit=SHOWN)
    return tuple(Spot(town.name, town.lat, town.lon) for town in found)
