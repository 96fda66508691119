import pytest

from directory.domain.map_tiles import LEVELS, Kind, level_for


def test_levels_go_from_the_closest_to_the_widest_and_cover_the_earth() -> None:
    widest = [level.widest_km for level in LEVELS]
    assert widest == sorted(widest)
    assert widest[-1] > 20_015
    assert all(360 % level.degrees == 0 for level in LEVELS)
    assert all(level.tolerance >= level.unit for level in LEVELS)
    assert all(Kind.LAND in level.kinds for level in LEVELS)


@pytest.mark.parametrize(
    ("reach", "number"),
    [(1, 0), (125, 0), (125.1, 1), (20_016, len(LEVELS) - 1), (1e9, len(LEVELS) - 1)],
)
def test_a_map_is_drawn_from_the_closest_level_that_reaches_so_far(
    reach: float, number: int
) -> None:
    assert level_for(reach) == number


def test_a_long_side_is_given_points_on_its_way() -> None:
    level = LEVELS[1]
    assert level.degrees == 4
    bent = list(level.bent([(0.0, 10.0), (1.0, 10.0), (1.0, 10.2)]))
    assert bent == [(0.0, 10.0), (0.5, 10.0), (1.0, 10.0), (1.0, 10.2)]


def test_the_closest_squares_have_straight_sides() -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert list(LEVELS[0].bent(square)) == square
