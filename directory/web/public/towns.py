"""Names for the ring map: the larger towns around a place, or regions where it shows many."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from directory.db import Database
from directory.domain.place_regions import RegionBook
from directory.domain.places import Place
from directory.domain.vocabulary import Country
from directory.queries.towns import towns_within
from directory.web.languages import language
from directory.web.presenters.ring_map import Spot, Towns
from directory.web.wiring import region_name, services

SHOWN: Final = 30
REGIONS_KM: Final = 450.0
"""On a wider map a state is a better landmark than a town."""


def towns_around(centre: Place) -> Towns:
    """Give what names places on a map around a point, for any reach."""
    kept = services()

    def named(reach_km: float) -> Sequence[Spot]:
        if reach_km > REGIONS_KM:
            return _regions(kept.regions, language())
        return _towns(kept.database, (centre.lat, centre.lon), reach=reach_km)

    return named


@lru_cache(maxsize=512)
def _towns(database: Database, point: tuple[float, float], *, reach: float) -> tuple[Spot, ...]:
    lat, lon = point
    # The drawing is a square: a town may stand beyond the ring, in a corner.
    found = towns_within(database, lat=lat, lon=lon, km=reach * 1.2, limit=SHOWN)
    return tuple(Spot(town.name, town.lat, town.lon) for town in found)


@lru_cache(maxsize=8)
def _regions(book: RegionBook, _spoken: str) -> tuple[Spot, ...]:
    largest = sorted(
        (region for region in book.regions if not region.is_country),
        key=lambda region: -region.population,
    )
    return tuple(
        Spot(region_name(Country(region.country), region.code), region.lat, region.lon, dot=False)
        for region in largest
    )
