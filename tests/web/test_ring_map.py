"""The ring map is drawn on the land that is there, small enough for every page of results."""

import gzip
import re
from collections.abc import Iterator
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.azimuthal import Azimuthal
from directory.domain.vocabulary import Unit
from directory.web.presenters import ring_map
from directory.web.presenters.map_ground import GroundDrawn, box_around, ground_around
from directory.web.presenters.map_lines import clipped_line, clipped_ring, on_grid, written
from directory.web.presenters.map_sizes import RINGS
from tests.web.stage import stage

LARGEST = 2_500
"""Bytes that the land and its lines may add to a page, compressed, on maps up to 100 miles."""
LARGEST_OF_ALL = 3_200


@pytest.fixture(autouse=True)
def _on_stage() -> Iterator[None]:
    with stage():
        yield


def ground(lat: float, lon: float, km: float) -> GroundDrawn:
    return ground_around(Azimuthal(lat, lon), scale=150 / km, size=328)


PLACES = {
    "Denver": (39.739, -104.985),
    "Toronto": (43.653, -79.383),
    "Chicago": (41.878, -87.63),
    "Vancouver": (49.283, -123.121),
    "Halifax": (44.649, -63.575),
    "Miami": (25.762, -80.192),
    "New York": (40.713, -74.006),
    "Anchorage": (61.218, -149.9),
    "Honolulu": (21.307, -157.858),
    "Adak": (51.88, -176.658),
    "Attu": (52.902, 172.909),
    "Alert": (82.5, -62.35),
    "Guam": (13.444, 144.794),
    "Pago Pago": (-14.279, -170.7),
    "San Juan": (18.466, -66.106),
    "Salt Lake City": (40.76, -111.89),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("km", [1, 8, 40, 160, 800, 4000, 16000])
def test_a_map_of_any_place_and_reach_has_land_and_is_small(place: str, km: float) -> None:
    drawn = ground(*PLACES[place], km)
    assert drawn.land
    svg = drawn.land + "".join(path for _, path in drawn.lines)
    assert re.fullmatch(r"(?:M[-\d ]+l[-\d ]+z?)+", svg)
    size = len(gzip.compress(svg.encode(), 9))
    assert size <= (LARGEST if km <= 160 else LARGEST_OF_ALL)


@pytest.mark.parametrize(
    ("place", "km", "east", "north", "is_land"),
    [
        ("Denver", 40, 0, 0, True),
        ("Toronto", 40, -10, 20, True),
        ("Toronto", 40, 10, -20, False),
        ("Toronto", 160, 30, -30, False),
        ("Chicago", 40, -20, 0, True),
        ("Chicago", 40, 20, 0, False),
        ("Chicago", 800, 30, 100, False),
        ("Salt Lake City", 160, -50, 50, False),
        ("Salt Lake City", 160, 0, 0, True),
        ("Vancouver", 40, 0, 0, True),
        ("Vancouver", 160, -45, 0, False),
        ("Halifax", 160, 60, -100, False),
        ("Halifax", 160, -20, 30, True),
        ("Miami", 40, -15, 0, True),
        ("Miami", 40, 20, 0, False),
        ("Honolulu", 40, 0, 3, True),
        ("Honolulu", 40, 0, -15, False),
        ("Attu", 160, 0, 0, True),
        ("Attu", 160, 60, 60, False),
        ("Adak", 800, 0, 300, False),
        ("New York", 4000, -2000, 0, True),
        ("New York", 4000, 2000, -500, False),
        ("New York", 16000, 3000, -1500, False),
        ("Denver", 16000, 0, 0, True),
    ],
)
def test_land_is_where_it_is_and_so_is_water(
    place: str, km: float, east: float, north: float, *, is_land: bool
) -> None:
    scale = 150 / km
    drawn = ground(*PLACES[place], km)
    assert drawn.is_land(164 + east * scale, 164 - north * scale) is is_land


def test_counties_are_drawn_close_up_and_states_and_countries_farther_out() -> None:
    def kinds(km: float) -> list[str]:
        return [kind for kind, _ in ground(*PLACES["Vancouver"], km).lines]

    assert [kind for kind, _ in ground(*PLACES["Denver"], 40).lines] == ["county"]
    assert "county" not in kinds(160)
    assert kinds(160)[-1] == "country"
    assert {"region", "country"} <= set(kinds(800))
    assert kinds(16000) == []


@given(
    st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([0.5, 8, 40, 160, 800, 4000, 16000])
)
@settings(max_examples=40)
def test_every_point_of_the_earth_can_be_a_middle(lat: float, lon: float, km: float) -> None:
    drawn = ground(lat, lon, km)
    for ring in drawn.rings:
        assert all(-4 <= x <= 332 and -4 <= y <= 332 for x, y in ring)


@pytest.mark.parametrize("lat", [-90, -60, 0, 39.7, 89.5])
def test_the_box_around_a_point_holds_its_circle(lat: float) -> None:
    centre = Azimuthal(lat, 170.0)
    box = box_around(centre, 600)
    assert box.south <= max(lat - 5.3, -90)
    for lon in (box.west + 0.01, box.east - 0.01):
        if box.east - box.west < 359:
            assert hypot(*centre.at(lat, lon)) > 500


def test_a_shape_is_cut_at_the_edge_of_the_drawing() -> None:
    square = [(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)]
    assert sorted(clipped_ring(square, 100)) == [(-3, -3), (-3, 50), (50, -3), (50, 50)]
    assert clipped_ring([(x + 500, y) for x, y in square], 100) == []
    around = [(-9.0, -9.0), (109.0, -9.0), (109.0, 109.0), (-9.0, 109.0)]
    assert sorted(clipped_ring(around, 100)) == [(-3, -3), (-3, 103), (103, -3), (103, 103)]


def test_of_a_line_what_passes_by_is_left_out() -> None:
    line = [(-20.0, 5.0), (-10.0, 5.0), (5.0, 5.0), (120.0, 5.0), (130.0, 5.0), (50.0, -5.0)]
    assert list(clipped_line(line, 100)) == [
        [(-10.0, 5.0), (5.0, 5.0), (120.0, 5.0)],
        [(130.0, 5.0), (50.0, -5.0)],
    ]


def test_points_that_nobody_sees_are_left_out() -> None:
    flat = [(0.0, 0.0), (10.0, 0.2), (20.0, 0.0), (20.3, 0.1), (20.0, 30.0)]
    assert written(on_grid([flat], closed=False), closed=False) == "M0 0l20 0 0 30"
    assert written(on_grid([[(0, 0), (1, 0), (0, 1)]], closed=True), closed=True) == ""
    triangle = [(0.0, 0.0), (30.0, 0.0), (30.0, -20.0)]
    assert written(on_grid([triangle], closed=True), closed=True) == "M0 0l30 0 0-20z"


# --- Words ---


def drawn(
    *stops: ring_map.Stop, towns: ring_map.Towns = ring_map.no_towns, place: str = "Miami"
) -> ring_map.RingMap:
    return ring_map.draw(
        ring_map.Spot(place, *PLACES[place]),
        stops,
        towns=towns,
        unit=Unit.MILES,
        language="en",
    )


def test_names_cover_neither_pins_nor_each_other_and_know_what_they_stand_on() -> None:
    lat, lon = PLACES["Miami"]
    near = [ring_map.Spot("Hialeah", lat + 0.09, lon - 0.09), ring_map.Spot("Sea", lat, lon + 0.2)]
    asked: list[float] = []

    def towns(reach_km: float) -> list[ring_map.Spot]:
        asked.append(reach_km)
        return [*near, ring_map.Spot("Under a pin", lat, lon + 0.002), *near]

    shown = drawn(
        ring_map.Stop(1, "A", lat, lon, 0.1), ring_map.Stop(2, "B", lat + 0.3, lon, 33.4),
        towns=towns,
    )  # fmt: skip
    assert [(label.text, label.on_water) for label in shown.towns] == [
        ("Hialeah", False), ("Sea", True),
    ]  # fmt: skip
    assert asked == [pytest.approx(40.2336)]


def test_a_region_is_named_at_its_place_without_a_dot() -> None:
    lat, lon = PLACES["Denver"]
    shown = drawn(
        ring_map.Stop(1, "A", lat + 5, lon, 555.0),
        towns=lambda _: [ring_map.Spot("Wyoming", lat + 3.2, lon - 3, dot=False)],
        place="Denver",
    )
    assert [label.dot_y for label in shown.towns] == [None]


def test_rings_are_round_figures_one_inside_the_other() -> None:
    assert all(list(rings) == sorted(set(rings)) for rings in RINGS)
    edges = [rings[-1] for rings in RINGS]
    assert edges == sorted(edges)
