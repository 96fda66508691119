"""Under which names regions are known, and in which order a name means them."""

from dataclasses import replace

import pytest

from directory.domain.place_regions import Region, RegionBook
from directory.domain.places import PlaceKind
from tests.domain.atlas import (
    BOOK,
    BRITISH_COLUMBIA,
    CALIFORNIA,
    CANADA,
    MAINE,
    NEW_YORK,
    REGIONS,
    US,
    place,
)


@pytest.mark.parametrize(
    "key",
    [
        "british columbia",
        "british columbia state",
        "state of british columbia",
        "british columbia province",
        "province of british columbia",
        "province de british columbia",
        "provincia de british columbia",
        "estado de british columbia",
        "colombie britannique",
        "province de colombie britannique",
        "bc",
    ],
)
def test_a_region_is_known_by_its_code_and_by_its_names_in_every_language(key: str) -> None:
    assert BOOK.named(key) == (BRITISH_COLUMBIA,)


def test_a_name_in_spanish_and_an_alias_are_names() -> None:
    named = replace(NEW_YORK, name_es="Nueva York", aliases=("Empire State", "N.Y."))
    book = RegionBook([named])
    assert book.named("nueva york") == book.named("empire state") == book.named("ny") == (named,)
    # An alias is said as it is.
    assert book.named("state of empire state") == ()


def test_a_country_has_its_own_code_for_a_name() -> None:
    assert BOOK.named("us") == BOOK.named("usa") == BOOK.named("united states") == (US,)


def test_a_name_of_nothing_is_nothing() -> None:
    assert BOOK.named("atlantis") == ()


@pytest.mark.parametrize("regions", [(CALIFORNIA, CANADA), (CANADA, CALIFORNIA)])
def test_a_region_stands_before_a_country_of_its_name(regions: tuple[Region, ...]) -> None:
    assert RegionBook(regions).named("ca") == (CALIFORNIA, CANADA)


def test_every_key_is_known_once() -> None:
    assert len(set(MAINE.keys)) == len(MAINE.keys)
    assert MAINE.keys[0] == "maine"
    assert BOOK.keys[0] == "maine"
    assert {key for key in BOOK.keys if MAINE in BOOK.named(key)} == set(MAINE.keys)


def test_the_longest_name_is_counted_in_words() -> None:
    assert RegionBook([MAINE]).longest == 3
    assert BOOK.longest == 4
    assert RegionBook([]).longest == 0


def test_a_code_has_a_name_in_its_country() -> None:
    assert BOOK.name_of("US", "CA") == "California"
    assert BOOK.name_of("CA", "") == "Canada"


@pytest.mark.parametrize(("country", "code"), [("CA", "CA"), ("GB", "ENG")])
def test_a_code_nobody_knows_stands_for_itself(country: str, code: str) -> None:
    assert BOOK.name_of(country, code) == code


def test_the_book_keeps_the_order_it_was_given() -> None:
    assert BOOK.regions == REGIONS


@pytest.mark.parametrize(("region", "code"), [(MAINE, "ME"), (CANADA, "CA")])
def test_a_region_as_a_place_has_the_code_it_is_known_by(region: Region, code: str) -> None:
    assert region.as_place(7) == replace(
        place(region.name, region.code, 1_000_000, kind=PlaceKind.REGION, code=code),
        id=7,
        country=region.country,
        lat=45.0,
        lon=-80.0,
        time_zone="America/New_York",
    )


def test_what_is_a_country() -> None:
    assert CANADA.is_country
    assert not CALIFORNIA.is_country
