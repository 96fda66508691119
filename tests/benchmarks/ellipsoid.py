"""Who is nearest and who is within, by Karney's method and a search that knows no index."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from math import asin, cos, pi, radians, sin, sqrt
from typing import Final

from geographiclib.geodesic import Geodesic

from directory.domain.postings import Searchable
from tests.benchmarks.rivals import Point

# The normals of the ellipsoid drawn on a unit sphere: a path there is shorter than the one on the
# surface by its radius of curvature, which lies between these (metres) everywhere and in every
# direction. So an angle between normals bounds a geodesic on both sides.
_SHORTEST_RADIUS: Final = 6_335_439.0
_LONGEST_RADIUS: Final = 6_399_594.0
_FIRST_ANGLE: Final = 0.002

Entry = tuple[float, int, int]
"""Metres, practitioner, location."""


def geodesic(start: Point, end: Point) -> float:
    """Give the metres between two points of the WGS84 ellipsoid."""
    return float(Geodesic.WGS84.Inverse(*start, *end, Geodesic.DISTANCE)["s12"])


class Truth:
    """All places that fit one search."""

    __slots__ = ("_lats", "_rows")

    def __init__(self, places: Iterable[Searchable], fits: Callable[[Searchable], bool]) -> None:
        fitting = sorted((place for place in places if fits(place)), key=lambda place: place.lat)
        self._lats = [radians(place.lat) for place in fitting]
        self._rows = [(*_normal(each.lat, each.lon), each) for each in fitting]

    def __len__(self) -> int:
        return len(self._rows)

    def nearest(self, point: Point, need: int) -> list[Entry]:
        """Give at least `need` people in order; who may tie with the last is among them."""
        angle = _FIRST_ANGLE
        while True:
            within = sorted(self._within(point, angle), key=lambda pair: pair[0])
            reached: dict[int, float] = {}
            for turn, place in within:
                reached.setdefault(place.practitioner_id, turn)
                if len(reached) == need:
                    far = turn * _LONGEST_RADIUS / _SHORTEST_RADIUS + 1e-8
                    return _entries(point, (place for _, place in self._within(point, far)))
            if angle >= pi:
                return _entries(point, (place for _, place in within))
            angle *= 2

    def inside(self, point: Point, metres: float) -> set[int]:
        """Give the people within a distance."""
        people = set()
        for turn, place in self._within(point, metres / _SHORTEST_RADIUS + 1e-8):
            if place.practitioner_id not in people:
                sure = turn * _LONGEST_RADIUS < metres
                if sure or geodesic(point, (place.lat, place.lon)) <= metres:
                    people.add(place.practitioner_id)
        return people

    def _within(self, point: Point, angle: float) -> list[tuple[float, Searchable]]:
        x, y, z = _normal(*point)
        phi = radians(point[0])
        first = bisect_left(self._lats, phi - angle - 1e-9)
        last = bisect_right(self._lats, phi + angle + 1e-9)
        limit = (2 * sin(min(angle, pi) / 2)) ** 2 * (1 + 1e-9) + 1e-18
        return [
            (2 * asin(min(1.0, sqrt(square) / 2)), place)
            for a, b, c, place in self._rows[first:last]
            if (square := (a - x) * (a - x) + (b - y) * (b - y) + (c - z) * (c - z)) <= limit
        ]


def _normal(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = radians(lat), radians(lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def _entries(point: Point, places: Iterable[Searchable]) -> list[Entry]:
    nearest: dict[int, Entry] = {}
    for place in places:
        person = place.practitioner_id
        entry = geodesic(point, (place.lat, place.lon)), person, place.location_id
        nearest[person] = min(entry, nearest.get(person, entry))
    return sorted(nearest.values())
