from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directory.domain.entry.duplicates import Holder
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.programs import (
    CertificationEntry,
    check_certification,
    check_program,
)
from directory.domain.vocabulary import Profession
from tests.domain.entry.kept import PROGRAMS, PT
from tests.domain.entry.said import entered, fields, flags, params, said, stops, warns

TODAY = date(2026, 11, 24)
KEPT = CertificationEntry(program="both")
OTHER = CertificationEntry(
    program=None, body="A Body", name="Certified", body_website="https://body.example"
)
UNLISTED = flags(FaultCode.PROGRAM_NOT_LISTED)


def check(
    entry: CertificationEntry,
    known: Holder = Holder.NOBODY,
    *,
    submitting: bool = True,
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[CertificationEntry]:
    return check_certification(
        replace(entry, **change),
        programs=PROGRAMS,
        professions=[PT],
        today=TODAY,
        submitting=submitting,
        known=known,
    )


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("open", FaultCode.PROGRAM_COUNTS_UNKNOWN),
        ("none", FaultCode.PROGRAM_COUNTS_NONE),
        (None, FaultCode.PROGRAM_NOT_LISTED),
    ],
)
def test_what_the_list_does_not_vouch_for_is_flagged(slug: str | None, code: FaultCode) -> None:
    assert said(check_program(slug, PROGRAMS, professions=[PT])) == flags(code)


@pytest.mark.parametrize("slug", ["both", "training", "few"])
def test_what_the_list_vouches_for_is_not(slug: str) -> None:
    assert check_program(slug, PROGRAMS, professions=[PT]) == ()


def test_a_program_that_the_list_does_not_know_is_refused() -> None:
    assert said(check_program("x", PROGRAMS, professions=[PT])) == stops(FaultCode.PROGRAM_UNKNOWN)


def test_a_profession_that_is_not_eligible_is_flagged() -> None:
    found = check_program("few", PROGRAMS, professions=[Profession.PHYSICIAN])
    assert said(found) == flags(FaultCode.PROFESSION_NOT_ELIGIBLE)
    assert params(found) == {"eligible": "chiropractor, physical_therapist"}
    assert check_program("few", PROGRAMS, professions=[Profession.PHYSICIAN, PT]) == ()
    assert check_program("both", PROGRAMS, professions=[Profession.PHYSICIAN]) == ()


def test_a_certification_of_the_kept_list_needs_no_more() -> None:
    assert check(KEPT) == Checked(KEPT)


def test_a_program_that_only_trains_is_flagged_as_certification() -> None:
    assert said(check(KEPT, program="training")) == flags(FaultCode.PROGRAM_NOT_ACCREDITING)


def test_another_body_has_a_name_and_a_site() -> None:
    assert said(check(OTHER)) == UNLISTED
    found = check(OTHER, body=" ", name="", body_website=None)
    assert said(found) == [*UNLISTED, *3 * stops(FaultCode.TEXT_MISSING)]
    assert fields(found) == ["program", "body", "name", "body_website"]


def test_another_bodys_site_is_public() -> None:
    assert said(check(OTHER, body_website="localhost")) == [
        *UNLISTED,
        *stops(FaultCode.WEBSITE_NOT_PUBLIC),
    ]


def test_a_certification_is_kept_as_read_and_a_draft_as_typed() -> None:
    read = check(
        OTHER,
        body=" A  Body ",
        name=" Certified",
        body_website="body.example",
        abbreviation=" CB ",
        number=" 1  2 ",
    )
    assert read.value == replace(OTHER, abbreviation="CB", number="1 2")
    wrong: dict[str, Any] = {"body": "\0", "name": "\0", "abbreviation": "\0", "number": "\0"}
    assert check(OTHER, **wrong).value == replace(OTHER, **wrong)
    assert said(check(OTHER, **wrong)) == [*UNLISTED, *4 * stops(FaultCode.TEXT_NOT_TEXT)]


@pytest.mark.parametrize(
    ("field", "most"), [("body", 200), ("name", 200), ("abbreviation", 20), ("number", 60)]
)
def test_texts_of_a_certification_are_short(field: str, most: int) -> None:
    assert check(KEPT, **entered({field: "a" * most})).passes
    refused = check(KEPT, **entered({field: "a" * (most + 1)}))
    assert said(refused) == stops(FaultCode.TEXT_TOO_LONG)
    assert fields(refused) == [field]


def test_a_certification_that_ended_can_be_saved_and_not_sent() -> None:
    assert said(check(KEPT, expires=TODAY)) == stops(FaultCode.END_PAST)
    assert said(check(KEPT, expires=TODAY, submitting=False)) == warns(FaultCode.END_PAST)
    assert said(check(KEPT, issued=date(2026, 11, 25))) == stops(FaultCode.ISSUED_IN_FUTURE)


def test_a_certification_number_elsewhere_is_flagged() -> None:
    found = said(check(KEPT, Holder.ANOTHER))
    assert found == flags(FaultCode.CERTIFICATION_NUMBER_ELSEWHERE)
