"""How a place is named on a page, and which text finds it again."""

from dataclasses import replace

import pytest

from directory.domain.places import (
    Choice,
    Place,
    PlaceKind,
    Qualifier,
    choice_of,
    label_of,
    near_of,
    point_text,
)
from tests.domain.atlas import place

POINT = place("Denver", "CO", None, kind=PlaceKind.POINT, lat=39.75, lon=-104.123456)


@pytest.mark.parametrize(
    ("of", "label", "near"),
    [
        (place("Denver", "CO"), "Denver, CO", "Denver, CO"),
        (
            place("Denver", "CO", kind=PlaceKind.POSTAL, code="80202"),
            "Denver, CO 80202",
            "80202",
        ),
        (place("Pago Pago", "", kind=PlaceKind.POSTAL, code="96799"), "Pago Pago", "96799"),
        (place("Oregon", "OR", kind=PlaceKind.REGION), "Oregon", "Oregon"),
        (place("Leeds", "", kind=PlaceKind.FOREIGN_CITY, country="GB"), "Leeds", "Leeds"),
        (POINT, "Denver, CO (39.75, -104.12346)", "39.75, -104.12346"),
        (replace(POINT, name="", region="CO"), "39.75, -104.12346", "39.75, -104.12346"),
        (replace(POINT, name="Leeds", region=""), "Leeds (39.75, -104.12346)", "39.75, -104.12346"),
        (
            place("Salem", "OR", county="Marion County", qualifier=Qualifier.COUNTY),
            "Salem, OR",
            "Salem, Marion County, OR",
        ),
        (
            place("Salem", "OR", lat=44, lon=-123.5, qualifier=Qualifier.POINT),
            "Salem, OR",
            "Salem, OR (44, -123.5)",
        ),
    ],
)
def test_a_place_has_a_label_and_a_text_that_finds_it(of: Place, label: str, near: str) -> None:
    assert (label_of(of), near_of(of)) == (label, near)


@pytest.mark.parametrize(
    ("lat", "text"),
    [
        (10.0, "10, 20"),
        (0.0, "0, 20"),
        (-10.5, "-10.5, 20"),
        (10.000004, "10, 20"),
        (10.000006, "10.00001, 20"),
        (100.0, "100, 20"),
    ],
)
def test_a_point_is_written_to_a_metre_without_empty_digits(lat: float, text: str) -> None:
    assert point_text(place("x", lat=lat, lon=20.0)) == text


def test_a_choice_says_all_that_a_page_shows() -> None:
    town = place(
        "Salem", "OR", county="Marion County", qualifier=Qualifier.COUNTY, lat=44, lon=-123
    )
    assert choice_of(town) == Choice(
        name="Salem, OR",
        kind=PlaceKind.CITY,
        country="US",
        region="OR",
        lat=44,
        lon=-123,
        near="Salem, Marion County, OR",
        county="Marion County",
        town_of_region=False,
    )
    assert choice_of(town, town_of_region=True).town_of_region


@pytest.mark.parametrize(("country", "home"), [("US", True), ("CA", True), ("GB", False)])
def test_the_directory_covers_two_countries(country: str, *, home: bool) -> None:
    assert place("x", country=country).is_home is home
