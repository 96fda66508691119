from math import pi, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.azimuthal import EARTH_KM, Azimuthal
from directory.domain.vocabulary import Direction

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
DENVER = Azimuthal(39.7392, -104.9847)


def test_the_middle_is_nowhere() -> None:
    assert DENVER.at(39.7392, -104.9847) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("lat", "lon", "east", "north"),
    [
        (40.7392, -104.9847, 0.0, 111.19),
        (38.7392, -104.9847, 0.0, -111.19),
        (39.7392, -103.9847, 85.5, 0.48),
        (39.7392, -105.9847, -85.5, 0.48),
    ],
)
def test_a_degree_away_lies_where_the_compass_says(
    lat: float, lon: float, east: float, north: float
) -> None:
    assert DENVER.at(lat, lon) == pytest.approx((east, north), abs=0.05)


def test_across_the_antimeridian_is_near() -> None:
    adak = Azimuthal(51.88, 179.9)
    east, north = adak.at(51.88, -179.9)
    assert east == pytest.approx(13.73, abs=0.05)
    assert abs(north) < 0.1


@given(LATITUDES, LONGITUDES)
def test_from_a_pole_everything_is_as_far_as_its_latitude_says(lat: float, lon: float) -> None:
    east, north = Azimuthal(90.0, 0.0).at(lat, lon)
    assert (east**2 + north**2) ** 0.5 == pytest.approx(radians(90 - lat) * EARTH_KM, abs=1e-3)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_nothing_is_farther_than_half_way_round(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there = Azimuthal(lat, lon).at(other_lat, other_lon)
    back = Azimuthal(other_lat, other_lon).at(lat, lon)
    far = (there[0] ** 2 + there[1] ** 2) ** 0.5
    assert far <= pi * EARTH_KM + 1e-6
    assert far == pytest.approx((back[0] ** 2 + back[1] ** 2) ** 0.5, abs=1e-2)


def test_the_opposite_point_is_as_far_as_any() -> None:
    assert Azimuthal(0.0, 0.0).at(0.0, 180.0) == pytest.approx((0.0, pi * EARTH_KM), abs=1e-2)


@pytest.mark.parametrize(
    ("lat", "lon", "degrees"),
    [(1.0, 0.0, 0), (0.0, 1.0, 90), (-1.0, 0.0, 180), (0.0, -1.0, -90)],
)
def test_a_bearing_turns_clockwise_from_north(lat: float, lon: float, degrees: float) -> None:
    assert Azimuthal(0.0, 0.0).bearing(lat, lon) == pytest.approx(radians(degrees))


@pytest.mark.parametrize(
    ("lat", "lon", "direction"),
    [
        (41.0, -105.0, Direction.NORTH),
        (41.0, -103.7, Direction.NORTHEAST),
        (40.0, -104.0, Direction.EAST),
        (39.0, -103.7, Direction.SOUTHEAST),
        (39.0, -105.0, Direction.SOUTH),
        (39.0, -106.3, Direction.SOUTHWEST),
        (40.0, -106.0, Direction.WEST),
        (41.0, -106.3, Direction.NORTHWEST),
    ],
)
def test_eight_directions(lat: float, lon: float, direction: Direction) -> None:
    assert Azimuthal(40.0, -105.0).direction(lat, lon) is direction


def test_a_direction_leads_over_the_antimeridian_and_the_pole() -> None:
    assert Azimuthal(52.0, 179.9).direction(52.0, -179.9) is Direction.EAST
    assert Azimuthal(89.0, 0.0).direction(89.0, 180.0) is Direction.NORTH
