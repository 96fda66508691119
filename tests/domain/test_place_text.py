import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.place_coordinates import coordinates
from directory.domain.place_postal import find_postal, is_military_zip
from directory.domain.place_reading import read_place
from directory.domain.place_regions import Region, RegionBook
from directory.domain.place_text import LONGEST_TEXT, fold, fold_variants
from directory.domain.vocabulary import Country

MAINE = Region(
    country="US",
    code="ME",
    name="Maine",
    name_fr="Maine",
    name_es="Maine",
    aliases=(),
    lat=44.5,
    lon=-69.2,
    population=1_369_000,
    south=43.0,
    west=-71.1,
    north=47.5,
    east=-66.9,
    time_zone="America/New_York",
)
BOOK = RegionBook([MAINE])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John's", "saint johns"),
        ("ST JOHN\u2019S", "Saint John\u2018s"),
        ("Ste-Anne", "sainte anne"),
        ("Ft. Worth", "Fort Worth"),
        ("Mt Vernon", "MOUNT VERNON"),
        ("N Charleston", "North Charleston"),
        ("N. Charleston", "north  charleston"),
        ("L.A.", "la"),
        ("D.C.", "DC"),
        ("St.Louis", "Saint Louis"),
        ("Qu\u00e9bec", "QUEBEC"),
        ("Que\u0301bec", "quebec"),
        ("\uff2d\uff4f\uff4e\uff54r\u00e9al", "montreal"),
        ("Winston\u2011Salem", "winston salem"),
        ("The Bronx", "bronx"),
        ("City of Milford", "Milford"),
        ("Rockville Centre", "Rockville Center"),
        ("King & Queen", "king and queen"),
        ("Hawai\u02bbi", "hawaii"),
    ],
)
def test_ways_to_type_a_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_apostrophe_is_nothing_or_a_gap() -> None:
    assert fold_variants("Coeur d'Alene") == ("coeur dalene", "coeur d alene")


def test_saint_and_sainte_stay_apart() -> None:
    assert fold("St-Anne") != fold("Ste-Anne")


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    typed = read_place(text, BOOK)
    assert len(typed.text) <= LONGEST_TEXT
    assert len(typed.keys) <= 100


@given(st.text(alphabet="0123456789.,-+\u00b0'\"NSEW ()", max_size=60))
def test_coordinates_lie_on_earth_or_are_none(text: str) -> None:
    point = coordinates(text)
    assert point is None or (-90 <= point[0] <= 90 and -180 <= point[1] <= 180)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_decimal_coordinates_are_read_back(lat: float, lon: float) -> None:
    point = coordinates(f"{lat:.6f}, {lon:.6f}")
    assert point == (float(f"{lat:.6f}"), float(f"{lon:.6f}"))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "N" * 5000,
        "1 " * 100,
        "(1, " * 60,
        "A1A " * 60,
        "." * 5000,
        "a." * 100,
        ",1" * 99,
    ],
)
def test_hostile_texts_take_no_longer_than_others(text: str) -> None:
    began = time.process_time()
    read_place(text, BOOK)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("text", "country", "code", "rest"),
    [
        ("94110", Country.US, "94110", ""),
        ("94110-1234", Country.US, "94110", ""),
        ("941101234", Country.US, "94110", ""),
        ("2108", Country.US, "02108", ""),
        ("501", Country.US, "00501", ""),
        ("9O21O", Country.US, "90210", ""),
        ("m5v2t6", Country.CA, "M5V", ""),
        ("M 5 V 2 T 6", Country.CA, "M5V", ""),
        ("KIA OB1", Country.CA, "K1A", ""),
        ("Toronto ON M5V 2T6", Country.CA, "M5V", "Toronto ON"),
        ("Portland ME 04101", Country.US, "04101", "Portland ME"),
    ],
)
def test_postal_codes(text: str, country: Country, code: str, rest: str) -> None:
    postal = find_postal(text)
    assert postal is not None
    assert (postal.country, postal.code, postal.rest) == (country, code, rest)


@pytest.mark.parametrize("text", ["Springfield", "12", "1", "Main St 12", "", "M5", "D0D 0D0"])
def test_what_is_no_postal_code(text: str) -> None:
    assert find_postal(text) is None


def test_a_number_that_opens_an_address_is_marked() -> None:
    postal = find_postal("12345 Main St, Denver")
    assert postal is not None
    assert postal.leads


@pytest.mark.parametrize("code", ["09012", "34002", "96201", "96699"])
def test_military_numbers(code: str) -> None:
    assert is_military_zip(code)


@pytest.mark.parametrize("code", ["08999", "10001", "34102", "96701", "96101"])
def test_numbers_beside_the_military_ones(code: str) -> None:
    assert not is_military_zip(code)


def test_a_region_is_known_by_all_its_names() -> None:
    assert [region.code for region in BOOK.named(fold("State of Maine"))] == ["ME"]
    assert BOOK.named("me") == BOOK.named("maine")


def test_readings_put_the_whole_name_first() -> None:
    typed = read_place("Port Maine", BOOK)
    assert typed.readings[0].keys == ("port maine",)
    assert typed.readings[1].keys == ("port",)
    assert typed.readings[1].scope.region == "ME"


def test_reading_is_the_same_in_any_case() -> None:
    shuffled = random.Random(7).choice(["PORTLAND, ME", "portland, me", "PoRtLaNd, Me"])  # noqa: S311
    assert read_place(shuffled, BOOK).keys == read_place("Portland, ME", BOOK).keys
