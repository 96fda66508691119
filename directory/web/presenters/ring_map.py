"""The ring map: true distances and directions from one point, laid out for a small drawing."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, radians, sin
from typing import TYPE_CHECKING

from directory.domain.search import KM_PER_MILE
from directory.domain.vocabulary import Unit
from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIZE = 328
"""Width and height in drawing units: one is a CSS pixel on a 360 px phone."""
MIDDLE = SIZE / 2
OUTER = 150.0
PIN = 13.0
GAP = 1.5
LABEL_HEIGHT = 16.0
LETTER_WIDTH = 7.6
NAMES_SHOWN = 9

RINGS: tuple[tuple[float, ...], ...] = (
    (0.5, 1),
    (1, 2),
    (1, 2, 3),
    (2, 5),
    (5, 10),
    (5, 10, 25),
    (10, 25, 50),
    (25, 50, 100),
    (100, 250),
    (250, 500),
    (500, 1000),
    (1000, 2500),
    (2500, 5000),
    (5000, 12500),
)
"""Sets of rings in the patient's unit; the last of a set is the edge of the map."""

# Where a pin may go when its own place is taken: outward in circles, to the sides first.
_STEPS = tuple(
    (reach * cos(turn * pi / 8), reach * sin(turn * pi / 8))
    for reach in (14, 21, 28, 36, 46, 58, 72, 90, 110)
    for turn in (0, 8, 4, 12, 2, 10, 6, 14)
)

_AROUND_A_RING = tuple(eighth * pi / 4 for eighth in (4, 0, 3, 5, 1, 7, 2, 6))
"""Where a ring may be named: at its foot, its head, then in between."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to put on the map: where it is, and what it is called."""

    name: str
    lat: float
    lon: float


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
class Label:
    """A word on the map, centred on x; a town also has its dot."""

    text: str
    x: float
    y: float
    dot_y: float | None = None
    outside: bool = False
    """Beyond the outer ring, where the ground has another colour."""


@dataclass(frozen=True, slots=True)
class RingMap:
    """Everything the drawing prints, in drawing units."""

    size: int
    middle: float
    rings: tuple[float, ...]
    ring_labels: tuple[Label, ...]
    towns: tuple[Label, ...]
    pins: tuple[Pin, ...]
    rings_said: str


def draw(
    centre: Spot,
    stops: Sequence[Stop],
    *,
    towns: Iterable[Spot] = (),
    unit: Unit,
    language: str,
) -> RingMap:
    """Lay out the map so that its edge is the nearest round figure past the farthest stop."""
    per_unit = KM_PER_MILE if unit is Unit.MILES else 1.0
    rings = _rings_for(max((stop.kilometres for stop in stops), default=0.0) / per_unit)
    scale = OUTER / (rings[-1] * per_unit)
    pins = _pins(centre, stops, scale=scale, unit=unit, language=language)
    taken = [(p.left, p.y - PIN, p.left + p.width, p.y + PIN) for p in pins]
    ring_labels = _ring_labels(
        rings, unit=unit, language=language, scale=scale * per_unit, taken=taken
    )
    return RingMap(
        size=SIZE,
        middle=MIDDLE,
        rings=tuple(round(ring * per_unit * scale, 1) for ring in rings),
        ring_labels=ring_labels,
        towns=_towns(centre, towns, scale=scale, taken=taken),
        pins=pins,
        rings_said=", ".join(words.radius(ring, unit, language=language) for ring in rings),
    )


def _rings_for(farthest: float) -> tuple[float, ...]:
    return next((rings for rings in RINGS if rings[-1] >= farthest), RINGS[-1])


def _direction(centre: Spot, *, lat: float, lon: float) -> tuple[float, float]:
    """Great-circle bearing and angle from the centre, both in radians."""
    here, there, east = radians(centre.lat), radians(lat), radians(lon - centre.lon)
    x = sin(east) * cos(there)
    y = cos(here) * sin(there) - sin(here) * cos(there) * cos(east)
    angle = atan2(hypot(x, y), sin(here) * sin(there) + cos(here) * cos(there) * cos(east))
    return atan2(x, y), angle


def _pins(
    centre: Spot, stops: Sequence[Stop], *, scale: float, unit: Unit, language: str
) -> tuple[Pin, ...]:
    pins: list[Pin] = []
    saying = gettext("Go to result %(number)s, %(name)s, %(distance)s")
    placed: list[tuple[float, float, float]] = []
    for stop in stops:
        bearing, _ = _direction(centre, lat=stop.lat, lon=stop.lon)
        reach = min(stop.kilometres * scale, OUTER)
        true_x, true_y = MIDDLE + reach * sin(bearing), MIDDLE - reach * cos(bearing)
        half = PIN + max(0, len(str(stop.number)) - 2) * 4.5
        x, y = _free_place(true_x, true_y, half=half, placed=placed)
        placed.append((x, y, half))
        pins.append(
            Pin(
                number=stop.number,
                said=saying
                % {
                    "number": stop.number,
                    "name": stop.name,
                    "distance": words.distance(stop.kilometres, unit, language=language),
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
    x: float, y: float, *, half: float, placed: Sequence[tuple[float, float, float]]
) -> tuple[float, float]:
    """The true place if nobody stands there, else the nearest free one: numbers stay legible."""
    if _is_free(x, y, half=half, placed=placed):
        return x, y
    edge = SIZE - PIN - 2
    for step_x, step_y in _STEPS:
        moved_x = min(max(x + step_x, half + 2), SIZE - half - 2)
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


Box = tuple[float, float, float, float]


def _ring_labels(
    rings: Sequence[float], *, unit: Unit, language: str, scale: float, taken: list[Box]
) -> tuple[Label, ...]:
    """Name each ring where no pin stands on the name; the caption names them all."""
    labels = []
    for ring in rings:
        text = words.radius_short(ring, unit, language=language)
        for turn in _AROUND_A_RING:
            # Just inside its ring, so that the line does not run through the name; a small
            # ring has no room inside.
            reach = ring * scale
            reach += LABEL_HEIGHT * (-0.75 if reach > 2 * LABEL_HEIGHT else 0.75)
            x, baseline = MIDDLE + reach * sin(turn), MIDDLE - reach * cos(turn) + 5
            box = _box(text, x=x, baseline=baseline)
            if box[0] > 0 and box[2] < SIZE and not _hits(box, taken):
                taken.append(box)
                labels.append(Label(text, round(x, 1), round(baseline, 1)))
                break
    return tuple(labels)


def _towns(
    centre: Spot, towns: Iterable[Spot], *, scale: float, taken: list[Box]
) -> tuple[Label, ...]:
    """Names that fit without touching a pin or each other, the first given first."""
    labels: list[Label] = []
    earth_km = 6371.0
    for town in towns:
        bearing, angle = _direction(centre, lat=town.lat, lon=town.lon)
        reach = angle * earth_km * scale
        x, dot = MIDDLE + reach * sin(bearing), MIDDLE - reach * cos(bearing)
        for baseline in (dot - 6, dot + 17):
            box = _box(town.name, x=x, baseline=baseline)
            inside = box[0] > 2 and box[2] < SIZE - 2 and box[1] > 2 and box[3] < SIZE - 2  # noqa: PLR2004
            spot = (x - 3, dot - 3, x + 3, dot + 3)
            if inside and not _hits(box, taken) and not _hits(spot, taken):
                taken += (box, spot)
                far = hypot(x - MIDDLE, baseline - MIDDLE) > OUTER
                labels.append(Label(town.name, round(x, 1), round(baseline, 1), round(dot, 1), far))
                break
        if len(labels) == NAMES_SHOWN:
            break
    return tuple(labels)


def _box(text: str, *, x: float, baseline: float) -> Box:
    half = len(text) * LETTER_WIDTH / 2 + 2
    return x - half, baseline - LABEL_HEIGHT + 3, x + half, baseline + 4


def _hits(box: Box, taken: Iterable[Box]) -> bool:
    left, top, right, bottom = box
    return any(
        left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
        for other in taken
    )
