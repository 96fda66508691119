from collections.abc import Sequence
from dataclasses import replace

from directory.domain.place_choice import (
    NEAR_KM,
    choose,
    kilometres,
    point_at,
    standing_of,
    weight_of,
)
from directory.domain.place_reading import Reading, Scope, Typed
from directory.domain.places import (
    Ambiguous,
    Found,
    NamedPlace,
    Outside,
    Place,
    PlaceKind,
    Qualifier,
    Resolution,
    TooWide,
    choice_of,
    label_of,
    near_of,
)

_NUMBERS = iter(range(1, 10_000))


def place(
    name: str,
    region: str,
    population: int | None,
    kind: PlaceKind = PlaceKind.CITY,
    country: str = "US",
    county: str = "",
    lat: float = 40.0,
    lon: float = -100.0,
) -> Place:
    return Place(
        id=next(_NUMBERS),
        kind=kind,
        code=region,
        name=name,
        region=region,
        country=country,
        county=county,
        lat=lat,
        lon=lon,
        population=population,
        radius_km=None,
        time_zone="America/Denver",
        postal_kind="",
    )


def ask(*places: Place, reading: Reading | None = None) -> Resolution | None:
    typed = Typed("x", readings=(reading or Reading(("x",)),))
    return choose(typed, [NamedPlace("x", each) for each in places], postal=None, towns=_no_towns)


def _no_towns(_country: str, _region: str) -> Sequence[Place]:
    return ()


def test_five_times_the_people_are_chosen_alone() -> None:
    large, small = place("X", "OR", 50_000), place("X", "ME", 10_000)
    resolution = ask(small, large)
    assert isinstance(resolution, Found)
    assert resolution.place is large
    assert resolution.others == (choice_of(small),)


def test_fewer_than_five_times_is_asked_largest_first() -> None:
    large, small = place("X", "OR", 49_999), place("X", "ME", 10_000)
    assert ask(small, large) == Ambiguous((choice_of(large), choice_of(small)))


def test_a_foreign_city_much_larger_is_outside_and_names_the_one_at_home() -> None:
    home = place("Leeds", "AL", 12_000)
    away = place("Leeds", "", 500_000, PlaceKind.FOREIGN_CITY, "GB")
    assert ask(home, away) == Outside("Leeds", "GB", (choice_of(home),))


def test_a_foreign_city_five_times_larger_makes_us_ask() -> None:
    home = place("X", "AL", 200_000)
    away = place("X", "", 1_000_000, PlaceKind.FOREIGN_CITY, "CR")
    assert ask(home, away) == Ambiguous((choice_of(home),), outside=(Outside("X", "CR"),))


def test_a_foreign_city_of_like_size_does_not_keep_us_from_home() -> None:
    home = place("X", "CA", 900_000)
    away = place("X", "", 800_000, PlaceKind.FOREIGN_CITY, "CR")
    assert isinstance(ask(home, away), Found)


def test_a_state_in_the_text_keeps_foreign_cities_out() -> None:
    home = place("Leeds", "AL", 12_000)
    away = place("Leeds", "", 500_000, PlaceKind.FOREIGN_CITY, "GB")
    resolution = ask(home, away, reading=Reading(("x",), Scope("US", "AL")))
    assert isinstance(resolution, Found)
    assert resolution.place is home


def test_a_region_is_too_wide() -> None:
    region, town = place("Nevada", "NV", 3_000_000, PlaceKind.REGION), place("Nevada", "MO", 8_000)
    assert ask(region, town) == TooWide(region, (), (choice_of(town),))


def test_a_great_city_is_meant_before_its_region() -> None:
    region = place("X", "XX", 3_000_000, PlaceKind.REGION)
    city = place("X", "XX", 500_000)
    resolution = ask(region, city)
    assert isinstance(resolution, Found)
    assert resolution.place is city


def test_new_york_is_asked() -> None:
    region = place("New York", "NY", 20_000_000, PlaceKind.REGION)
    city = place("New York", "NY", 8_000_000)
    assert ask(region, city) == Ambiguous((choice_of(city),), region=region)


def test_a_county_counts_only_where_no_town_does() -> None:
    county = place("Marin County", "CA", 260_000, PlaceKind.COUNTY)
    town = place("Marin", "ID", 300)
    found = ask(county)
    assert isinstance(found, Found)
    assert found.place is county
    found = ask(county, town)
    assert isinstance(found, Found)
    assert found.place is town


def test_a_county_in_the_text_tells_namesakes_apart() -> None:
    one = place("X", "AL", 900, county="Jackson County")
    other = place("X", "AL", 800, county="Jefferson County")
    for county in ("jefferson county", "jefferson"):
        found = ask(one, other, reading=Reading(("x",), Scope("US", "AL"), county=county))
        assert isinstance(found, Found)
        assert found.place is other


def test_a_quarter_counts_for_no_more_than_a_town() -> None:
    quarter = place("X", "MA", 571_000, PlaceKind.NEIGHBORHOOD)
    assert weight_of(quarter) == 50_000


def test_nothing_found_is_nothing() -> None:
    assert ask() is None


def test_labels_and_texts_that_find_the_place_again() -> None:
    town = place("Hollywood", "AL", 900, county="Jackson County")
    assert label_of(town) == near_of(town) == "Hollywood, AL"
    by_county = replace(town, qualifier=Qualifier.COUNTY)
    assert near_of(by_county) == "Hollywood, Jackson County, AL"
    by_point = replace(town, qualifier=Qualifier.POINT)
    assert near_of(by_point) == "Hollywood, AL (40, -100)"
    assert choice_of(by_point).county == "Jackson County"


def test_towns_stand_before_counties_and_counties_before_the_rest() -> None:
    hamlet = place("X", "OR", 1)
    county = place("X County", "OR", 10_000_000, PlaceKind.COUNTY)
    away = place("X", "", 9_000_000, PlaceKind.FOREIGN_CITY, "GB")
    assert standing_of(hamlet) < standing_of(county) < standing_of(away)


def test_a_point_is_named_by_the_place_that_it_is_near() -> None:
    denver = replace(place("Denver", "CO", 700_000, lat=39.74, lon=-104.98), county="Denver")
    inside = point_at(39.74, -105.2, near=denver)
    assert kilometres(inside, denver) < NEAR_KM
    assert (inside.kind, inside.name, inside.lat, inside.lon) == (
        PlaceKind.POINT, "Denver", 39.74, -105.2,
    )  # fmt: skip
    outside = point_at(39.74, -105.3, near=denver)
    assert NEAR_KM < kilometres(outside, denver) < NEAR_KM + 5
    for point in (inside, outside):
        assert (point.region, point.country, point.county) == ("CO", "US", "Denver")
        assert point.time_zone == denver.time_zone
    assert outside.name == ""


def test_a_point_that_nothing_is_near_is_known_by_its_numbers() -> None:
    nowhere = point_at(0, 0, near=None)
    assert (nowhere.name, nowhere.region, nowhere.time_zone) == ("", "", "UTC")
    assert label_of(nowhere) == "0, 0"
