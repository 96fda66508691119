"""What was sent is held against the rules of entry once more, and each point is said."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import FaultCode
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.looking_over import (
    Beside,
    Entry,
    Point,
    Said,
    Tone,
    look_over,
    look_over_person,
    point_of,
)
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.rules import RuleStatus
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    Technique,
)
from tests.domain.papers import RULE, book

TODAY: Final = date(2026, 11, 22)
LICENCE: Final = LicenceEntry(
    profession=Profession.PHYSICAL_THERAPIST,
    country=Country.US,
    region="CO",
    number="PTL.0000007",
    name_on_licence="Ada Example",
    issued=date(2020, 3, 1),
    expires=date(2027, 2, 28),
)
AUTHORIZATION: Final = AuthorizationEntry(
    country=Country.US, region="CO", kind=AuthorizationKind.ROSTER, number="DN 12"
)
TRAINING: Final = TrainingEntry(
    program="example",
    provider="Example Institute",
    course="Dry needling",
    technique=Technique.DRY_NEEDLING,
    hours=Hours(total=54, in_person=54),
    head_neck=HeadNeck.YES,
    completed=Completion(2022, date(2022, 5, 1)),
)
CERTIFICATION: Final = CertificationEntry(
    program="example",
    body="Example Institute",
    name="Certified",
    number="EX-1",
    expires=date(2028, 1, 1),
)
BESIDE: Final = Beside(
    names=("Ada Example",),
    professions=frozenset({Profession.PHYSICAL_THERAPIST}),
    licences=(LICENCE,),
    authorizations=(AUTHORIZATION,),
    trainings=(TRAINING,),
)


def over(entry: Entry, beside: Beside = BESIDE, *, elsewhere: bool = False) -> dict[Point, Said]:
    """Look a credential over where everybody may needle."""
    found = look_over(entry, beside, book=book(RULE), today=TODAY, elsewhere=elsewhere)
    assert len({each.point for each in found}) == len(found)
    return {each.point: each for each in found}


def codes(said: Said) -> list[FaultCode]:
    return [fault.code for fault in said.faults]


@pytest.mark.parametrize("entry", [LICENCE, AUTHORIZATION, TRAINING, CERTIFICATION])
def test_what_is_in_order_is_said_too(entry: Entry) -> None:
    found = over(entry)
    assert len(found) >= 3
    assert {each.tone for each in found.values()} == {Tone.GOOD}
    assert Point.OTHER not in found


def test_names_are_compared_and_the_likeness_is_said() -> None:
    assert over(LICENCE)[Point.NAME].likeness == 1
    other = over(replace(LICENCE, name_on_licence="Somebody Else"))[Point.NAME]
    assert (other.tone, codes(other)) == (Tone.LOOK, [FaultCode.NAME_DIFFERS])
    assert other.likeness is not None
    assert other.likeness < 0.85
    former = replace(BESIDE, names=("Ada Example", "Ada Before"))
    changed = over(replace(LICENCE, name_on_licence="Ada Before"), former)[Point.NAME]
    assert (changed.tone, changed.likeness) == (Tone.GOOD, 1)
    assert over(LICENCE)[Point.NUMBER].likeness is None


@pytest.mark.parametrize(
    ("entry", "point", "code", "tone"),
    [
        (
            replace(LICENCE, region="NC", number="X-1"),
            Point.NUMBER,
            FaultCode.LICENCE_NUMBER_UNUSUAL,
            Tone.LOOK,
        ),
        (
            replace(LICENCE, licence_class=LicenceClass.TEMPORARY),
            Point.CLASS,
            FaultCode.LICENCE_CLASS_NOT_FULL,
            Tone.LOOK,
        ),
        (
            replace(LICENCE, conditions="Under supervision."),
            Point.CONDITIONS,
            FaultCode.LICENCE_CONDITIONS,
            Tone.LOOK,
        ),
        (
            replace(LICENCE, kind=LicenceKind.COMPACT_PRIVILEGE),
            Point.HOME,
            FaultCode.PRIVILEGE_HOME_MISSING,
            Tone.AGAINST,
        ),
        (
            replace(LICENCE, expires=date(2026, 11, 1)),
            Point.DATES,
            FaultCode.END_PAST,
            Tone.AGAINST,
        ),
        (
            replace(LICENCE, first_licensed_on=date(2021, 1, 1)),
            Point.DATES,
            FaultCode.FIRST_LICENSED_AFTER_ISSUED,
            Tone.LOOK,
        ),
        (
            replace(AUTHORIZATION, expires=date(2026, 11, 1)),
            Point.DATES,
            FaultCode.END_PAST,
            Tone.AGAINST,
        ),
        (replace(TRAINING, program=None), Point.PROGRAM, FaultCode.PROGRAM_NOT_LISTED, Tone.LOOK),
        (
            replace(TRAINING, hours=Hours(total=54)),
            Point.HOURS,
            FaultCode.HOURS_SPLIT_UNKNOWN,
            Tone.LOOK,
        ),
        (
            replace(TRAINING, supervised_sessions=5_000),
            Point.HOURS,
            FaultCode.NUMBER_RANGE,
            Tone.AGAINST,
        ),
        (
            replace(TRAINING, head_neck=HeadNeck.NOT_STATED),
            Point.HEAD_NECK,
            FaultCode.HEAD_NECK_NOT_STATED,
            Tone.LOOK,
        ),
        (
            replace(TRAINING, completed=Completion(2019)),
            Point.DATES,
            FaultCode.TRAINING_BEFORE_LICENCE,
            Tone.LOOK,
        ),
        (replace(TRAINING), Point.TWICE, FaultCode.TRAINING_ADDED_ALREADY, Tone.LOOK),
        (replace(TRAINING, country="?"), Point.OTHER, FaultCode.CHOICE_UNKNOWN, Tone.AGAINST),
        (
            replace(CERTIFICATION, program=None, body_website="https://board.example/"),
            Point.PROGRAM,
            FaultCode.PROGRAM_NOT_LISTED,
            Tone.LOOK,
        ),
        (
            replace(CERTIFICATION, program=None, body_website="board"),
            Point.OTHER,
            FaultCode.WEBSITE_NOT_PUBLIC,
            Tone.AGAINST,
        ),
    ],
)
def test_each_fault_stands_at_its_point(
    entry: Entry, point: Point, code: FaultCode, tone: Tone
) -> None:
    found = over(entry)[point]
    assert code in codes(found)
    assert found.tone is tone


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (LICENCE, FaultCode.LICENCE_ON_ANOTHER_LISTING),
        (AUTHORIZATION, FaultCode.AUTHORIZATION_NUMBER_ELSEWHERE),
        (CERTIFICATION, FaultCode.CERTIFICATION_NUMBER_ELSEWHERE),
    ],
)
def test_a_number_on_another_listing_is_said(entry: Entry, code: FaultCode) -> None:
    found = over(entry, elsewhere=True)[Point.ELSEWHERE]
    assert codes(found) == [code]
    assert found.tone is not Tone.GOOD


@pytest.mark.parametrize(
    ("change", "code", "tone"),
    [
        ({"status": RuleStatus.PROHIBITED}, FaultCode.RULE_REFUSES, Tone.AGAINST),
        ({"status": RuleStatus.SILENT}, FaultCode.RULE_NOT_ESTABLISHED, Tone.LOOK),
        ({"needling_hours": 60}, FaultCode.RULE_HOURS_SHORT, Tone.LOOK),
        (
            {"authorization": AuthorizationKind.PERMIT},
            FaultCode.RULE_AUTHORIZATION_NEEDED,
            Tone.LOOK,
        ),
    ],
)
def test_a_licence_is_held_against_the_rule_of_its_place(
    change: dict[str, object], code: FaultCode, tone: Tone
) -> None:
    rules = book(replace(RULE, **change))  # type: ignore[arg-type]
    found = look_over(LICENCE, BESIDE, book=rules, today=TODAY)[-1]
    assert found.point is Point.RULE
    assert code in codes(found)
    assert found.tone is tone


def test_nobody_knows_the_rule_of_a_place_without_one() -> None:
    found = look_over(LICENCE, BESIDE, book=book(), today=TODAY)[-1]
    assert codes(found) == [FaultCode.RULE_NOT_ESTABLISHED]


def test_practice_begins_with_the_first_licence() -> None:
    assert BESIDE.practising_since == date(2020, 3, 1)
    earlier = replace(LICENCE, first_licensed_on=date(2012, 5, 1))
    assert replace(BESIDE, licences=(LICENCE, earlier)).practising_since == date(2012, 5, 1)
    unknown = replace(LICENCE, issued=None)
    assert replace(BESIDE, licences=(unknown,)).practising_since is None


def test_a_persons_own_names_and_npi_are_looked_at() -> None:
    us = frozenset({Country.US})
    (name,) = look_over_person(["Ada Example"], None, countries=us)
    assert (name.point, name.tone) == (Point.NAME, Tone.GOOD)
    mixed, npi = look_over_person(["Аda Example"], "1234567890", countries=us)
    assert codes(mixed) == [FaultCode.NAME_MIXED_SCRIPTS]
    assert (npi.point, codes(npi)) == (Point.NUMBER, [FaultCode.NPI_CHECK_DIGIT])
    _, good = look_over_person([], "1234567893", countries=us)
    assert good.tone is Tone.GOOD


def test_what_belongs_to_no_point_is_other() -> None:
    assert point_of(FaultCode.TEXT_MISSING) is Point.OTHER
    assert point_of(FaultCode.PROGRAM_COUNTS_NONE) is Point.PROGRAM
