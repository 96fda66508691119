"""What is said of the people somebody sees, and the parts of a listing."""

from types import SimpleNamespace

import pytest

from directory.domain.entry.faults import FaultCode
from directory.domain.entry.own_parts import (
    FIELDS,
    KEPT_BY_CLINIC,
    PATIENTS,
    PERSON,
    PLACE_FIELDS,
    Part,
    PlacePart,
    part_of,
    place_part,
)
from directory.domain.entry.patients import PatientsEntry, check_patients
from tests.domain.entry.said import said, stops

GOOD = PatientsEntry(professions=("chiropractor",))


def test_lists_are_kept_once_and_in_the_order_of_pages() -> None:
    entry = PatientsEntry(
        professions=("chiropractor", "physical_therapist", "chiropractor"),
        conditions=("sciatica", "neck_pain"),
        techniques=("dry_needling", "gunn_ims"),
        booking_link="https://clinic.com/book",
    )
    read = check_patients(entry)
    assert read.passes
    assert read.value.professions == ("physical_therapist", "chiropractor")
    assert read.value.conditions == ("neck_pain", "sciatica")
    assert read.value.techniques == ("gunn_ims", "dry_needling")
    assert read.value.booking_link == "https://clinic.com/book"


@pytest.mark.parametrize("professions", [(), ("",), ("witch",)])
def test_a_profession_is_needed(professions: tuple[str, ...]) -> None:
    read = check_patients(PatientsEntry(professions=professions))
    assert said(read) == stops(FaultCode.PROFESSION_MISSING)
    assert read.value.professions == professions


def test_what_was_not_offered_is_refused_and_kept_as_typed() -> None:
    entry = PatientsEntry(
        professions=GOOD.professions, conditions=("gout",), techniques=("voodoo",)
    )
    read = check_patients(entry)
    assert said(read) == [
        *stops(FaultCode.CONDITION_UNKNOWN),
        *stops(FaultCode.CHOICE_UNKNOWN),
    ]
    assert (read.value.conditions, read.value.techniques) == (("gout",), ("voodoo",))


def test_a_page_for_booking_is_a_website() -> None:
    entry = PatientsEntry(professions=GOOD.professions, booking_link="ftp://clinic.com")
    assert said(check_patients(entry)) == stops(FaultCode.WEBSITE_SCHEME)


def test_every_part_has_its_page_once() -> None:
    assert set(FIELDS) == set(Part)
    assert set(PLACE_FIELDS) == set(PlacePart)
    assert [*PERSON, *PATIENTS] == list(Part)
    names = [name for fields in FIELDS.values() for name in fields]
    assert len(names) == len(set(names))
    assert PlacePart.END not in KEPT_BY_CLINIC


def test_a_part_is_shown_in_one_order() -> None:
    facts = SimpleNamespace(gender="woman")
    assert part_of(facts, Part.GENDER) == {"gender": "woman"}
    place = SimpleNamespace(access=frozenset({"step_free", "low_light"}), parking=None)
    assert place_part(place, PlacePart.ACCESS) == {
        "access": ["low_light", "step_free"],
        "parking": None,
    }
