from dataclasses import replace

import pytest

from directory.domain.entry.addresses import (
    POINT_WITHIN_KM,
    Point,
    check_moved_point,
    check_point,
    point_after,
    read_coordinates,
    read_postal_code,
    read_region,
)
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.places import Place, PlaceKind
from directory.domain.vocabulary import Country, Precision
from tests.domain.entry.said import params, said, stops, warns

US, CA = Country.US, Country.CA
REGIONS = frozenset({(US, "CO"), (US, "NC"), (CA, "ON")})
DENVER = Place(
    id=1,
    kind=PlaceKind.CITY,
    code="",
    name="Denver",
    region="CO",
    country="US",
    county="Denver",
    lat=39.7392,
    lon=-104.9847,
    population=700_000,
    radius_km=15.0,
    time_zone="America/Denver",
    postal_kind="",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" 80211 ", "80211"),
        ("80211-1234", "80211-1234"),
        ("802111234", "80211-1234"),
        ("80211 1234", "80211-1234"),
        ("８０２１１", "80211"),
    ],
)
def test_a_zip_code_has_five_digits_or_nine(text: str, code: str) -> None:
    assert read_postal_code(text, US) == Checked(code)


@pytest.mark.parametrize(
    "text", ["8021", "802111", "80211-12", "8021a", "80211--1234", "٨٠٢١١", "80211" + " 1" * 30]
)
def test_another_shape_is_no_zip_code(text: str) -> None:
    assert said(read_postal_code(text, US)) == stops(FaultCode.POSTAL_CODE_US)


@pytest.mark.parametrize("text", ["m5v2t6", "M5V 2T6", "M5V-2T6"])
def test_a_canadian_code_is_two_triples(text: str) -> None:
    assert read_postal_code(text, CA) == Checked("M5V 2T6")


@pytest.mark.parametrize(
    "text", ["M5V", "M5V 2T", "D5V 2T6", "W5V 2T6", "Z1A 1A1", "M5O 2T6", "M5V 2I6", "M5V  2T6"]
)
def test_another_shape_is_no_canadian_code(text: str) -> None:
    assert said(read_postal_code(text, CA)) == stops(FaultCode.POSTAL_CODE_CA)


def test_w_and_z_may_stand_inside_a_canadian_code() -> None:
    assert read_postal_code("M5W 2Z6", CA).value == "M5W 2Z6"


def test_a_code_of_the_other_country_is_told_from_a_mistyped_one() -> None:
    assert said(read_postal_code("M5V 2T6", US)) == stops(FaultCode.POSTAL_CODE_OTHER_COUNTRY)
    assert said(read_postal_code("80211", CA)) == stops(FaultCode.POSTAL_CODE_OTHER_COUNTRY)
    assert params(read_postal_code("80211", CA)) == {"country": "CA"}


def test_a_military_code_is_no_place() -> None:
    refused = read_postal_code("09012", US)
    assert said(refused) == stops(FaultCode.POSTAL_CODE_MILITARY)
    assert params(refused) == {"zip": "09012"}


def test_a_postal_code_is_needed() -> None:
    assert said(read_postal_code(" ", CA)) == stops(FaultCode.TEXT_MISSING)


def test_a_region_is_one_of_its_country() -> None:
    assert read_region(" co ", US, regions=REGIONS) == Checked("CO")
    assert said(read_region("", US, regions=REGIONS)) == stops(FaultCode.TEXT_MISSING)
    for country, text in ((CA, "CO"), (US, "ON"), (US, "Colorado"), (US, "CO" + " x" * 30)):
        refused = read_region(text, country, regions=REGIONS)
        assert said(refused) == stops(FaultCode.REGION_UNKNOWN)
        assert params(refused) == {"country": country.value}


def test_a_point_may_be_typed() -> None:
    assert read_coordinates(" 39.7392", "-104.9847 ") == Checked((39.7392, -104.9847))
    assert read_coordinates("90", "-180") == Checked((90.0, -180.0))
    assert read_coordinates("-90", "180") == Checked((-90.0, 180.0))
    assert read_coordinates("", " ") == Checked(None)


@pytest.mark.parametrize(("lat", "lon"), [("39", ""), ("", "-104")])
def test_a_point_has_both_coordinates(lat: str, lon: str) -> None:
    assert said(read_coordinates(lat, lon)) == stops(FaultCode.COORDINATES_INCOMPLETE)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("90.01", "0"),
        ("-90.01", "0"),
        ("0", "180.01"),
        ("0", "-180.01"),
        ("nan", "0"),
        ("0", "inf"),
        ("1e1", "0"),
        ("39,7", "0"),
        ("39°", "0"),
        ("1" * 50, "0"),
        ("1.", "2"),
    ],
)
def test_coordinates_are_degrees_on_earth(lat: str, lon: str) -> None:
    assert said(read_coordinates(lat, lon)) == stops(FaultCode.COORDINATES_RANGE)


def test_a_failure_never_keeps_the_point_of_another_address() -> None:
    old = Point(39.7, -105.0, Precision.ROOFTOP)
    new = Point(40.0, -105.2, Precision.CITY)
    assert point_after(old, None, same_address=False) is None
    assert point_after(old, None, same_address=True) == old
    assert point_after(old, new, same_address=False) == new
    assert point_after(old, new, same_address=True) == new
    assert point_after(None, None, same_address=True) is None


def test_an_address_that_is_not_found_is_refused() -> None:
    found = check_point(None, US, region="CO", confirmed=True)
    assert said(found) == stops(FaultCode.ADDRESS_NOT_FOUND)


@pytest.mark.parametrize("elsewhere", [{"region": "WY"}, {"country": "CA"}])
def test_a_point_outside_the_stated_region_is_refused(elsewhere: dict[str, str]) -> None:
    found = check_point(replace(DENVER, **elsewhere), US, region="CO", confirmed=True)  # type: ignore[arg-type]  # each is text
    assert said(found) == stops(FaultCode.ADDRESS_OUTSIDE_REGION)
    assert params(found)["region"] == "CO"
    assert params(found)["place"] == f"Denver, {elsewhere.get('region', 'CO')}"


def test_the_person_is_asked_whether_the_place_is_right() -> None:
    found = check_point(DENVER, US, region="CO", confirmed=False)
    assert said(found) == warns(FaultCode.ADDRESS_IS_THIS_RIGHT)
    assert params(found) == {"place": "Denver, CO"}
    assert check_point(DENVER, US, region="CO", confirmed=True) == ()


def test_a_point_that_was_moved_stays_in_its_region_and_near_its_address() -> None:
    near = replace(DENVER, lat=39.80)
    assert check_moved_point(near, US, region="CO", expected=DENVER) == ()
    # Nothing was found for the address, so the region alone is known.
    far = replace(DENVER, lat=DENVER.lat - (POINT_WITHIN_KM + 5) / 111)
    assert check_moved_point(far, US, region="CO", expected=None) == ()
    refused = check_moved_point(far, US, region="CO", expected=DENVER)
    assert said(refused) == stops(FaultCode.POINT_FAR_FROM_ADDRESS)
    assert params(refused) == {"distance": "55", "place": "Denver, CO"}
    # A town that is wide itself has more room.
    wide = replace(DENVER, radius_km=40.0)
    assert check_moved_point(far, US, region="CO", expected=wide) == ()
    outside = check_moved_point(replace(near, region="WY"), US, region="CO", expected=DENVER)
    assert said(outside) == stops(FaultCode.ADDRESS_OUTSIDE_REGION)
