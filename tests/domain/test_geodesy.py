from bisect import bisect_right
from itertools import pairwise
from math import dist, isclose

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.domain import geodesy

LATITUDES = st.floats(min_value=-90, max_value=90)
LONGITUDES = st.floats(min_value=-180, max_value=180)
AZIMUTHS = st.floats(min_value=-180, max_value=180)
METRES = st.one_of(
    st.floats(min_value=0, max_value=50),
    st.floats(min_value=0, max_value=50_000),
    st.floats(min_value=0, max_value=500_000),
    st.floats(min_value=0, max_value=20_000_000),
)
NOISE_M = 1e-6
"""What geographiclib and floats may differ by."""


def geodesic(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(Geodesic.WGS84.Inverse(*one, *other)["s12"])


def away(lat: float, lon: float, *, azimuth: float, metres: float) -> tuple[float, float]:
    end = Geodesic.WGS84.Direct(lat, lon, azimuth, metres)
    return end["lat2"], end["lon2"]


def test_the_axes_of_the_earth() -> None:
    assert geodesy.ecef_cm(0, 0) == (637_813_700, 0, 0)
    assert geodesy.ecef_cm(0, 90) == (0, 637_813_700, 0)
    assert geodesy.ecef_cm(90, 0) == (0, 0, 635_675_231)
    assert geodesy.ecef_cm(-90, 123) == (0, 0, -635_675_231)
    assert geodesy.ecef_cm(0, 180) == geodesy.ecef_cm(0, -180) == (-637_813_700, 0, 0)


@settings(deadline=None)
@given(lat=LATITUDES)
def test_the_two_sides_of_the_antimeridian_are_one_place(lat: float) -> None:
    assert geodesy.ecef_cm(lat, 180) == geodesy.ecef_cm(lat, -180)


@settings(max_examples=400, deadline=None)
@given(lat=LATITUDES, lon=LONGITUDES, azimuth=AZIMUTHS, metres=METRES)
@example(lat=90, lon=0, azimuth=0, metres=1_000)
@example(lat=-90, lon=0, azimuth=0, metres=400_000)
@example(lat=0, lon=180, azimuth=90, metres=50_000)
@example(lat=0, lon=0, azimuth=90, metres=500_000)
@example(lat=0, lon=0, azimuth=0, metres=500_000)
@example(lat=0, lon=0, azimuth=0, metres=20_003_931)
@example(lat=40, lon=-105, azimuth=10, metres=0)
def test_a_chord_bounds_its_geodesic(lat: float, lon: float, azimuth: float, metres: float) -> None:
    other = away(lat, lon, azimuth=azimuth, metres=metres)
    actual = geodesic((lat, lon), other)
    p, q = geodesy.ecef_cm(lat, lon), geodesy.ecef_cm(*other)
    chord = dist(p, q)
    assert geodesy.shortest_over(chord) <= actual + NOISE_M
    assert geodesy.longest_over(chord) >= actual - NOISE_M
    if actual <= geodesy.TRUSTED_M:
        assert abs(geodesy.bend(p, q, chord) - actual) <= 0.015
    assert chord <= geodesy.chord_outside(actual + NOISE_M) + 1e-3
    assert chord >= geodesy.chord_inside(actual - NOISE_M) - 1e-3


@settings(deadline=None)
@given(one=st.tuples(LATITUDES, LONGITUDES), other=st.tuples(LATITUDES, LONGITUDES))
@example(one=(0, 0), other=(0, 180))
@example(one=(90, 0), other=(-90, 0))
@example(one=(30, 10), other=(-30, -170))
@example(one=(0.5, 0), other=(-0.5, 179.7))
@example(one=(52, 179.999), other=(52, -179.999))
def test_any_two_points_on_earth(one: tuple[float, float], other: tuple[float, float]) -> None:
    actual = geodesic(one, other)
    p, q = geodesy.ecef_cm(*one), geodesy.ecef_cm(*other)
    chord = dist(p, q)
    assert geodesy.shortest_over(chord) <= actual + NOISE_M
    assert actual - NOISE_M <= geodesy.longest_over(chord) <= geodesy.LONGEST_M
    bent = geodesy.bend(p, q, chord)
    # Whoever looks at `bend` first to decide whether to trust it, decides rightly.
    assert (bent <= geodesy.TRUSTED_M) <= (abs(bent - actual) <= 0.016)
    assert geodesy.bend(q, p, chord) == bent


@settings(deadline=None)
@given(metres=st.floats(min_value=0, max_value=21_000_000))
def test_inside_and_outside_leave_a_narrow_edge(metres: float) -> None:
    inside, outside = geodesy.chord_inside(metres), geodesy.chord_outside(metres)
    assert inside < outside
    if metres <= 500_000:
        assert outside - inside <= 2 * geodesy.ROUNDING_CM + 1 + 300 * (metres / 500_000) ** 3
    if inside >= 1:
        assert geodesy.longest_over(inside - 1) <= metres + 1e-3
    # No chord is longer than the Earth is wide.
    if outside <= 2 * geodesy.A * 100:
        assert geodesy.shortest_over(outside) >= metres - 1e-3


@settings(deadline=None)
@given(chord=st.floats(min_value=0, max_value=2 * geodesy.A * 100))
def test_longer_chords_have_longer_bounds(chord: float) -> None:
    assert geodesy.shortest_over(chord) <= geodesy.shortest_over(chord + 1)
    assert geodesy.longest_over(chord) <= geodesy.longest_over(chord + 1)


def test_nothing_is_nowhere_and_the_middle_of_the_earth_is_far() -> None:
    assert geodesy.bend((1, 2, 3), (1, 2, 3), 0) == 0
    assert geodesy.bend((5, 0, 0), (-5, 0, 0), 10) == geodesy.LONGEST_M
    assert geodesy.longest_over(2 * geodesy.A * 100) == geodesy.LONGEST_M
    assert geodesy.chord_outside(30_000_000) > 2 * geodesy.A * 100
    assert geodesy.chord_inside(0) < 0


def interleaved(x: int, y: int, z: int) -> int:
    """Morton's code, bit by bit."""
    cells = [axis + (1 << 30) >> 10 for axis in (x, y, z)]
    return sum((cells[i % 3] >> i // 3 & 1) << i for i in range(63))


@settings(deadline=None)
@given(lat=LATITUDES, lon=LONGITUDES)
def test_cells_are_morton_codes(lat: float, lon: float) -> None:
    point = geodesy.ecef_cm(lat, lon)
    assert geodesy.cell_of(*point) == interleaved(*point)
    assert 0 <= geodesy.cell_of(*point) < 2**63


@settings(deadline=None)
@given(
    first=st.tuples(*[st.integers(-(1 << 30), (1 << 30) - 1)] * 3),
    grown=st.tuples(*[st.integers(0, 1 << 20)] * 3),
)
def test_a_point_that_is_further_on_every_axis_has_no_smaller_cell(
    first: tuple[int, int, int], grown: tuple[int, int, int]
) -> None:
    x, y, z = (min(a + b, (1 << 30) - 1) for a, b in zip(first, grown, strict=True))
    assert geodesy.cell_of(*first) <= geodesy.cell_of(x, y, z)


@settings(max_examples=300, deadline=None)
@given(
    lat=LATITUDES,
    lon=LONGITUDES,
    azimuth=AZIMUTHS,
    metres=METRES,
    share=st.floats(min_value=0, max_value=1),
    finer=st.integers(0, 2),
)
@example(lat=90, lon=0, azimuth=90, metres=1_000, share=1, finer=0)
@example(lat=0, lon=180, azimuth=90, metres=10, share=1, finer=2)
@example(lat=0, lon=90, azimuth=0, metres=20_000_000, share=1, finer=0)
def test_the_cover_holds_everybody_within_the_radius(
    *, lat: float, lon: float, azimuth: float, metres: float, share: float, finer: int
) -> None:
    point = geodesy.ecef_cm(lat, lon)
    other = geodesy.ecef_cm(*away(lat, lon, azimuth=azimuth, metres=metres * share))
    radius = max(geodesy.chord_outside(metres), dist(point, other))
    ranges = geodesy.cover(*point, radius, finer=finer)
    at = bisect_right([low for low, _ in ranges], geodesy.cell_of(*other)) - 1
    assert at >= 0
    assert ranges[at][0] <= geodesy.cell_of(*other) <= ranges[at][1]
    assert len(ranges) <= 27 * 8**finer
    assert all(low <= high for low, high in ranges)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(ranges))


def test_a_radius_as_wide_as_the_earth_is_one_range() -> None:
    assert geodesy.cover(0, 0, 637_813_700, 1 << 31) == [(0, 2**63 - 1)]


@pytest.mark.parametrize("radius", [0, 1, 100, 1_024])
def test_a_tiny_radius_reads_few_cells(radius: float) -> None:
    x, y, z = geodesy.ecef_cm(39.7392, -104.9847)
    held = sum(high - low + 1 for low, high in geodesy.cover(x, y, z, radius))
    assert held <= 64


def test_curvatures_are_those_of_a_pole_and_of_the_meridian_at_the_equator() -> None:
    assert isclose(1 / geodesy.CURVATURE_MIN, 6_399_593.6258, abs_tol=1e-3)
    assert isclose(1 / geodesy.CURVATURE_MAX, 6_335_439.3273, abs_tol=1e-3)
