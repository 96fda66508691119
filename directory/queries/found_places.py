"""The towns in which people are listed, and how many in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from directory.db import Database
from directory.domain.postings import HEADACHE_BITS
from directory.domain.vocabulary import Country, Headache

FEWEST: Final = 3
"""A town with fewer people has no page of its own: it would say little, and of whom."""
MOST: Final = 20_000
_ANY: Final = sum(HEADACHE_BITS.values())
_OF_EACH: Final = ", ".join(
    f"count(DISTINCT CASE WHEN s.mask & {bit} <> 0 THEN s.practitioner_id END) AS {kind.value}"
    for kind, bit in HEADACHE_BITS.items()
)
_TOWNS: Final = text(
    f"""SELECT l.country, l.region, l.city, count(DISTINCT s.practitioner_id) AS people,
 avg(l.lat) AS lat, avg(l.lon) AS lon, {_OF_EACH}
 FROM standing AS s JOIN practice_location AS l ON l.id = s.location_id
 WHERE s.listed_until > :now AND s.mask & {_ANY} <> 0
 GROUP BY l.country, l.region, l.city HAVING count(DISTINCT s.practitioner_id) >= {FEWEST}
 ORDER BY l.country, l.region, l.city LIMIT {MOST}"""
)


@dataclass(frozen=True, slots=True)
class TownCount:
    """A town, how many people are listed in it, and how many say they see each headache.

    `lat`, `lon`: the middle of their places (degrees), for names no table of towns spells so.
    """

    country: Country
    region: str
    city: str
    people: int
    lat: float
    lon: float
    of_each: Mapping[Headache, int]


def towns_with_people(database: Database, now: int) -> tuple[TownCount, ...]:
    """Count at an instant (UTC seconds); it reads everybody, so keep the answer a while."""
    with database.reading() as connection:
        rows = connection.execute(_TOWNS, {"now": now}).all()
    return tuple(
        TownCount(
            Country(row.country),
            row.region,
            row.city,
            row.people,
            float(row.lat),
            float(row.lon),
            {kind: getattr(row, kind.value) for kind in HEADACHE_BITS},
        )
        for row in rows
    )
