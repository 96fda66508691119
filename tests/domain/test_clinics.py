"""Which places are linked to a clinic, whether it moves, and which dates come first."""

from dataclasses import replace
from datetime import date

import pytest

from directory.domain.clinics import (
    MOST_PEOPLE,
    ClinicRefusal,
    Deadline,
    DeadlineKind,
    Linkable,
    in_order,
    refused_link,
    refused_member,
    refused_move,
)
from directory.domain.vocabulary import Country

US, CA = Country.US, Country.CA
PLACE = Linkable(country=US, region="CO", street_hidden=False, ended=False, linked=False)


@pytest.mark.parametrize(
    ("differs", "why"),
    [
        ({}, None),
        ({"linked": True}, ClinicRefusal.LINKED),
        ({"ended": True}, ClinicRefusal.PLACE_ENDED),
        ({"street_hidden": True}, ClinicRefusal.PLACE_HIDDEN),
        ({"region": "WY"}, ClinicRefusal.PLACE_ELSEWHERE),
        ({"country": CA}, ClinicRefusal.PLACE_ELSEWHERE),
    ],
)
def test_which_place_is_linked(differs: dict[str, object], why: ClinicRefusal | None) -> None:
    place = replace(PLACE, **differs)  # type: ignore[arg-type]
    assert refused_link(place, country=US, region="CO") is why


@pytest.mark.parametrize(
    ("after", "people", "why"),
    [
        ((US, "CO"), 3, None),
        ((US, "WY"), 0, None),
        ((US, "WY"), 1, ClinicRefusal.PEOPLE_ELSEWHERE),
        ((CA, "CO"), 1, ClinicRefusal.PEOPLE_ELSEWHERE),
    ],
)
def test_nobody_is_taken_to_another_region(
    after: tuple[Country, str], people: int, why: ClinicRefusal | None
) -> None:
    assert refused_move((US, "CO"), after, people=people) is why


@pytest.mark.parametrize(
    ("people", "invited", "why"),
    [
        (0, 0, None),
        (MOST_PEOPLE - 1, 0, None),
        (MOST_PEOPLE, 0, ClinicRefusal.ENOUGH),
        (100, 100, ClinicRefusal.ENOUGH),
    ],
)
def test_how_many_are_invited(people: int, invited: int, why: ClinicRefusal | None) -> None:
    assert refused_member(people=people, invited=invited) is why


def test_of_each_kind_the_next_day_comes() -> None:
    first = Deadline(date(2027, 1, 1), DeadlineKind.CONFIRMATION)
    second = Deadline(date(2027, 2, 28), DeadlineKind.LICENCE)
    later = Deadline(date(2028, 2, 28), DeadlineKind.LICENCE)
    assert in_order([later, second, first]) == (first, second)
    assert in_order([]) == ()
