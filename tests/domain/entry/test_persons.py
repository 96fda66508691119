from dataclasses import replace
from typing import Any

import pytest

from directory.domain.entry.contacts import EmailFault
from directory.domain.entry.duplicates import Holder, Known
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.persons import (
    PersonEntry,
    Seen,
    check_person,
    read_headache,
    read_language,
)
from directory.domain.vocabulary import Country, Headache
from tests.domain.entry.reading import Answers
from tests.domain.entry.said import entered, fields, flags, params, said, stops

GOOD = PersonEntry(
    given_name="Anna",
    family_name="Raman",
    former_names=("Anna Miller",),
    npi="1234567893",
    countries=frozenset({Country.US}),
    email="anna@clinic.example",
    bio="I listen.",
    languages=("en", "es"),
    headaches=(Seen("migraine", 5),),
    youngest=18,
    oldest=90,
    fee_low=80,
    fee_high=120,
    currency="USD",
)


def check(
    known: Known | None = None,
    *,
    submitting: bool = True,
    reading: Answers | None = None,
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[PersonEntry]:
    return check_person(
        replace(GOOD, **change),
        reading=reading or Answers(),
        submitting=submitting,
        known=known,
    )


def test_a_good_person_passes() -> None:
    assert check() == Checked(GOOD)


def test_a_person_is_kept_as_read() -> None:
    read = check(
        given_name=" Anna ",
        family_name="Raman ",
        suffix=" Jr ",
        former_names=(" Anna  Miller",),
        npi="1234 567 893",
        email=" anna@clinic.example",
        bio=" I listen. ",
        languages=("EN", "es", "en"),
        headaches=(Seen(" migraine ", 5), Seen("migraine", 7)),
        currency="usd",
    )
    assert read == Checked(replace(GOOD, suffix="Jr"))


def test_a_draft_keeps_what_was_typed_wrongly() -> None:
    wrong: dict[str, Any] = {
        "given_name": "1",
        "family_name": "2",
        "suffix": "3",
        "former_names": ("4",),
        "npi": "5",
        "email": "6",
        "bio": "\0",
        "languages": ("xx",),
        "headaches": (Seen("knee", 1),),
        "currency": "EUR",
    }
    read = check(reading=Answers(an_email=EmailFault.FORM), **wrong)
    assert read.value == replace(GOOD, **wrong)
    assert fields(read) == list(wrong)
    assert said(read) == [
        *4 * stops(FaultCode.NAME_NO_LETTERS),
        *stops(FaultCode.NPI_LENGTH),
        *stops(FaultCode.EMAIL_FORM),
        *stops(FaultCode.TEXT_NOT_TEXT),
        *stops(FaultCode.LANGUAGE_UNKNOWN),
        *stops(FaultCode.HEADACHE_UNKNOWN),
        *stops(FaultCode.CURRENCY_UNKNOWN),
    ]


def test_names_are_needed_and_the_rest_is_not() -> None:
    read = check_person(
        PersonEntry(given_name="", family_name=" "), reading=Answers(), submitting=False
    )
    assert said(read) == 2 * stops(FaultCode.TEXT_MISSING)
    assert fields(read) == ["given_name", "family_name"]


def test_somebody_in_canada_alone_has_no_npi() -> None:
    assert said(check(countries=frozenset({Country.CA}))) == stops(FaultCode.NPI_NOT_IN_CANADA)


def test_a_person_listed_already_is_offered_the_listing() -> None:
    assert said(check(Known(npi=Holder.ANOTHER))) == stops(FaultCode.NPI_ON_ANOTHER_LISTING)


def test_a_bio_that_promises_is_flagged() -> None:
    assert said(check(bio="The best")) == flags(FaultCode.BIO_PROMISES)


def test_languages_are_those_that_we_keep() -> None:
    assert read_language(" ASE ") == Checked("ase")
    assert said(read_language("es-MX")) == stops(FaultCode.LANGUAGE_UNKNOWN)


@pytest.mark.parametrize("kind", Headache)
def test_headache_types_are_those_that_patients_search_for(kind: Headache) -> None:
    assert read_headache(f" {kind} ") == Checked(kind.value)


@pytest.mark.parametrize("text", ["knee", "", "Migraine"])
def test_another_headache_type_is_refused(text: str) -> None:
    refused = read_headache(text)
    assert said(refused) == stops(FaultCode.HEADACHE_UNKNOWN)
    assert params(refused) == {"values": "tension, migraine, cluster, sinus, cervicogenic"}


def test_a_headache_type_is_needed_to_be_sent() -> None:
    assert said(check(headaches=())) == stops(FaultCode.HEADACHE_MISSING)
    assert check(headaches=(), submitting=False).faults == ()


def test_years_are_of_a_working_life() -> None:
    for years in (None, 0, 80):
        assert check(headaches=(Seen("migraine", years),)).faults == ()
    for years in (-1, 81):
        refused = check(headaches=(Seen("migraine", years),))
        assert said(refused) == stops(FaultCode.NUMBER_RANGE)
        assert params(refused) == {"low": "0", "high": "80"}


@pytest.mark.parametrize(
    ("low", "high", "most"), [("youngest", "oldest", 120), ("fee_low", "fee_high", 5000)]
)
def test_ages_and_fees_are_ranges(low: str, high: str, most: int) -> None:
    assert check(**entered({low: 0, high: most})).faults == ()
    assert check(**entered({low: 7, high: 7})).faults == ()
    assert check(**entered({low: None, high: None})).faults == ()
    backwards = check(**entered({low: 8, high: 7}))
    assert said(backwards) == stops(FaultCode.NUMBERS_ORDER)
    assert fields(backwards) == [high]
    for field, wrong in ((low, -1), (high, most + 1)):
        refused = check(**entered({field: wrong}))
        assert said(refused) == stops(FaultCode.NUMBER_RANGE)
        assert fields(refused) == [field]
        assert params(refused) == {"low": "0", "high": str(most)}
    both = check(**entered({low: most + 1, high: most + 1}))
    assert fields(both) == [low, high]
    both = check(**entered({low: -1, high: -1}))
    assert fields(both) == [low, high]


def test_fees_name_their_currency() -> None:
    for fees in ({"fee_low": None}, {"fee_high": None}, {}):
        refused = check(currency=None, **entered(fees))
        assert said(refused) == stops(FaultCode.CURRENCY_MISSING)
    assert check(currency=" ", fee_low=None, fee_high=None).value.currency is None
    assert check(currency="CAD").passes
    assert params(check(currency="EUR")) == {"values": "USD, CAD"}
