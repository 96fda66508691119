"""What the ground under the ring map costs: time to draw, bytes in a page, and a first reading."""

import gzip
from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Final

from directory.adapters.map_files import Ground
from directory.domain.azimuthal import Azimuthal
from directory.web.presenters.map_ground import GroundDrawn, ground_around
from directory.web.presenters.map_sizes import SMALL
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Meter

# Large places of both countries, inland and at the sea.
PLACES: Final = (
    (40.713, -74.006), (34.052, -118.244), (41.878, -87.63), (29.76, -95.37), (33.448, -112.074),
    (39.739, -104.985), (25.762, -80.192), (47.606, -122.332), (43.653, -79.383), (45.509, -73.588),
    (49.283, -123.121), (51.047, -114.072), (44.649, -63.575), (37.775, -122.419), (42.36, -71.058),
    (29.951, -90.071), (21.307, -157.858), (61.218, -149.9), (18.466, -66.106), (49.895, -97.138),
)  # fmt: skip
REACHES: Final = {40.0: 5.0, 160.0: None, 800.0: None, 4_000.0: None}
"""Kilometres to the outer ring, and the target in milliseconds where there is one."""


def figures() -> Iterator[Figure]:
    """Draw every place at every reach."""
    yield Figure(name="Ground of all maps, read once", ours=Meter().of(Ground), unit="ms")
    for km, most in REACHES.items():
        times, sizes = [], []
        for place in PLACES:
            # A place that was just drawn is kept; what is measured is drawing it.
            ground_around.cache_clear()
            times.append(Meter().of(partial(_draw, place, km)))
            sizes.append(len(gzip.compress(_svg(_draw(place, km)), 9)))
        yield Figure(
            name=f"Ground within {km:g} km, another place each time",
            ours=median(times),
            unit="ms",
            most=most,
            note=f"median {median(sizes):g} bytes, at most {max(sizes)}",
        )


def _draw(place: tuple[float, float], km: float) -> GroundDrawn:
    return ground_around(Azimuthal(*place), scale=SMALL.outer / km, size=SMALL.size)


def _svg(drawn: GroundDrawn) -> bytes:
    return "".join([drawn.land, *(path for _, path in drawn.lines)]).encode()
