"""Which texts are a latitude and a longitude, and which point they mean."""

import pytest

from directory.domain.place_coordinates import coordinates, is_on_earth


@pytest.mark.parametrize(
    "text",
    [
        "39.75, -105",
        "39.75,-105",
        "39.75 -105",
        "39.75; -105",
        "39.75/-105",
        "39.75-105",
        "(39.75, -105)",
        "[39.75, -105]",
        "39,75; -105,0",
        "39,75, -105,0",
        "39,75; -105",
        "39,75 -105,0",
        "+39.75, \u2212105",
        "39.75\u00b0, -105\u00ba",
        "lat: 39.75, lon: -105",
        "Latitude=39.75 Longitude=-105",
        "geo:39.75,-105",
        "39.75N 105W",
        "N39.75 W105",
        "n 39.75, w 105",
        "39.75 N, 105 W",
        # Ouest.
        "39.75 N, 105 O",
        "105 W, 39.75 N",
        "W105 N39.75",
        "105W, 39.75",
        "-105, 39.75N",
        "39\u00b045' -105\u00b0",
        "39\u00b045\u2032 N, 105\u00b0 W",
        "39\u00b044'59.99999999999\" N, 105 W",
        "39\u00b045'0\u2033N 105\u00b00'0''W",
    ],
)
def test_one_point_in_many_hands(text: str) -> None:
    assert coordinates(text) == pytest.approx((39.75, -105), abs=1e-9)


def test_a_minute_is_a_sixtieth_and_a_second_a_sixtieth_of_it() -> None:
    assert coordinates("10\u00b030'36\" N, 20\u00b06'36\" E") == pytest.approx((10.51, 20.11))


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("10S, 20E", (-10, 20)),
        ("10.5, 20", (10.5, 20)),
        # A minus before "south" takes it back.
        ("-10S, -20W", (10, 20)),
        ("-10N, -20E", (-10, -20)),
    ],
)
def test_signs_and_letters(text: str, point: tuple[float, float]) -> None:
    assert coordinates(text) == point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Denver",
        "39.75",
        "80211 1234",
        "39104",
        "39.75, -105, 12",
        "39.75, -105 Denver",
        "Denver 39.75, -105",
        "12345, 1",
        "10N 20N",
        "10E 20E",
        "10E 20W",
        "10S 20N",
        "10\u00b060'N 20W",
        "10\u00b059'60\"N 20W",
        "10N 20\u00b060'W",
        "10N 20\u00b059'60\"W",
        "10N 20Wx",
        "X39.75, -105",
        "39.75, -105 X",
        "39.75, X-105",
    ],
)
def test_what_is_no_point(text: str) -> None:
    assert coordinates(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "39.75 105",
        "39N 105",
        "N39 105",
        "+39 105",
        "39\u00b0 105",
        "39 / -105",
        "39; 105W",
        "39; 105.5",
        "39; W105",
        "39; 105\u00b0",
        "39,105",
    ],
)
def test_a_mark_or_a_comma_makes_two_numbers_a_point(text: str) -> None:
    assert coordinates(text) is not None


@pytest.mark.parametrize("text", ["39 105", "39 / 105", "39; 105", "39 -105", "39 105W"])
def test_two_bare_numbers_are_no_point(text: str) -> None:
    assert coordinates(text) is None


@pytest.mark.parametrize(
    ("lat", "lon", "on_earth"),
    [
        (90, 180, True),
        (-90, -180, True),
        (90.001, 0, False),
        (-90.001, 0, False),
        (0, 180.001, False),
        (0, -180.001, False),
    ],
)
def test_the_ends_of_the_earth(lat: float, lon: float, *, on_earth: bool) -> None:
    assert is_on_earth(lat, lon) is on_earth
    assert coordinates(f"{lat}, {lon}") == ((lat, lon) if on_earth else None)
