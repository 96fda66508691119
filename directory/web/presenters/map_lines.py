"""Shapes in drawing units: cut to the drawing, spared of points nobody sees, and written."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float]
Grid = tuple[tuple[int, int], ...]

MARGIN: Final = 3.0
"""How far past the edge shapes go on, so that the edge itself is never drawn."""
CLOSEST: Final = 2.0
FLATTEST: Final = 0.7
SIDES: Final = 2
SPECK: Final = 4.0
"""An island or lake smaller than this is no sight."""


def clipped_ring(ring: Sequence[Point], size: float) -> list[Point]:
    """Cut a closed shape to the drawing, side by side (Sutherland and Hodgman)."""
    low, high = -MARGIN, size + MARGIN
    shape = list(ring)
    for axis in (0, 1):
        values = [point[axis] for point in shape]
        if not shape or min(values) > high or max(values) < low:
            return []
        if min(values) < low:
            shape = _cut(shape, axis=axis, bound=low, sign=1)
        if max(values) > high:
            shape = _cut(shape, axis=axis, bound=high, sign=-1)
    return shape


def _cut(ring: list[Point], *, axis: int, bound: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    before = ring[-1] if ring else (0.0, 0.0)
    was_inside = (before[axis] - bound) * sign >= 0
    for point in ring:
        inside = (point[axis] - bound) * sign >= 0
        if inside != was_inside:
            part = (bound - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            kept.append((bound, other) if axis == 0 else (other, bound))
        if inside:
            kept.append(point)
        before, was_inside = point, inside
    return kept


def clipped_line(line: Sequence[Point], size: float) -> Iterator[list[Point]]:
    """Give the stretches of a line whose parts may cross the drawing."""
    stretch: list[Point] = []
    for before, point in pairwise(line):
        if _passes_by(before, point, size=size):
            if stretch:
                yield stretch
                stretch = []
        else:
            stretch = stretch or [before]
            stretch.append(point)
    if stretch:
        yield stretch


def _passes_by(one: Point, other: Point, *, size: float) -> bool:
    return (
        (one[0] < 0 and other[0] < 0)
        or (one[1] < 0 and other[1] < 0)
        or (one[0] > size and other[0] > size)
        or (one[1] > size and other[1] > size)
    )


def simpler(line: Sequence[Point], sparing: float = 1.0) -> list[Point]:
    """Drop points that lie close to the last one kept, then those on a line between others."""
    near = [line[0]]
    for point in line[1:-1]:
        before = near[-1]
        if abs(point[0] - before[0]) + abs(point[1] - before[1]) >= CLOSEST * sparing:
            near.append(point)
    near.append(line[-1])
    kept = {0, len(near) - 1}
    spans = [(0, len(near) - 1)]
    while spans:
        first, last = spans.pop()
        at = _farthest(near, first, last=last, least=FLATTEST * sparing)
        if at:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [near[index] for index in sorted(kept)]


def _farthest(line: Sequence[Point], first: int, *, last: int, least: float) -> int:
    """Find the point farthest from the straight way between two; 0 where none is far."""
    worst, at = least, 0
    (ax, ay), (bx, by) = line[first], line[last]
    across, down = bx - ax, by - ay
    length = hypot(across, down)
    for index in range(first + 1, last):
        x, y = line[index][0] - ax, line[index][1] - ay
        off = abs(x * down - y * across) / length if length else hypot(x, y)
        if off > worst:
            worst, at = off, index
    return at


def on_grid(
    shapes: Iterable[Sequence[Point]], *, closed: bool, sparing: float = 1.0
) -> Iterator[Grid]:
    """Give shapes with fewer points, in whole numbers; what is no sight is left out.

    `sparing`: how many times as far as usual a point may lie off before it is kept.
    """
    for shape in shapes:
        if closed and _is_speck(shape, least=SPECK * sparing):
            continue
        line = simpler([*shape, shape[0]] if closed else shape, sparing)
        rounded = [(round(x), round(y)) for x, y in line]
        grid = [rounded[0], *(point for before, point in pairwise(rounded) if point != before)]
        if closed and grid[0] == grid[-1]:
            grid.pop()
        if len(grid) > (SIDES if closed else 1):
            yield tuple(grid)


def written(grids: Iterable[Grid], *, closed: bool) -> str:
    """Write shapes as one path, each point as its way from the one before."""
    return "".join(f"M{_pair(*grid[0])}l{_joined(grid)}{'z' if closed else ''}" for grid in grids)


def _is_speck(shape: Sequence[Point], *, least: float) -> bool:
    (x, y), across, down = shape[0], 0.0, 0.0
    for other_x, other_y in shape:
        across, down = max(across, abs(other_x - x)), max(down, abs(other_y - y))
    return across + down < least


def _joined(grid: Grid) -> str:
    text = ""
    for (a, b), (x, y) in pairwise(grid):
        pair = _pair(x - a, y - b)
        text += pair if not text or pair[0] == "-" else f" {pair}"
    return text


def _pair(x: int, y: int) -> str:
    return f"{x}{y}" if y < 0 else f"{x} {y}"
