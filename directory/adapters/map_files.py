"""The ground of the ring map in `data/map`: read once, and opened square by square."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import floor
from typing import TYPE_CHECKING, Final

from directory import paths
from directory.adapters.sealed_files import sealed_rows
from directory.domain.map_tiles import LEVELS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER: Final = paths.DATA / "map"
FILE: Final = "ground.csv.gz"

Key = tuple[int, int, int]
"""A level's number, a column and a row."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of land, closed, or a line; degrees from point to point, in a sixth of the memory."""

    kind: Kind
    lats: array[float]
    lons: array[float]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the Earth in degrees; where it crosses the antimeridian, east is beyond 180."""

    south: float
    west: float
    north: float
    east: float


class Ground:
    """Every square of every level, still as text; a square is read when a map first needs it."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._written: dict[Key, list[tuple[Kind, str]]] = {}
        for entry in sealed_rows(folder, FILE):
            key = int(entry["level"]), int(entry["column"]), int(entry["row"])
            self._written.setdefault(key, []).append((Kind(entry["kind"]), entry["shapes"]))
        # Neighbouring searches share squares; a few hundred are some megabytes.
        self._read = lru_cache(maxsize=192)(self._square)

    def shapes(self, number: int, box: Box) -> Iterator[Shape]:
        """Give the shapes of a level that may lie in a box: those of the squares it touches."""
        for key in self._keys(number, box):
            for shape in self._read(key):
                if max(shape.lats) >= box.south and min(shape.lats) <= box.north:
                    yield shape

    def _keys(self, number: int, box: Box) -> Iterator[Key]:
        size = LEVELS[number].degrees
        around = 360 // size
        columns = range(floor(box.west / size), floor(box.east / size) + 1)
        for row in range(floor(box.south / size), floor(box.north / size) + 1):
            for column in columns[:around]:
                yield number, (column + around // 2) % around - around // 2, row

    def _square(self, key: Key) -> tuple[Shape, ...]:
        level = LEVELS[key[0]]
        west, south = key[1] * level.degrees, key[2] * level.degrees
        found = []
        for kind, text in self._written.get(key, ()):
            for run in text.split(";"):
                steps = [int(step) for step in run.split(" ")]
                lons = array("d", [west + x * level.unit for x in accumulate(steps[::2])])
                lats = array("d", [south + y * level.unit for y in accumulate(steps[1::2])])
                found.append(Shape(kind, lats, lons))
        return tuple(found)


@cache
def ground() -> Ground:
    """Give the ground that is shipped; the first to ask waits while it is read."""
    return Ground()
