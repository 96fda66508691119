"""Words on the ring map: what a ring measures, and names of places, where they cover nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from directory.web.presenters import words
from directory.web.presenters.map_pins import PIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.domain.azimuthal import Azimuthal
    from directory.web.presenters.map_ground import GroundDrawn
    from directory.web.presenters.map_pins import Pin, Saying
    from directory.web.presenters.map_sizes import Drawing

LABEL_HEIGHT: Final = 16.0
LETTER_WIDTH: Final = 7.6
EDGE: Final = 2.0

_AROUND_A_RING: Final = tuple(eighth * pi / 4 for eighth in (4, 0, 3, 5, 1, 7, 2, 6))
"""Where a ring may be named: at its foot, its head, then in between."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to name on the map; a region has no dot, for it is no point."""

    name: str
    lat: float
    lon: float
    dot: bool = True


Towns = Callable[[float], Iterable[Spot]]
"""What may be named on a map that reaches so many kilometres, the most important first."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word on the map, centred on x; a town also has its dot."""

    text: str
    x: float
    y: float
    dot_y: float | None = None
    on_water: bool = False


class Labels:
    """Finds room for words on one drawing; what is placed first keeps its place."""

    def __init__(self, drawing: Drawing, pins: Iterable[Pin], *, ground: GroundDrawn) -> None:
        self._drawing = drawing
        self._ground = ground
        middle = drawing.middle
        self._taken: list[Box] = [(middle - 6, middle - 6, middle + 6, middle + 6)]
        for pin in pins:
            self._taken.append((pin.left, pin.y - PIN, pin.left + pin.width, pin.y + PIN))

    def of_rings(
        self, rings: Sequence[float], *, saying: Saying, scale: float
    ) -> tuple[Label, ...]:
        """Name each ring where no pin stands on the name; the caption names them all."""
        labels = []
        for ring in rings:
            text = words.radius_short(ring, saying.unit, language=saying.language)
            for turn in _AROUND_A_RING:
                # Just inside its ring, so that the line does not run through the name; a small
                # ring has no room inside.
                reach = ring * scale
                reach += LABEL_HEIGHT * (-0.75 if reach > 2 * LABEL_HEIGHT else 0.75)
                x = self._drawing.middle + reach * sin(turn)
                label = self._placed(text, x, baseline=self._drawing.middle - reach * cos(turn) + 5)
                if label:
                    labels.append(label)
                    break
        return tuple(labels)

    def of_places(
        self, spots: Iterable[Spot], centre: Azimuthal, *, scale: float
    ) -> tuple[Label, ...]:
        """Name the places whose names fit, the first given first."""
        labels: list[Label] = []
        middle = self._drawing.middle
        for spot in spots:
            east, north = centre.at(spot.lat, spot.lon)
            x, y = middle + east * scale, middle - north * scale
            for baseline in (y - 6, y + 17) if spot.dot else (y + 5,):
                label = self._placed(spot.name, x, baseline=baseline, dot_y=y if spot.dot else None)
                if label:
                    labels.append(label)
                    break
            if len(labels) == self._drawing.names:
                break
        return tuple(labels)

    def _placed(
        self, text: str, x: float, *, baseline: float, dot_y: float | None = None
    ) -> Label | None:
        half = len(text) * LETTER_WIDTH / 2 + 2
        boxes = [(x - half, baseline - LABEL_HEIGHT + 3, x + half, baseline + 4)]
        if dot_y is not None:
            boxes.append((x - 3, dot_y - 3, x + 3, dot_y + 3))
        far = self._drawing.size - EDGE
        if any(
            box[0] < EDGE or box[1] < EDGE or box[2] > far or box[3] > far or self._hits(box)
            for box in boxes
        ):
            return None
        self._taken += boxes
        return Label(
            text,
            round(x, 1),
            round(baseline, 1),
            None if dot_y is None else round(dot_y, 1),
            not self._ground.is_land(x, baseline - 5),
        )

    def _hits(self, box: Box) -> bool:
        left, top, right, bottom = box
        return any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for other in self._taken
        )
