"""The ground under the ring map: land and water, and the lines of counties, states, countries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from directory.adapters.map_files import Box, ground
from directory.domain.azimuthal import EARTH_KM, Azimuthal
from directory.domain.map_tiles import LEVELS, Kind, level_for
from directory.web.presenters.map_lines import clipped_line, clipped_ring, on_grid, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.web.presenters.map_lines import Grid, Point

PHONE: Final = 328.0
COUNTIES_KM: Final = 90.0
"""On a wider map the lines of counties would be a pattern."""
WIDE_KM: Final = 300.0
SPARING: Final = 2.0
"""A wider map has long shores and many borders; it is drawn with half the care."""
HALF_WAY_KM: Final = pi * EARTH_KM
FARTHEST: Final = 0.92
"""Of the way to the opposite point, where shapes turn inside out."""


@dataclass(frozen=True, slots=True)
class GroundDrawn:
    """Paths of an SVG, and the land to ask where a word would stand."""

    land: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    """The class and the path of each kind of line, the finest first."""
    rings: tuple[Grid, ...] = ()

    def is_land(self, x: float, y: float) -> bool:
        """Say whether a point of the drawing lies on land."""
        # A lake goes round the other way and takes the land away again, as in the drawing itself.
        return sum(_winding(ring, x, y=y) for ring in self.rings) != 0


@lru_cache(maxsize=128)
def ground_around(centre: Azimuthal, *, scale: float, size: float) -> GroundDrawn:
    """Draw what lies within a square; `scale` is drawing units a kilometre."""
    middle = size / 2
    # Rings may reach past the last of the levels, the drawing then shows the whole Earth.
    reach = min(middle / scale, HALF_WAY_KM)
    # A larger drawing shows more of what there is.
    number = level_for(reach * PHONE / size)
    level = LEVELS[number]
    lands: list[Sequence[Point]] = []
    lines: dict[Kind, list[Sequence[Point]]] = defaultdict(list)
    farthest = HALF_WAY_KM * FARTHEST * scale
    for given in ground().shapes(number, box_around(centre, reach * sqrt(2))):
        if _left_out(given.kind, reach):
            continue
        shape = [
            (middle + east * scale, middle - north * scale)
            for east, north in map(centre.at, given.lats, given.lons)
        ]
        if not level.near_home and any(hypot(x - middle, y - middle) > farthest for x, y in shape):
            continue
        if given.kind is not Kind.LAND:
            lines[given.kind] += clipped_line(shape, size)
        elif land := clipped_ring(shape, size):
            lands.append(land)
    sparing = SPARING if reach > WIDE_KM else 1.0
    rings = tuple(on_grid(lands, closed=True, sparing=sparing))
    return GroundDrawn(
        land=written(rings, closed=True),
        lines=tuple(
            (kind.value, path)
            for kind in (Kind.RIVER, Kind.COUNTY, Kind.REGION, Kind.COUNTRY)
            if (path := written(on_grid(lines[kind], closed=False, sparing=sparing), closed=False))
        ),
        rings=rings,
    )


def box_around(centre: Azimuthal, km: float) -> Box:
    """Give the degrees within which everything lies that is so near."""
    angle = km / EARTH_KM
    up = degrees(angle)
    south, north = max(centre.lat - up, -90.0), min(centre.lat + up, 90.0)
    # A circle that holds a pole goes all the way round.
    if south <= -90 or north >= 90:  # noqa: PLR2004
        return Box(south, -180, min(north, 89.999), 179.999)
    across = degrees(asin(min(1.0, sin(angle) / cos(radians(centre.lat)))))
    return Box(south, centre.lon - across, north, centre.lon + across)


def _left_out(kind: Kind, reach: float) -> bool:
    return kind is Kind.COUNTY and reach > COUNTIES_KM


def _winding(ring: Grid, x: float, *, y: float) -> int:
    """Count how often a ring goes round a point, one way less the other."""
    turns = 0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            turns += 1 if y2 > y1 else -1
        x1, y1 = x2, y2
    return turns
