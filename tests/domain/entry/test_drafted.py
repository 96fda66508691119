"""Drafts read into entries: half filled in, mistyped, and written back as answers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directory.domain.entry.dates import Completion
from directory.domain.entry.drafted import ANOTHER, is_of_rule, merged, read_draft
from directory.domain.entry.drafted_answers import answers_of
from directory.domain.entry.faults import FaultCode, Weight, error, flag, warning
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialKind,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    Technique,
)

LICENCE = LicenceEntry(
    kind=LicenceKind.COMPACT_PRIVILEGE,
    profession=Profession.CHIROPRACTOR,
    country=Country.CA,
    region="ON",
    number="P 1",
    name_on_licence="Ada Example",
    licence_class=LicenceClass.PROVISIONAL,
    first_licensed_on=date(2019, 1, 2),
    issued=date(2020, 3, 4),
    expires=date(2027, 12, 31),
    conditions="None of needling",
)
AUTHORIZATION = AuthorizationEntry(
    country=Country.US,
    region="MD",
    kind=AuthorizationKind.ROSTER,
    number="N 7",
    issued=None,
    expires=date(2027, 9, 30),
)
TRAINING = TrainingEntry(
    program="both",
    provider="Example Institute",
    course="Level 1",
    technique=Technique.GUNN_IMS,
    hours=Hours(total=54.5, in_person=50, live_online=4.5, self_study=0, foundation=12),
    supervised_sessions=0,
    written_exam=True,
    practical_exam=False,
    head_neck=HeadNeck.YES,
    completed=Completion(2022, date(2022, 5, 1)),
    country="GB",
    course_approver="A board",
)
CERTIFICATION = CertificationEntry(
    program=None,
    body="A body",
    name="A name",
    abbreviation="AN",
    body_website="https://body.org",
    number="1",
    issued=date(2022, 1, 1),
    expires=None,
)
ENTRIES = [
    (CredentialKind.LICENCE, LICENCE),
    (CredentialKind.AUTHORIZATION, AUTHORIZATION),
    (CredentialKind.TRAINING, TRAINING),
    (CredentialKind.CERTIFICATION, CERTIFICATION),
]


@pytest.mark.parametrize(("kind", "entry"), ENTRIES, ids=lambda given: type(given).__name__)
def test_an_entry_is_written_as_answers_that_make_it_again(
    kind: CredentialKind,
    entry: Any,  # noqa: ANN401  (an entry of any kind)
) -> None:
    answers = answers_of(entry)
    assert all(answers.values())
    read = read_draft(kind, answers)
    assert read.faults == ()
    assert read.value == entry


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (CredentialKind.LICENCE, ["region", "profession"]),
        (CredentialKind.AUTHORIZATION, ["region", "kind"]),
        (CredentialKind.TRAINING, ["program", "technique", "completed"]),
        (CredentialKind.CERTIFICATION, ["program"]),
    ],
)
def test_what_an_entry_cannot_be_without_is_asked_for(
    kind: CredentialKind, asked: list[str]
) -> None:
    read = read_draft(kind, {})
    assert [fault.field for fault in read.faults] == asked
    assert {fault.code for fault in read.faults} == {FaultCode.TEXT_MISSING}


def test_a_year_alone_ends_a_course_and_what_is_not_stated_is_not_known() -> None:
    course = TrainingEntry(
        provider="Example",
        course="Level 1",
        technique=Technique.DRY_NEEDLING,
        completed=Completion(2014),
    )
    answers = answers_of(course)
    assert answers == {
        "program": ANOTHER,
        "provider": "Example",
        "course": "Level 1",
        "technique": "dry_needling",
        "head_neck": "not_stated",
        "completed-year": "2014",
    }
    assert read_draft(CredentialKind.TRAINING, answers).value == course


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("place", "XX-CO", FaultCode.REGION_UNKNOWN),
        ("profession", "wizard", FaultCode.CHOICE_UNKNOWN),
        ("kind", "wish", FaultCode.CHOICE_UNKNOWN),
        ("expires-year", "2027", FaultCode.DATE_INCOMPLETE),
    ],
)
def test_what_was_mistyped_is_said(name: str, typed: str, code: FaultCode) -> None:
    read = read_draft(
        CredentialKind.LICENCE, {**answers_of(LICENCE), "expires-month": "", name: typed}
    )
    assert code in {fault.code for fault in read.faults}


def test_a_mistyped_end_of_a_course_is_not_also_missing() -> None:
    typed = {**answers_of(TRAINING), "completed-year": "22"}
    read = read_draft(CredentialKind.TRAINING, typed)
    assert [fault.code for fault in read.faults] == [FaultCode.DATE_YEAR_DIGITS]


def test_a_home_licence_belongs_to_a_privilege_alone() -> None:
    named = {**answers_of(LICENCE), "home_licence": "000000000001"}
    assert read_draft(CredentialKind.LICENCE, named).value == replace(LICENCE, has_home=True)
    plain = read_draft(CredentialKind.LICENCE, {**named, "kind": "licence"}).value
    assert plain == replace(LICENCE, kind=LicenceKind.LICENCE)


def test_a_listed_certification_is_called_as_the_list_calls_it() -> None:
    listed = read_draft(
        CredentialKind.CERTIFICATION, {**answers_of(CERTIFICATION), "program": "few"}
    ).value
    assert listed == CertificationEntry(program="few", number="1", issued=date(2022, 1, 1))


def test_of_a_field_in_error_nothing_else_is_said() -> None:
    wrong = error(FaultCode.DATE_FORM, "completed")
    asked = warning(FaultCode.TRAINING_BEFORE_LICENCE, "completed_year")
    other = flag(FaultCode.PROGRAM_NOT_LISTED, "program")
    assert merged((asked, other), (wrong,), (error(FaultCode.DATE_FORM, "completed_on"),)) == (
        other,
        wrong,
    )
    assert merged((asked,)) == (asked,)
    assert all(fault.weight is not Weight.ERROR for fault in merged((asked, other)))


def test_what_a_rule_says_is_told_from_what_was_typed() -> None:
    assert is_of_rule(warning(FaultCode.RULE_TRAINING_NEEDED, "training"))
    assert not is_of_rule(warning(FaultCode.END_PAST, "expires"))
