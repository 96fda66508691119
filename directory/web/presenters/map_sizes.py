"""How large a ring map is drawn, and which rings it has."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A square drawing; lengths are in its own units."""

    size: int
    outer: float
    """The radius of the outer ring."""
    names: int
    """How many places are named at most."""

    @property
    def middle(self) -> float:
        """Give the coordinate of its middle."""
        return self.size / 2


SMALL: Final = Drawing(size=328, outer=150.0, names=9)
"""Beside a list: one unit is a CSS pixel on a phone of 360 px."""
LARGE: Final = Drawing(size=640, outer=300.0, names=24)
"""On a page of its own, where it is shown at this size or larger."""

RINGS: Final[tuple[tuple[float, ...], ...]] = (
    (0.5, 1),
    (1, 2),
    (1, 2, 3),
    (2, 5),
    (5, 10),
    (5, 10, 15),
    (5, 10, 25),
    (10, 25, 50),
    (25, 50, 100),
    (50, 100, 150),
    (100, 250),
    (250, 500),
    (500, 1000),
    (1000, 2500),
    (2500, 5000),
    (5000, 10000),
    (8000, 16000),
)
"""Sets of rings in the patient's unit; the last of a set is the edge of the map."""


def rings_for(farthest: float) -> tuple[float, ...]:
    """Give the closest set that holds everything so far away."""
    return next((rings for rings in RINGS if rings[-1] >= farthest), RINGS[-1])
