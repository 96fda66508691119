"""No reader ever raises, whatever is typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.domain.entry.addresses import read_coordinates, read_postal_code, read_region
from directory.domain.entry.bios import read_bio
from directory.domain.entry.contacts import read_email, read_phone
from directory.domain.entry.dates import (
    read_completion,
    read_completion_parts,
    read_date,
    read_date_parts,
)
from directory.domain.entry.evidence import FileFacts, check_file
from directory.domain.entry.faults import Checked
from directory.domain.entry.hours import Hours, check_hours, read_hours
from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.licences import LicenceEntry, check_licence
from directory.domain.entry.locations import LocationEntry, check_location
from directory.domain.entry.names import likeness, read_name
from directory.domain.entry.npi import read_npi
from directory.domain.entry.persons import PersonEntry, Seen, check_person
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.text import read_choice, read_lines, read_whole
from directory.domain.entry.websites import read_website
from directory.domain.vocabulary import Country, Profession, Technique
from tests.domain.entry.kept import PROGRAMS, PT
from tests.domain.entry.reading import Answers
from tests.domain.entry.test_addresses import REGIONS

TODAY = date(2026, 11, 24)
# Also lone surrogates, which decoders can let through.
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)
DIGITS = st.text("0123456789 .,-/:@[]%\u0661１eE+", max_size=30)
US, CA = Country.US, Country.CA

READERS: dict[str, Callable[[str], Checked[Any]]] = {
    "npi": read_npi,
    "licence_number": read_licence_number,
    "date": lambda text: read_date(text, "f"),
    "date_parts": lambda text: read_date_parts(text, text, day=text, field="f"),
    "completion": lambda text: read_completion(text, "f"),
    "completion_parts": lambda text: read_completion_parts(text, text, day=text, field="f"),
    "hours": lambda text: read_hours(text, "f"),
    "name": lambda text: read_name(text, "f"),
    "bio": read_bio,
    "lines": lambda text: read_lines(text, "f", longest=50),
    "choice": lambda text: read_choice(text, Technique, field="f"),
    "whole": lambda text: read_whole(text, "f", low=0, high=9),
    "website": read_website,
    "phone": lambda text: read_phone(text, US, reading=Answers()),
    "email": lambda text: read_email(text, reading=Answers()),
    "zip": lambda text: read_postal_code(text, US),
    "postal": lambda text: read_postal_code(text, CA),
    "region": lambda text: read_region(text, US, regions=REGIONS),
    "coordinates": lambda text: read_coordinates(text, text),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=ANY | DIGITS)
@example(text="\ud800")
@example(text="\0")
@example(text="9" * 100_000)
@example(text="a" * 100_000)
@example(text=" " * 100_000)
@example(text="http://" + "[" * 200)
@example(text="\ufdfa" * 300)
@settings(max_examples=60)
def test_a_reader_gives_a_value_or_says_why_not(
    reader: Callable[[str], Checked[Any]], text: str
) -> None:
    read = reader(text)
    assert read.value is None or read.passes


@given(one=ANY, other=ANY)
def test_likeness_is_between_0_and_1_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, [other]) <= 1
    assert likeness(one, [other]) == likeness(other, [one])


@given(text=ANY)
def test_records_take_any_text(text: str) -> None:
    for known in (None, text):
        check_certification(
            CertificationEntry(
                program=known,
                body=text,
                name=text,
                abbreviation=text,
                body_website=text,
                number=text,
            ),
            programs=PROGRAMS,
            professions=[PT],
            today=TODAY,
            submitting=True,
        )
    check_licence(
        LicenceEntry(
            profession=Profession.PHYSICAL_THERAPIST,
            country=US,
            region=text,
            number=text,
            name_on_licence=text,
            conditions=text,
        ),
        names=[text],
        regions=REGIONS,
        today=TODAY,
        submitting=True,
    )
    check_person(
        PersonEntry(
            given_name=text,
            family_name=text,
            suffix=text,
            former_names=(text,),
            npi=text,
            email=text,
            bio=text,
            languages=(text,),
            headaches=(Seen(text),),
            currency=text,
        ),
        reading=Answers(),
        submitting=True,
    )
    check_location(
        LocationEntry(
            name=text, street=text, city=text, region=text, postal_code=text, country=CA,
            phone=text, website=text,
        ),
        found_place=None,
        reading=Answers(),
        regions=REGIONS,
    )  # fmt: skip


@given(name=ANY, media_type=ANY, first=st.binary(max_size=80), size=st.integers())
def test_any_file_is_judged(name: str, media_type: str, first: bytes, size: int) -> None:
    found = check_file(FileFacts(name=name, media_type=media_type, size=size, first_bytes=first))
    assert len(found) <= 1


@given(st.lists(st.none() | st.floats(), min_size=5, max_size=5))
def test_any_hours_are_judged(parts: list[float | None]) -> None:
    total, in_person, live_online, self_study, foundation = parts
    check_hours(
        Hours(
            total=total,
            in_person=in_person,
            live_online=live_online,
            self_study=self_study,
            foundation=foundation,
        )
    )
