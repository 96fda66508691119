"""What a postal code decides, and what it is told to contradict."""

import pytest

from directory.domain.places import (
    Ambiguous,
    Found,
    Outside,
    Place,
    PlaceKind,
    PlaceNotice,
    PlaceNoticeCode,
    Resolution,
)
from tests.domain.atlas import answer, place

DENVER = place("Denver", "CO", 700_000, lat=39.74, lon=-104.98)
CODE = place(
    "Denver",
    "CO",
    None,
    kind=PlaceKind.POSTAL,
    code="80202",
    county="Denver County",
    lat=39.75,
    lon=-104.99,
)
DEGREE_KM = 111.19


def notice(resolution: Resolution | None) -> PlaceNotice | None:
    assert isinstance(resolution, Found)
    return resolution.notice


def contradiction(city: str) -> PlaceNotice:
    return PlaceNotice(
        PlaceNoticeCode.POSTAL_CONTRADICTS_CITY,
        {"postal": "80202", "place": "Denver, CO 80202", "city": city},
    )


def test_a_code_is_the_answer() -> None:
    assert answer("80202", postal=CODE) == Found(CODE, "Denver, CO 80202", "80202")


def test_a_code_and_its_own_city_agree() -> None:
    assert answer("Denver, CO 80202", DENVER, postal=CODE) == Found(
        CODE, "Denver, CO 80202", "80202"
    )


def test_a_code_wins_over_a_city_elsewhere_and_says_so() -> None:
    portland = place("Portland", "ME", 68_000, lat=43.66, lon=-70.26)
    resolution = answer("Portland, ME 80202", portland, postal=CODE)
    assert isinstance(resolution, Found)
    assert resolution.place is CODE
    assert resolution.notice == contradiction("Portland, ME")


def test_the_contradiction_names_the_largest_town_of_the_name() -> None:
    small = place("Portland", "ME", 68_000, lat=43.66, lon=-70.26)
    large = place("Portland", "OR", 650_000, lat=45.5, lon=-122.7)
    county = place("Portland", "OH", 900_000, kind=PlaceKind.COUNTY, lat=45.5, lon=-122.7)
    resolution = answer("Portland 80202", small, large, county, postal=CODE)
    assert notice(resolution) == contradiction("Portland, OR")


def test_one_namesake_that_agrees_is_enough() -> None:
    elsewhere = place("Denver", "PA", 4_000, lat=40.2, lon=-76.1)
    assert notice(answer("Denver 80202", elsewhere, DENVER, postal=CODE)) is None


def test_a_name_nobody_knows_contradicts_nothing() -> None:
    assert notice(answer("Nowhere 80202", postal=CODE)) is None


def test_a_state_alone_is_held_against_the_code() -> None:
    assert notice(answer("Nowhere, ME 80202", postal=CODE)) == contradiction("ME")
    assert notice(answer("Nowhere, CO 80202", postal=CODE)) is None


@pytest.mark.parametrize(
    ("away_km", "agrees"), [(0.0, True), (39.9, True), (40.1, False), (300.0, False)]
)
def test_a_town_within_forty_kilometres_agrees(away_km: float, *, agrees: bool) -> None:
    town = place("Boulder", "CO", 100_000, lat=CODE.lat + away_km / DEGREE_KM, lon=CODE.lon)
    told = notice(answer("Boulder 80202", town, postal=CODE))
    assert told == (None if agrees else contradiction("Boulder, CO"))


@pytest.mark.parametrize(("region", "agrees"), [("CO", True), ("OH", False)])
def test_a_town_of_the_code_s_own_name_agrees_from_afar_in_its_state_alone(
    region: str, *, agrees: bool
) -> None:
    town = place("DENVER", region, 900, lat=30.0, lon=-90.0)
    told = notice(answer("Denver 80202", town, postal=CODE))
    assert told == (None if agrees else contradiction(f"DENVER, {region}"))


@pytest.mark.parametrize(
    ("name", "region", "agrees"),
    [
        ("Denver County", "CO", True),
        ("Denver County", "IA", False),
        ("Weld County", "CO", False),
    ],
)
def test_a_county_agrees_where_the_code_lies_in_it(name: str, region: str, *, agrees: bool) -> None:
    county = place(name, region, 700_000, kind=PlaceKind.COUNTY, lat=30.0, lon=-90.0)
    told = notice(answer(f"{name} 80202", county, postal=CODE))
    assert told == (None if agrees else contradiction(f"{name}, {region}"))


def test_another_county_within_reach_agrees_as_a_town_would() -> None:
    near = place(
        "Weld County", "CO", 300_000, kind=PlaceKind.COUNTY, lat=CODE.lat + 0.1, lon=CODE.lon
    )
    assert notice(answer("Weld County 80202", near, postal=CODE)) is None


@pytest.mark.parametrize(
    ("name", "region", "country", "agrees"),
    [
        ("Colorado", "CO", "US", True),
        ("Oregon", "OR", "US", False),
        ("Oregon", "OR", "CA", False),
        ("Freedonia", "", "US", True),
        ("Freedonia", "", "CA", False),
        ("Freedonia", "CO", "CA", False),
    ],
)
def test_a_region_or_country_agrees_where_the_code_lies_in_it(
    name: str, region: str, country: str, *, agrees: bool
) -> None:
    # Beside the code on the map: a region agrees by what it is, never by where its middle lies.
    whole = place(
        name,
        region,
        1_000_000,
        kind=PlaceKind.REGION,
        country=country,
        lat=CODE.lat,
        lon=CODE.lon,
    )
    told = notice(answer(f"{name} 80202", whole, postal=CODE))
    assert told == (None if agrees else contradiction(name))


def test_a_namesake_abroad_is_not_held_against_the_code() -> None:
    away = place("Leeds", "", 500_000, kind=PlaceKind.FOREIGN_CITY, country="GB", lat=53.8, lon=-1)
    assert notice(answer("Leeds 80202", away, postal=CODE)) is None


def test_a_code_of_a_country_outside_is_outside() -> None:
    pago_pago = place("Pago Pago", "", None, kind=PlaceKind.POSTAL, country="AS", code="96799")
    assert answer("96799", postal=pago_pago) == Outside("Pago Pago", "AS")


def test_a_code_nobody_has_is_told_beside_the_town() -> None:
    resolution = answer("Denver, CO 80299", DENVER)
    assert isinstance(resolution, Found)
    assert resolution.place is DENVER
    assert resolution.notice == PlaceNotice(
        PlaceNoticeCode.POSTAL_NOT_KNOWN, {"postal": "80299", "place": "Denver, CO"}
    )


def test_a_code_nobody_has_beside_a_name_that_is_asked_tells_nothing() -> None:
    one, other = place("Salem", "OR", 10_000), place("Salem", "ME", 9_000)
    assert isinstance(answer("Salem 80299", one, other), Ambiguous)


def test_a_code_nobody_has_alone_is_nothing() -> None:
    assert answer("80299") is None


def test_the_number_of_a_house_is_no_code() -> None:
    # 80202 opens the address: only a text that is all name could make it a code.
    resolution = answer("80202 Main St, Boston, ME", _boston(), postal=CODE)
    assert isinstance(resolution, Found)
    assert resolution.place.name == "Boston"
    assert resolution.notice is None


def test_a_code_before_a_whole_name_is_a_code() -> None:
    resolution = answer("80202 Denver", DENVER, postal=CODE)
    assert isinstance(resolution, Found)
    assert resolution.place is CODE
    assert resolution.notice is None


def test_a_number_before_a_name_nobody_knows_is_nothing() -> None:
    assert answer("80202 Nowhere", postal=CODE) is None


def _boston() -> Place:
    return place("Boston", "ME", 600_000, lat=42.36, lon=-71.06)
