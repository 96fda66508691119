from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directory.domain.entry.duplicates import Holder
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.licences import (
    AuthorizationEntry,
    LicenceEntry,
    check_authorization,
    check_licence,
)
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    LicenceClass,
    LicenceKind,
    Profession,
)
from tests.domain.entry.said import fields, flags, params, said, stops, warns

REGISTRATION = AuthorizationKind.REGISTRATION

TODAY = date(2026, 11, 24)
REGIONS = frozenset(
    {(Country.US, "CO"), (Country.US, "NC"), (Country.US, "MD"), (Country.CA, "AB")}
)
GOOD = LicenceEntry(
    profession=Profession.PHYSICAL_THERAPIST,
    country=Country.US,
    region="CO",
    number="PTL.0012345",
    name_on_licence="Anna Raman",
    issued=date(2020, 1, 1),
    expires=date(2027, 1, 1),
)
ENTRY = AuthorizationEntry(country=Country.US, region="MD", kind=REGISTRATION, number="D 12")


def check(
    known: Holder = Holder.NOBODY,
    *,
    submitting: bool = True,
    names: tuple[str, ...] = ("Anna Raman",),
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[LicenceEntry]:
    return check_licence(
        replace(GOOD, **change),
        names=names,
        regions=REGIONS,
        today=TODAY,
        submitting=submitting,
        known=known,
    )


def test_a_good_licence_passes_with_its_likeness() -> None:
    assert check() == Checked(replace(GOOD, name_likeness=1.0))


def test_a_licence_is_kept_as_it_is_compared() -> None:
    read = check(
        region=" co ", number=" ptl  12 ", name_on_licence=" RAMAN,  Anna ", conditions=" "
    )
    assert read.faults == ()
    assert read.value == replace(
        GOOD,
        region="CO",
        number="PTL 12",
        name_on_licence="RAMAN, Anna",
        conditions=None,
        name_likeness=1.0,
    )


def test_a_draft_keeps_what_was_typed_wrongly() -> None:
    read = check(region="XX", number="?", name_on_licence="1", conditions="a\0b")
    assert read.value == replace(
        GOOD, region="XX", number="?", name_on_licence="1", conditions="a\0b"
    )
    assert fields(read.faults) == [
        "region",
        "number",
        "name_on_licence",
        "conditions",
        "conditions",
    ]
    assert said(read)[:3] == [
        *stops(FaultCode.REGION_UNKNOWN),
        *stops(FaultCode.LICENCE_NUMBER_CHARACTERS),
        *stops(FaultCode.NAME_NO_LETTERS),
    ]


def test_a_number_that_is_odd_for_its_board_warns() -> None:
    assert said(check(region="nc", number="77")) == warns(FaultCode.LICENCE_NUMBER_UNUSUAL)
    assert check(region="nc", number="p77").faults == ()


def test_a_number_on_another_listing_is_refused() -> None:
    assert said(check(Holder.ANOTHER)) == stops(FaultCode.LICENCE_ON_ANOTHER_LISTING)


def test_a_licence_stands_once_and_its_renewal_beside_it() -> None:
    assert said(check(Holder.SELF)) == stops(FaultCode.LICENCE_ADDED_ALREADY)
    assert check(Holder.SELF, renews=True).faults == ()


def test_a_name_that_differs_is_flagged_and_its_likeness_stored() -> None:
    read = check(name_on_licence="Bob Stone")
    assert said(read) == flags(FaultCode.NAME_DIFFERS)
    assert fields(read) == ["name_on_licence"]
    assert read.value.name_likeness == 0.111
    assert params(read) == {"score": "0.11"}
    assert check(names=("Bob Stone", "Anna Raman")).faults == ()
    unnamed = check(names=())
    assert unnamed.faults == ()
    assert unnamed.value.name_likeness is None


def test_a_name_in_mixed_scripts_is_flagged() -> None:
    found = said(check(name_on_licence="Аnna Raman"))
    assert flags(FaultCode.NAME_MIXED_SCRIPTS)[0] in found


def test_a_class_that_is_not_full_is_flagged() -> None:
    for kind in LicenceClass:
        expected = [] if kind is LicenceClass.FULL else flags(FaultCode.LICENCE_CLASS_NOT_FULL)
        assert said(check(licence_class=kind)) == expected


def test_conditions_are_for_the_reviewer_to_read() -> None:
    assert said(check(conditions="No needling")) == flags(FaultCode.LICENCE_CONDITIONS)


def test_a_compact_privilege_needs_its_home_licence_to_be_sent() -> None:
    privilege = LicenceKind.COMPACT_PRIVILEGE
    missing = FaultCode.PRIVILEGE_HOME_MISSING
    assert said(check(kind=privilege)) == stops(missing)
    assert said(check(kind=privilege, submitting=False)) == warns(missing)
    assert check(kind=privilege, has_home=True).faults == ()


@pytest.mark.parametrize(
    "change",
    [
        {"profession": Profession.CHIROPRACTOR},
        {"country": Country.CA, "region": "AB"},
    ],
)
def test_a_compact_privilege_is_an_american_physical_therapists(change: dict[str, Any]) -> None:
    found = said(check(kind=LicenceKind.COMPACT_PRIVILEGE, has_home=True, **change))
    assert found == stops(FaultCode.PRIVILEGE_NOT_OFFERED)


def test_days_of_a_licence_are_held_against_today() -> None:
    assert said(check(expires=TODAY)) == stops(FaultCode.END_PAST)
    assert said(check(expires=TODAY, submitting=False)) == warns(FaultCode.END_PAST)
    assert said(check(issued=date(2026, 11, 25))) == stops(FaultCode.ISSUED_IN_FUTURE)
    assert said(check(first_licensed_on=date(2026, 11, 25))) == stops(
        FaultCode.FIRST_LICENSED_IN_FUTURE
    )
    assert said(check(first_licensed_on=date(2021, 1, 1))) == warns(
        FaultCode.FIRST_LICENSED_AFTER_ISSUED
    )
    assert check(expires=None, issued=None).faults == ()


def authorization(
    known: Holder = Holder.NOBODY,
    *,
    submitting: bool = True,
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[AuthorizationEntry]:
    return check_authorization(
        replace(ENTRY, **change),
        regions=REGIONS,
        today=TODAY,
        submitting=submitting,
        known=known,
    )


def test_an_authorization_is_kept_as_it_is_compared() -> None:
    read = authorization(region="md", number=" d  12 ")
    assert read == Checked(ENTRY)


def test_an_authorization_may_have_neither_number_nor_end() -> None:
    assert authorization(number=" ").value.number is None
    assert authorization(number=None).faults == ()


def test_an_authorization_is_of_a_known_region() -> None:
    assert said(authorization(region="XX")) == stops(FaultCode.REGION_UNKNOWN)
    assert said(authorization(number="#1")) == stops(FaultCode.LICENCE_NUMBER_CHARACTERS)


def test_an_authorization_that_ended_can_be_saved_and_not_sent() -> None:
    assert said(authorization(expires=TODAY)) == stops(FaultCode.END_PAST)
    assert said(authorization(expires=TODAY, submitting=False)) == warns(FaultCode.END_PAST)
    assert said(authorization(issued=date(2026, 11, 25))) == stops(FaultCode.ISSUED_IN_FUTURE)


def test_an_authorization_number_elsewhere_is_flagged() -> None:
    assert said(authorization(Holder.ANOTHER)) == flags(FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE)


def test_conditions_have_at_most_1000_characters() -> None:
    assert check(conditions="a" * 1000).passes
    assert said(check(conditions="a" * 1001))[0] == stops(FaultCode.TEXT_TOO_LONG)[0]
