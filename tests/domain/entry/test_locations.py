from dataclasses import replace
from typing import Any

import pytest

from directory.domain.entry.contacts import PhoneFault
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.locations import LocationEntry, check_location
from directory.domain.places import Place
from directory.domain.vocabulary import Country
from tests.domain.entry.reading import Answers
from tests.domain.entry.said import entered, fields, flags, said, stops, warns
from tests.domain.entry.test_addresses import DENVER, REGIONS

GOOD = LocationEntry(
    name="Clinic",
    street="1 Main St",
    city="Denver",
    region="CO",
    postal_code="80211",
    country=Country.US,
    website="https://clinic.example",
    confirmed=True,
)


def check(
    found: Place | None = DENVER,
    *,
    reading: Answers | None = None,
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[LocationEntry]:
    return check_location(
        replace(GOOD, **change),
        found_place=found,
        reading=reading or Answers(),
        regions=REGIONS,
    )


def test_a_good_location_passes() -> None:
    assert check() == Checked(GOOD)


def test_a_location_is_kept_as_read() -> None:
    read = check(
        name=" Clinic ",
        street=" 1  Main St",
        city=" Denver",
        region="co",
        postal_code="80211 ",
        phone=" 303 ",
        website="clinic.example",
    )
    assert read == Checked(replace(GOOD, phone="US:303"))


def test_a_draft_keeps_what_was_typed_wrongly() -> None:
    wrong: dict[str, Any] = {
        "name": "\0",
        "street": "\0",
        "city": "1",
        "region": "XX",
        "postal_code": "1",
        "phone": "1",
        "website": "x",
    }
    read = check(None, reading=Answers(a_phone=PhoneFault.LENGTH), **wrong)
    assert read.value == replace(GOOD, **wrong)
    assert fields(read) == list(wrong)


def test_a_location_has_the_parts_of_an_address() -> None:
    read = check(None, name="", street=None, city="", region="", postal_code="")
    assert said(read) == 5 * stops(FaultCode.TEXT_MISSING)
    assert fields(read) == ["name", "street", "city", "region", "postal_code"]


@pytest.mark.parametrize("field", ["name", "street"])
def test_lines_of_an_address_are_short(field: str) -> None:
    assert check(**entered({field: "a" * 200})).passes
    assert said(check(**entered({field: "a" * 201}))) == stops(FaultCode.TEXT_TOO_LONG)


def test_a_home_practice_may_leave_its_street_out() -> None:
    assert check(street=" ", street_hidden=True).faults == ()
    assert said(check(street=" ")) == stops(FaultCode.TEXT_MISSING)


def test_an_address_that_is_not_found_is_refused() -> None:
    assert said(check(None)) == stops(FaultCode.ADDRESS_NOT_FOUND)


@pytest.mark.parametrize("wrong", [{"city": ""}, {"region": "XX"}, {"postal_code": "1"}])
def test_an_address_in_error_is_not_called_not_found_too(wrong: dict[str, str]) -> None:
    found = check(None, **entered(wrong))
    assert len(found.faults) == 1
    assert said(found) != stops(FaultCode.ADDRESS_NOT_FOUND)


def test_a_point_outside_the_stated_region_is_refused() -> None:
    found = check(replace(DENVER, region="WY"))
    assert said(found) == stops(FaultCode.ADDRESS_OUTSIDE_REGION)
    assert check(region="co").faults == ()


def test_is_this_the_right_place() -> None:
    assert said(check(confirmed=False)) == warns(FaultCode.ADDRESS_IS_THIS_RIGHT)


def test_a_clinics_name_in_mixed_scripts_is_flagged() -> None:
    assert said(check(name="Сlinic")) == flags(FaultCode.NAME_MIXED_SCRIPTS)
    assert check(name="Clinic 24/7").faults == ()
