from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import Checked, FaultCode
from directory.domain.entry.hours import Hours, HourSum
from directory.domain.entry.trainings import TrainingEntry, check_training, hours_together
from directory.domain.vocabulary import HeadNeck, Technique
from tests.domain.entry.kept import PROGRAMS, PT
from tests.domain.entry.said import entered, fields, flags, said, stops, warns

TODAY = date(2026, 11, 24)
GOOD = TrainingEntry(
    program="both",
    provider="A School",
    course="Needling 1",
    technique=Technique.DRY_NEEDLING,
    hours=Hours(total=54, in_person=54),
    head_neck=HeadNeck.YES,
    completed=Completion(2020),
    country="US",
)


def check(
    *others: TrainingEntry,
    licensed: date | None = None,
    **change: Any,  # noqa: ANN401  (any field of the entry)
) -> Checked[TrainingEntry]:
    return check_training(
        replace(GOOD, **change),
        programs=PROGRAMS,
        professions=[PT],
        today=TODAY,
        first_licensed_on=licensed,
        others=others,
    )


def test_a_good_training_passes() -> None:
    assert check() == Checked(GOOD)


def test_a_training_names_its_provider_and_course() -> None:
    found = check(provider=" ", course="")
    assert said(found) == 2 * stops(FaultCode.TEXT_MISSING)
    assert fields(found) == ["provider", "course"]


@pytest.mark.parametrize("field", ["provider", "course", "course_approver"])
def test_texts_of_a_training_are_short(field: str) -> None:
    assert check(**entered({field: "a" * 200})).passes
    found = check(**entered({field: "a" * 201}))
    assert said(found) == stops(FaultCode.TEXT_TOO_LONG)
    assert fields(found) == [field]
    assert found.value == replace(GOOD, **entered({field: "a" * 201}))


def test_a_training_is_kept_as_read() -> None:
    read = check(provider=" A  School", course="Needling 1 ", course_approver=" ", country=" gb")
    assert read == Checked(replace(GOOD, country="GB"))
    assert check(country=None).value.country is None


@pytest.mark.parametrize("country", ["Canada", "U", "ÉU", "U1", "U\0"])
def test_the_country_of_a_course_has_two_letters(country: str) -> None:
    assert not check(country=country).passes
    assert check(country=country).value.country == country


def test_a_training_of_an_unlisted_program_is_flagged() -> None:
    assert said(check(program=None)) == flags(FaultCode.PROGRAM_NOT_LISTED)


def test_hours_and_sessions_of_a_training_are_held_to_their_rules() -> None:
    assert said(check(hours=Hours(total=0))) == stops(FaultCode.HOURS_RANGE)
    assert said(check(hours=Hours(total=9))) == warns(FaultCode.HOURS_SPLIT_UNKNOWN)
    assert said(check(supervised_sessions=-1)) == stops(FaultCode.NUMBER_RANGE)


def test_the_end_of_a_training_is_held_against_today_and_the_first_licence() -> None:
    assert said(check(completed=Completion(2027))) == stops(FaultCode.TRAINING_IN_FUTURE)
    assert said(check(licensed=date(2021, 1, 1))) == warns(FaultCode.TRAINING_BEFORE_LICENCE)


def test_head_and_neck_are_asked_for() -> None:
    assert said(check(head_neck=HeadNeck.NOT_STATED)) == warns(FaultCode.HEAD_NECK_NOT_STATED)
    assert said(check(head_neck=HeadNeck.NO)) == warns(FaultCode.HEAD_NECK_NO)


def test_the_same_course_twice_warns() -> None:
    twin = replace(GOOD, provider="a school", course="NEEDLING 1", completed=Completion(2020))
    assert said(check(twin)) == warns(FaultCode.TRAINING_ADDED_ALREADY)
    for change in ({"provider": "B"}, {"course": "B"}, {"completed": Completion(2019)}):
        assert check(replace(twin, **entered(change))).faults == ()


def test_hours_add_up_over_courses_by_kind() -> None:
    courses = [
        replace(GOOD, hours=Hours(total=54, in_person=20, live_online=1, foundation=8)),
        replace(GOOD, hours=Hours(total=27, in_person=7, self_study=20)),
        replace(GOOD, hours=Hours()),
    ]
    together = hours_together(courses)
    assert together.total == HourSum(81, 1)
    assert together.in_person == HourSum(27, 1)
    assert together.live_online == HourSum(1, 2)
    assert together.self_study == HourSum(20, 2)
    assert together.foundation == HourSum(8, 2)
