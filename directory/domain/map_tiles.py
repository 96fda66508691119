"""How the ground of the ring map is cut: levels of detail, and the squares of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final


class Kind(StrEnum):
    """What a shape on the map is."""

    LAND = "land"
    COUNTY = "county"
    REGION = "region"
    COUNTRY = "country"
    RIVER = "river"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of detail; lengths are in degrees, `smallest` is in square degrees."""

    widest_km: float
    """How far a map of a phone's width may reach, to each side, that is drawn from it."""
    degrees: int
    """The side of a square."""
    unit: float
    """What a whole number in the file stands for."""
    tolerance: float
    """How far a line may have been moved to spare points."""
    overlap: float
    """How far land reaches into the next squares, so that no seam shows."""
    smallest: float
    """The smallest island or lake."""
    near_home: bool
    """Whether it covers the United States and Canada alone."""
    kinds: tuple[Kind, ...]

    def bent(self, ring: Iterable[tuple[float, ...]]) -> Iterator[tuple[float, float]]:
        """Add points to long sides, which follow a parallel and are no straight line on the map."""
        before: tuple[float, ...] | None = None
        longest = self.degrees / 8 if self.degrees > 1 else self.degrees
        for point in ring:
            if before is not None:
                across, up = point[0] - before[0], point[1] - before[1]
                many = ceil(max(abs(across), abs(up)) / longest)
                for step in range(1, many):
                    yield before[0] + across * step / many, before[1] + up * step / many
            yield point[0], point[1]
            before = point


_LINES: Final = (Kind.REGION, Kind.COUNTRY)

LEVELS: Final = (
    Level(
        widest_km=125,
        degrees=1,
        unit=0.0005,
        tolerance=0.001,
        overlap=0.004,
        smallest=3e-05,
        near_home=True,
        kinds=(Kind.LAND, Kind.COUNTY, *_LINES),
    ),
    Level(
        widest_km=560,
        degrees=4,
        unit=0.002,
        tolerance=0.009,
        overlap=0.03,
        smallest=0.001,
        near_home=True,
        kinds=(Kind.LAND, *_LINES, Kind.RIVER),
    ),
    Level(
        widest_km=1_400,
        degrees=12,
        unit=0.005,
        tolerance=0.03,
        overlap=0.06,
        smallest=0.01,
        near_home=True,
        kinds=(Kind.LAND, *_LINES),
    ),
    Level(
        widest_km=3_500,
        degrees=20,
        unit=0.01,
        tolerance=0.07,
        overlap=0.08,
        smallest=0.05,
        near_home=False,
        kinds=(Kind.LAND, *_LINES),
    ),
    Level(
        widest_km=8_500,
        degrees=36,
        unit=0.03,
        tolerance=0.2,
        overlap=0.1,
        smallest=0.3,
        near_home=False,
        kinds=(Kind.LAND, *_LINES),
    ),
    Level(
        widest_km=20_016,
        degrees=60,
        unit=0.1,
        tolerance=0.45,
        overlap=0.3,
        smallest=2.0,
        near_home=False,
        kinds=(Kind.LAND,),
    ),
)
"""From the closest to the widest."""


def level_for(reach_km: float) -> int:
    """Give the number of the level that a map of a phone's width is drawn from."""
    return next(
        (at for at, level in enumerate(LEVELS) if level.widest_km >= reach_km), len(LEVELS) - 1
    )
