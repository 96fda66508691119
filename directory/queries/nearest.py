"""The nearest people, exactly: search lists read in the database, settled on the ellipsoid.

One table of postings and B-tree ranges serve both databases. A probe along the Morton curve says
how far one probably has to look, a scan reads the cells that far around, and the chord order is
settled into the geodesic one. Nothing is taken on trust: a page is answered only when every
posting that could still belong on it has been read.
"""

from collections.abc import Callable, Sequence
from math import atan2, cos, degrees, hypot, inf, sin, sqrt
from typing import Any, Final, NamedTuple

from geographiclib.geodesic import Geodesic
from sqlalchemy import Connection

from directory.domain import geodesy
from directory.domain.postings import Wanted
from directory.queries import list_sql

SPARE: Final = 12
"""Postings read beyond the wanted ones: two places of one person rarely cost a second scan."""
FEW: Final = 64
"""So few people close by that all postings within the distance are probably as quickly read."""
MANY: Final = 500
"""Postings that are read at once rather than counted first."""
FIRST_REACH_CM: Final = 10_000_000
"""How far to look first where a probe found too few to say."""
EDGE_M: Final = 0.1
"""Nearer to the edge of the radius than this, the distance is computed by Karney's method."""
_WHOLE_EARTH: Final = 2 * geodesy.A * 100 + 1
_WIDEST: Final = 1 << 30
_ALL: Final = (1 << 62) - 1
_INSIDE: Final = 1 + 2 * sqrt(3) + 0.01

_Row = tuple[int, int, int, int, int, int]
"""Squared chord in cm², practitioner, location, x, y, z."""


class Hit(NamedTuple):
    """One person at the nearest of their practice locations that fits; distance in metres."""

    distance_m: float
    practitioner_id: int
    location_id: int


class Nearest:
    """One search around one point, read over an open connection.

    The driver is used directly: SQLAlchemy's share of the cost would exceed the database's.
    """

    def __init__(
        self,
        connection: Connection,
        want: Wanted,
        *,
        lat: float,
        lon: float,
        within_m: float | None,
    ) -> None:
        """Prepare a search; `within_m` is a WGS84 geodesic in metres, None for no limit."""
        self._driver: Any = connection.connection.driver_connection
        self._dialect = connection.dialect.name
        self._want = want
        self._shape = list_sql.shape_of(want)
        self._lat, self._lon, self._within_m = lat, lon, within_m
        self._point = x, y, z = geodesy.ecef_cm(lat, lon)
        self._outer = _WHOLE_EARTH if within_m is None else geodesy.chord_outside(within_m)
        self._values: dict[str, Any] = {
            "x": x,
            "y": y,
            "z": z,
            "every": want.every,
            "some": want.some,
            "languages": want.languages,
            "listed_after": want.listed_after,
            "partial_after": want.partial_after,
            "taking_after": want.taking_after,
            "not_taking_before": want.not_taking_before,
        }
        for i, attr in enumerate(want.lists):
            self._values[f"attr{i}"] = attr

    def first(self, need: int) -> list[Hit]:
        """Find the first `need` people in the order (distance, practitioner, location)."""
        reach = min(self._outer, self._probe(need))
        limit = need + SPARE
        while True:
            rows = self._scan(reach, limit)
            # Rows beyond the reach come from cells that were read only in part.
            complete = len(rows) < limit or rows[-1][0] > reach * reach
            hits = self._settle(rows)
            if complete and reach >= self._outer:
                return hits[:need]
            # Whatever has not been read is at least this far away.
            sure = geodesy.shortest_over(reach if complete else sqrt(rows[-1][0]))
            enough = len(hits) >= need
            if enough and hits[need - 1].distance_m < sure:
                return hits[:need]
            if not complete:
                limit *= 4
            elif enough:
                reach = min(self._outer, geodesy.chord_outside(hits[need - 1].distance_m) + 1)
            else:
                reach = min(self._outer, reach * 4)

    def everyone(self) -> list[Hit]:
        """Find all people within the distance, nearest first; for callers that counted before."""
        farthest = self._outer * self._outer
        return self._settle([row for row in self._scan(self._outer, _ALL) if row[0] <= farthest])

    def places(self, most: int) -> list[int] | None:
        """Find all places within the distance; None where there may be more than `most`."""
        rows = self._scan(self._outer, most + 1)
        if len(rows) > most:
            return None
        farthest = self._outer * self._outer
        sure = farthest
        if self._within_m is not None:
            sure = max(0.0, geodesy.chord_inside(self._within_m)) ** 2
        inside = [row[2] for row in rows if row[0] < sure]
        # Every place stands for somebody of its own here, so that none is taken for another.
        at_edge = [(row[0], row[2], *row[2:]) for row in rows if sure <= row[0] <= farthest]
        return inside + [hit.location_id for hit in self._settle(at_edge)]

    def page(self, need: int, *, limit: int) -> tuple[list[Hit], int]:
        """Find the first `need` people, and count all within the distance up to `limit`."""
        sure = self._sure(limit)
        if sure >= limit:
            return self.first(need), limit
        if sure <= FEW:
            rows = self._scan(self._outer, need + MANY)
            if len(rows) < need + MANY:
                farthest = self._outer * self._outer
                everyone = self._settle([row for row in rows if row[0] <= farthest])
                return everyone[:need], min(limit, len(everyone))
        counted = self._counted(limit)
        return self.first(min(need, counted)) if counted else [], counted

    def count(self, limit: int) -> int:
        """Count the people within the distance, up to `limit`."""
        return limit if self._sure(limit) >= limit else self._counted(limit)

    def _sure(self, limit: int) -> int:
        """Count people who are surely within the distance and have a single place, cheaply.

        Cells of a side of at most twice this reach, no farther than it from the point, end within
        (1 + 2√3) reaches. Where many live, this settles the count.
        """
        if len(self._want.lists) > 1:
            return 0
        reach = min(self._outer, _WIDEST) / _INSIDE
        return int(self._read(list_sql.count_sole, reach, limit=limit)[0][0])

    def _counted(self, limit: int) -> int:
        inner = self._outer if self._within_m is None else geodesy.chord_inside(self._within_m)
        if inner < 0:
            return len(self.everyone()[:limit])
        self._values["inner"] = int(inner * inner)
        people, at_edge = self._read(list_sql.count, self._outer, limit=limit)[0]
        if at_edge:
            people, _ = self._read(list_sql.count, inner, limit=limit)[0]
            if people < limit:
                return len(self.everyone()[:limit])
        return int(people)

    def _probe(self, need: int) -> float:
        """Say how far the `need`-th nearest posting is at most, judging by a few in each list."""
        values = self._values
        values["need"], values["cell"] = need, geodesy.cell_of(*self._point)
        statement = list_sql.probe(self._dialect, self._shape)
        reach = inf
        for attr in self._want.lists:
            values["attr"] = attr
            found, square = self._driver.execute(statement, values).fetchone()
            if found >= need:
                reach = min(reach, sqrt(square) + 1)
        return FIRST_REACH_CM if reach == inf else reach

    def _scan(self, reach: float, limit: int) -> list[_Row]:
        return self._read(list_sql.scan, reach, limit=limit)

    def _read(self, statement: Callable[..., str], reach: float, *, limit: int) -> list[Any]:
        values = self._values
        values["outer"] = int(reach * reach)
        values["limit"] = limit
        ranges: Sequence[tuple[int, int]] = ()
        if reach < _WIDEST:
            ranges = geodesy.cover(*self._point, reach)
            if self._dialect == "sqlite":
                for i, (low, high) in enumerate(ranges):
                    values[f"low{i}"], values[f"high{i}"] = low, high
            else:
                values["lows"], values["highs"] = map(list, zip(*ranges, strict=True))
        lists = len(self._want.lists)
        sql = statement(self._dialect, self._shape, ranges=len(ranges), lists=lists)
        rows: list[Any] = self._driver.execute(sql, values).fetchall()
        return rows

    def _settle(self, rows: Sequence[_Row]) -> list[Hit]:
        """Turn chords into geodesics, drop what lies outside, keep each person's nearest."""
        point, within = self._point, self._within_m
        bend, trusted = geodesy.bend, geodesy.TRUSTED_M
        settled = []
        for square, practitioner, location, x, y, z in rows:
            metres = bend(point, (x, y, z), sqrt(square))
            if metres > trusted or (within is not None and abs(metres - within) < EDGE_M):
                metres = self._geodesic((x, y, z))
            if within is None or metres <= within:
                settled.append((metres, practitioner, location))
        settled.sort()
        seen: set[int] = set()
        hits = []
        for metres, practitioner, location in settled:
            if practitioner not in seen:
                seen.add(practitioner)
                hits.append(Hit(metres, practitioner, location))
        return hits

    def _geodesic(self, point: geodesy.Point) -> float:
        lat, lon = _degrees(point)
        answer = Geodesic.WGS84.Inverse(self._lat, self._lon, lat, lon, Geodesic.DISTANCE)
        return float(answer["s12"])


def _degrees(point: geodesy.Point) -> tuple[float, float]:
    """Turn surface coordinates back into degrees (Bowring 1976; exact to well below 1 mm)."""
    x, y, z = point
    across = hypot(x, y)
    beta = atan2(z, across * (1 - geodesy.F))
    second = geodesy.E2 / (1 - geodesy.E2)
    phi = atan2(
        z + second * geodesy.B * 100 * sin(beta) ** 3,
        across - geodesy.E2 * geodesy.A * 100 * cos(beta) ** 3,
    )
    return degrees(phi), degrees(atan2(y, x))
