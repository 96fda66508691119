import csv
import random
import unicodedata
from pathlib import Path

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.adapters.gazetteer import NoNetwork, OfflineGeocoder
from directory.adapters.place_files import read_gazetteer, verify_place_files
from directory.domain.place_text import LONGEST_TEXT
from directory.domain.places import (
    Ambiguous,
    Choice,
    Found,
    Outside,
    Place,
    PlaceKind,
    PlaceNoticeCode,
    TooWide,
    Unknown,
    near_of,
)
from tests.adapters.outcomes import outcome
from tests.adapters.place_fixture import geocoder, lookup

TABLE = Path(__file__).with_name("places_table.csv")
SETTLEMENTS = (PlaceKind.CITY, PlaceKind.LOCALITY, PlaceKind.NEIGHBORHOOD, PlaceKind.COUNTY)


def _table() -> list[tuple[str, str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["typed"], row["becomes"], row["which"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def offline() -> OfflineGeocoder:
    return geocoder()


@pytest.mark.parametrize(("typed", "becomes", "which"), _table())
def test_what_a_typed_text_becomes(
    offline: OfflineGeocoder, *, typed: str, becomes: str, which: str
) -> None:
    assert outcome(offline.resolve(typed)) == (becomes, which)


def test_the_table_is_long() -> None:
    assert len(_table()) >= 160


@pytest.mark.parametrize("name", ["Springfield", "New York"])
def test_names_that_are_asked(offline: OfflineGeocoder, name: str) -> None:
    resolution = offline.resolve(name)
    assert isinstance(resolution, Ambiguous)
    assert len(resolution.choices) > 1


def test_leeds_is_in_the_united_kingdom(offline: OfflineGeocoder) -> None:
    resolution = offline.resolve("Leeds")
    assert isinstance(resolution, Outside)
    assert resolution.country_code == "GB"
    assert resolution.others[0].near == "Leeds, AL"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("94110-1234", "San Francisco, CA 94110"),
        ("m5v2t6", "Downtown Toronto, ON M5V"),
        ("Montreal", "Montr\u00e9al, QC"),
        ("St. John's NL", "St. John's, NL"),
        ("123 Main St, Portland ME 04101", "Portland, ME 04101"),
    ],
)
def test_places_that_are_found(offline: OfflineGeocoder, *, typed: str, label: str) -> None:
    resolution = offline.resolve(typed)
    assert isinstance(resolution, Found)
    assert (resolution.label, resolution.notice) == (label, None)


def test_a_slip_of_the_fingers_is_answered_with_a_suggestion(offline: OfflineGeocoder) -> None:
    resolution = offline.resolve("Dnever, CO")
    assert isinstance(resolution, Unknown)
    assert resolution.suggestions[0].near == "Denver, CO"


def test_a_zip_code_that_contradicts_the_city_is_told(offline: OfflineGeocoder) -> None:
    resolution = offline.resolve("Denver, CO 94110")
    assert isinstance(resolution, Found)
    assert resolution.place.code == "94110"
    assert resolution.notice is not None
    assert resolution.notice.code is PlaceNoticeCode.POSTAL_CONTRADICTS_CITY
    assert resolution.notice.params["city"] == "Denver, CO"


def test_portland_names_the_other_one(offline: OfflineGeocoder) -> None:
    resolution = offline.resolve("Portland")
    assert isinstance(resolution, Found)
    assert resolution.others[0].near == "Portland, ME"


def test_every_place_is_found_by_its_own_text(offline: OfflineGeocoder) -> None:
    """The promise of every choice, suggestion and completion: `near` means that place alone."""
    lost = [
        near_of(row.place)
        for row in lookup().rows
        if row.place.is_home
        and (row.place.kind in SETTLEMENTS or row.place.id % 20 == 0)
        and row.place.kind is not PlaceKind.REGION
        and not _finds(offline, near_of(row.place), row.place)
    ]
    assert lost == []


def test_every_choice_of_every_ambiguous_name_resolves_alone(offline: OfflineGeocoder) -> None:
    asked = 0
    choices: set[Choice] = set()
    for key, places in lookup().by_key.items():
        if len(places) > 1:
            resolution = offline.resolve(key)
            if isinstance(resolution, Ambiguous):
                asked += 1
                choices.update(resolution.choices)
    assert asked > 1000
    for choice in choices:
        found = offline.resolve(choice.near)
        assert isinstance(found, Found), choice
        assert (found.place.lat, found.place.lon) == (choice.lat, choice.lon), choice


def test_towns_offered_for_a_wide_place_resolve_alone(offline: OfflineGeocoder) -> None:
    for code in ("CO", "Canada", "Guam", "Puerto Rico"):
        wide = offline.resolve(code)
        assert isinstance(wide, TooWide)
        assert wide.towns
        assert all(isinstance(offline.resolve(town.near), Found) for town in wide.towns)


@settings(max_examples=200, deadline=None)
@given(at=st.integers(min_value=0), seed=st.integers())
def test_case_gaps_and_accents_do_not_matter(at: int, seed: int) -> None:
    rows = lookup().rows
    row = rows[at % len(rows)]
    if not row.place.is_home or row.place.kind is PlaceKind.REGION:
        return
    chance = random.Random(seed)  # noqa: S311 -- the same variation for the same seed
    near = near_of(row.place)
    if chance.random() < 0.5:
        near = "".join(
            mark for mark in unicodedata.normalize("NFD", near) if not unicodedata.combining(mark)
        )
    near = chance.choice([str.upper, str.lower, str.title, str.swapcase])(near)
    near = near.replace(" ", chance.choice([" ", "  ", "\t "])).replace(
        ",", chance.choice([",", " ,"])
    )
    assert _finds(geocoder(), f" {near} ", row.place), near


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=LONGEST_TEXT + 50))
def test_no_text_breaks_the_geocoder(text: str) -> None:
    geocoder().resolve(text)
    geocoder().autocomplete(text, 5)


def test_a_point_takes_region_and_time_zone_from_its_surroundings(offline: OfflineGeocoder) -> None:
    found = offline.at(39.7392, -104.9847)
    assert (found.place.kind, found.place.region) == (PlaceKind.POINT, "CO")
    assert found.place.time_zone == "America/Denver"
    assert (found.place.lat, found.place.lon) == (39.7392, -104.9847)
    assert (found.label, found.near) == ("Denver, CO (39.7392, -104.9847)", "39.7392, -104.9847")


def test_a_point_far_from_everything_has_no_name(offline: OfflineGeocoder) -> None:
    found = offline.at(40, -60)
    assert (found.place.name, found.label) == ("", "40, -60")
    assert found.place.region


def test_completions_put_large_towns_first_and_counties_last(offline: OfflineGeocoder) -> None:
    assert offline.autocomplete("denv", 8)[0].near == "Denver, CO"
    kinds = [choice.kind for choice in offline.autocomplete("orange c", 8)]
    assert kinds == sorted(kinds, key=lambda kind: kind is PlaceKind.COUNTY)
    assert offline.autocomplete("portl, me", 3)[0].near == "Portland, ME"
    assert offline.autocomplete("9411", 3)[0].near == "94110"
    assert offline.autocomplete("M5V", 3)[0].near == "M5V"
    assert offline.autocomplete("s", 3) == ()


def test_it_is_a_geopy_geocoder(offline: OfflineGeocoder) -> None:
    assert isinstance(offline, Geocoder)
    denver = offline.geocode("Denver, CO")
    assert (denver.address, round(denver.latitude)) == ("Denver, CO", 40)
    assert offline.geocode("Springfield") is None
    assert len(offline.geocode("Springfield", exactly_one=False)) > 5
    assert offline.reverse((39.7392, -104.9847)).address.startswith("Denver, CO")


def test_it_refuses_the_network(offline: OfflineGeocoder) -> None:
    assert isinstance(offline.adapter, NoNetwork)
    with pytest.raises(GeocoderUnavailable):
        offline._call_geocoder("https://example.org/", lambda answer: answer)  # noqa: SLF001


def test_the_shipped_files_are_whole_and_every_place_has_a_time_zone() -> None:
    verify_place_files()
    assert all(row.place.time_zone for row in read_gazetteer())


def _finds(offline: OfflineGeocoder, text: str, place: Place) -> bool:
    resolution = offline.resolve(text)
    return isinstance(resolution, Found) and resolution.place.id == place.id
