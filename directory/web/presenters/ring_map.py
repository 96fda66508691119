"""The ring map: true distances and directions from one point, on a drawing of the land there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.domain.azimuthal import Azimuthal
from directory.domain.search import KM_PER_MILE
from directory.domain.vocabulary import Unit
from directory.web.presenters import words
from directory.web.presenters.map_ground import GroundDrawn, ground_around
from directory.web.presenters.map_labels import Label, Labels, Spot, Towns
from directory.web.presenters.map_pins import Pin, Saying, Stop, pins_at
from directory.web.presenters.map_sizes import LARGE, SMALL, Drawing, rings_for

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LARGE", "SMALL", "Drawing", "RingMap", "Spot", "Stop", "Towns", "draw", "no_towns"]


@dataclass(frozen=True, slots=True)
class RingMap:
    """Everything the drawing prints, in drawing units."""

    size: int
    middle: float
    ground: GroundDrawn
    rings: tuple[float, ...]
    ring_labels: tuple[Label, ...]
    towns: tuple[Label, ...]
    pins: tuple[Pin, ...]
    rings_said: str


def no_towns(_reach_km: float) -> tuple[Spot, ...]:
    """Name nothing."""
    return ()


def draw(
    centre: Spot,
    stops: Sequence[Stop],
    *,
    unit: Unit,
    language: str,
    towns: Towns = no_towns,
    drawing: Drawing = SMALL,
) -> RingMap:
    """Lay out the map so that its edge is the nearest round figure past the farthest stop."""
    per_unit = KM_PER_MILE if unit is Unit.MILES else 1.0
    rings = rings_for(max((stop.kilometres for stop in stops), default=0.0) / per_unit)
    edge_km = rings[-1] * per_unit
    scale = drawing.outer / edge_km
    middle, saying = Azimuthal(centre.lat, centre.lon), Saying(unit, language)
    ground = ground_around(middle, scale=scale, size=drawing.size)
    pins = pins_at(stops, middle, drawing=drawing, scale=scale, saying=saying)
    labels = Labels(drawing, pins, ground=ground)
    return RingMap(
        size=drawing.size,
        middle=drawing.middle,
        ground=ground,
        rings=tuple(round(ring * per_unit * scale, 1) for ring in rings),
        ring_labels=labels.of_rings(rings, saying=saying, scale=scale * per_unit),
        towns=labels.of_places(towns(edge_km), middle, scale=scale),
        pins=pins,
        rings_said=", ".join(words.radius(ring, unit, language=language) for ring in rings),
    )
