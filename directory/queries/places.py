"""Reads of the gazetteer: by code, by name, by the beginning of one, and nearest to a point."""

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt
from typing import Any, Final

from sqlalchemy import BigInteger, Select, bindparam, or_, select, tuple_, union_all

from directory.db import Database
from directory.domain.geodesy import cell_of, cover, ecef_cm
from directory.domain.place_choice import NOT_OFFERED
from directory.domain.places import NamedPlace, Place, PlaceKind, Qualifier, Spelling
from directory.models.places import Gazetteer, PlaceName, PlaceRow

MOST_NAMESAKES: Final = 600
MOST_NAMES: Final = 500_000
MOST_OFFERS: Final = 50
# A place can stand in the list under several names: read enough to have `limit` different ones.
NAMES_A_PLACE: Final = 6
LAST_CHARACTER: Final = "\U0010ffff"
PROBED: Final = 8
"""Places read on each side of a point before it is known how far to look."""

_PLACE: Final = (
    PlaceRow.id,
    PlaceRow.kind,
    PlaceRow.code,
    PlaceRow.name,
    PlaceRow.region,
    PlaceRow.country,
    PlaceRow.county,
    PlaceRow.lat,
    PlaceRow.lon,
    PlaceRow.population,
    PlaceRow.radius_km,
    PlaceRow.time_zone,
    PlaceRow.postal_kind,
    PlaceRow.qualifier,
)
_CHORD: Final = (
    (PlaceRow.x - bindparam("x", type_=BigInteger))
    * (PlaceRow.x - bindparam("x", type_=BigInteger))
    + (PlaceRow.y - bindparam("y", type_=BigInteger))
    * (PlaceRow.y - bindparam("y", type_=BigInteger))
    + (PlaceRow.z - bindparam("z", type_=BigInteger))
    * (PlaceRow.z - bindparam("z", type_=BigInteger))
)
_PROBE: Final = union_all(
    select(_CHORD.label("square"))
    .where(PlaceRow.cell >= bindparam("cell"))
    .order_by(PlaceRow.cell)
    .limit(PROBED)
    .subquery()
    .select(),
    select(_CHORD.label("square"))
    .where(PlaceRow.cell < bindparam("cell"))
    .order_by(PlaceRow.cell.desc())
    .limit(PROBED)
    .subquery()
    .select(),
)
_VERSION: Final = select(Gazetteer.version).order_by(Gazetteer.id).limit(1)
_POSTAL: Final = (
    select(*_PLACE)
    .where(PlaceRow.kind == PlaceKind.POSTAL.value, PlaceRow.code == bindparam("code"))
    .order_by(PlaceRow.id)
    .limit(1)
)
_NAMED: Final = (
    select(PlaceName.key, *_PLACE)
    .join(PlaceRow, PlaceRow.id == PlaceName.place_id)
    .where(PlaceName.key.in_(bindparam("keys", expanding=True)))
    .order_by(PlaceName.standing, PlaceRow.id)
    .limit(MOST_NAMESAKES)
)
_BY_IDS: Final = (
    select(*_PLACE)
    .where(PlaceRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(PlaceRow.id)
    .limit(MOST_NAMESAKES)
)
_SPELLINGS: Final = (
    select(
        PlaceName.key,
        PlaceRow.id,
        PlaceRow.country,
        PlaceRow.region,
        PlaceName.standing,
    )
    .join(PlaceRow, PlaceRow.id == PlaceName.place_id)
    .where(PlaceName.standing < NOT_OFFERED)
    .order_by(PlaceName.key, PlaceRow.id)
    .limit(MOST_NAMES)
)


class Places:
    """The gazetteer of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self) -> str:
        with self._database.reading() as connection:
            return connection.execute(_VERSION).scalar() or ""

    def postal(self, code: str) -> Place | None:
        found = self._places(_POSTAL, code=code)
        return found[0] if found else None

    def named(self, keys: Sequence[str]) -> Sequence[NamedPlace]:
        with self._database.reading() as connection:
            rows = connection.execute(_NAMED, {"keys": list(keys)}).all()
        return [NamedPlace(row[0], _place(row[1:])) for row in rows]

    def starting(
        self, prefix: str, *, regions: Sequence[tuple[str, str]], limit: int
    ) -> Sequence[Place]:
        limit = min(limit, MOST_OFFERS)
        query = (
            select(*_PLACE)
            .join(PlaceName, PlaceRow.id == PlaceName.place_id)
            .where(
                PlaceName.key >= prefix,
                PlaceName.key < prefix + LAST_CHARACTER,
                PlaceName.standing < NOT_OFFERED,
            )
            .order_by(PlaceName.standing, PlaceRow.id)
            .limit(limit * NAMES_A_PLACE)
        )
        if regions:
            query = query.where(tuple_(PlaceRow.country, PlaceRow.region).in_(regions))
        return list({place.id: place for place in self._places(query)}.values())[:limit]

    def postal_starting(self, prefix: str, *, limit: int) -> Sequence[Place]:
        return self._places(
            select(*_PLACE)
            .where(
                PlaceRow.kind == PlaceKind.POSTAL.value,
                PlaceRow.code >= prefix,
                PlaceRow.code < prefix + LAST_CHARACTER,
            )
            .order_by(PlaceRow.code)
            .limit(min(limit, MOST_OFFERS))
        )

    def largest(self, country: str, region: str, *, limit: int) -> Sequence[Place]:
        query = (
            select(*_PLACE)
            .where(PlaceRow.kind == PlaceKind.CITY.value, PlaceRow.country == country)
            .order_by(PlaceRow.standing, PlaceRow.id)
            .limit(min(limit, MOST_OFFERS))
        )
        return self._places(query.where(PlaceRow.region == region) if region else query)

    def by_ids(self, ids: Sequence[int]) -> Sequence[Place]:
        return self._places(_BY_IDS, ids=list(ids)) if ids else ()

    def nearest(self, lat: float, lon: float) -> Place | None:
        """A neighbour along the curve of cells says how far to look; the nearest is within."""
        x, y, z = ecef_cm(lat, lon)
        cell = cell_of(x, y, z)
        point = {"x": x, "y": y, "z": z, "cell": cell}
        with self._database.reading() as connection:
            gaps = connection.execute(_PROBE, point).scalars().all()
            if not gaps:
                return None
            square = min(gaps)
            within = or_(
                *(
                    PlaceRow.cell.between(low, high)
                    for low, high in cover(x, y, z, isqrt(square) + 1)
                )
            )
            row = connection.execute(
                select(*_PLACE)
                .where(within, bindparam("square", type_=BigInteger) >= _CHORD)
                .order_by(_CHORD, PlaceRow.id)
                .limit(1),
                point | {"square": square},
            ).one()
        return _place(row)

    def spellings(self) -> Iterator[Spelling]:
        with self._database.reading() as connection:
            rows = connection.execute(_SPELLINGS).all()
        for key, place_id, country, region, standing in rows:
            yield Spelling(key, place_id, country, region, standing)

    def _places(self, query: Select[*tuple[Any, ...]], **values: object) -> Sequence[Place]:
        with self._database.reading() as connection:
            return [_place(row) for row in connection.execute(query, values)]


def _place(row: Iterable[Any]) -> Place:
    fields = list(row)
    fields[1], fields[-1] = PlaceKind(fields[1]), Qualifier(fields[-1])
    return Place(*fields)
