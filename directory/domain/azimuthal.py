"""The projection of the ring map: distances and directions from its middle are true."""

from dataclasses import dataclass, field
from math import atan2, cos, hypot, pi, radians, sin
from typing import Final

from directory.domain.vocabulary import Direction

EARTH_KM: Final = 6_371.0
"""Of the ball that has the Earth's mean radius; a distance errs by half a percent at most."""
_SMALLEST: Final = 1e-12
_EIGHTHS: Final = tuple(Direction)


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Degrees to kilometres east and north of a middle, along great circles."""

    lat: float
    lon: float
    _sin: float = field(init=False)
    _cos: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sin", sin(radians(self.lat)))
        object.__setattr__(self, "_cos", cos(radians(self.lat)))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Give kilometres east and north; the point opposite lies as far as any, to the north."""
        there, turn = radians(lat), radians(lon - self.lon)
        sin_there, cos_there = sin(there), cos(there)
        cos_turn = cos(turn)
        east = cos_there * sin(turn)
        north = self._cos * sin_there - self._sin * cos_there * cos_turn
        side = hypot(east, north)
        angle = atan2(side, self._sin * sin_there + self._cos * cos_there * cos_turn)
        if side < _SMALLEST:
            return 0.0, angle * EARTH_KM
        stretch = angle / side * EARTH_KM
        return east * stretch, north * stretch

    def bearing(self, lat: float, lon: float) -> float:
        """Give the direction in radians, clockwise from north."""
        east, north = self.at(lat, lon)
        return atan2(east, north)

    def direction(self, lat: float, lon: float) -> Direction:
        """Give the nearest of the eight directions, along the great circle."""
        return _EIGHTHS[round(self.bearing(lat, lon) / (pi / 4)) % 8]
