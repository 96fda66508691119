"""The pins of the ring map: at their true places, moved aside where two would touch."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from directory.domain.azimuthal import Azimuthal
    from directory.domain.vocabulary import Unit
    from directory.web.presenters.map_sizes import Drawing

PIN: Final = 13.0
GAP: Final = 1.5
_DIGIT: Final = 4.5

# Where a pin may go when its own place is taken: outward in circles, to the sides first.
_STEPS: Final = tuple(
    (reach * cos(turn * pi / 8), reach * sin(turn * pi / 8))
    for reach in (14, 21, 28, 36, 46, 58, 72, 90, 110)
    for turn in (0, 8, 4, 12, 2, 10, 6, 14)
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A result to pin: its number, name and place, and its exact distance."""

    number: int
    name: str
    lat: float
    lon: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A drawn pin; where `moved`, a stem joins it to its true place."""

    number: int
    said: str
    x: float
    y: float
    left: float
    width: float
    true_x: float
    true_y: float
    moved: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """How distances are said beside the pins."""

    unit: Unit
    language: str


def pins_at(
    stops: Sequence[Stop], centre: Azimuthal, *, drawing: Drawing, scale: float, saying: Saying
) -> tuple[Pin, ...]:
    """Place every pin; `scale` is drawing units a kilometre."""
    pins: list[Pin] = []
    said = gettext("Go to result %(number)s, %(name)s, %(distance)s")
    placed: list[tuple[float, float, float]] = []
    for stop in stops:
        bearing = centre.bearing(stop.lat, stop.lon)
        reach = min(stop.kilometres * scale, drawing.outer)
        true_x = drawing.middle + reach * sin(bearing)
        true_y = drawing.middle - reach * cos(bearing)
        half = PIN + max(0, len(str(stop.number)) - 2) * _DIGIT
        x, y = _free_place(true_x, true_y, half=half, placed=placed, size=drawing.size)
        placed.append((x, y, half))
        pins.append(
            Pin(
                number=stop.number,
                said=said
                % {
                    "number": stop.number,
                    "name": stop.name,
                    "distance": words.distance(
                        stop.kilometres, saying.unit, language=saying.language
                    ),
                },
                x=round(x, 1),
                y=round(y, 1),
                left=round(x - half, 1),
                width=half * 2,
                true_x=round(true_x, 1),
                true_y=round(true_y, 1),
                moved=(x, y) != (true_x, true_y),
            )
        )
    return tuple(pins)


def _free_place(
    x: float,
    y: float,
    *,
    half: float,
    placed: Sequence[tuple[float, float, float]],
    size: int,
) -> tuple[float, float]:
    """The true place if nobody stands there, else the nearest free one: numbers stay legible."""
    if _is_free(x, y, half=half, placed=placed):
        return x, y
    edge = size - PIN - 2
    for step_x, step_y in _STEPS:
        moved_x = min(max(x + step_x, half + 2), size - half - 2)
        moved_y = min(max(y + step_y, PIN + 2), edge)
        if _is_free(moved_x, moved_y, half=half, placed=placed):
            return moved_x, moved_y
    return x, y


def _is_free(
    x: float, y: float, *, half: float, placed: Sequence[tuple[float, float, float]]
) -> bool:
    high = 2 * PIN + GAP
    for other_x, other_y, other_half in placed:
        down = y - other_y
        if -high < down < high:
            across = (x - other_x) * high / (half + other_half + GAP)
            if across * across + down * down < high * high:
                return False
    return True
