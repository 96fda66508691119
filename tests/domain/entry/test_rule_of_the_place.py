from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from directory.domain.entry.dates import Completion
from directory.domain.entry.faults import Fault, FaultCode, Weight
from directory.domain.entry.hours import Hours
from directory.domain.entry.licences import AuthorizationEntry
from directory.domain.entry.rule_of_the_place import Asking, check_rule_of_the_place
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.rules import (
    BodyLimit,
    Confidence,
    Rule,
    RuleBook,
    RuleOrigin,
    RuleStatus,
    Subject,
)
from directory.domain.vocabulary import AuthorizationKind, Country, HeadNeck, Technique
from tests.domain.entry.kept import PROGRAMS, PT
from tests.domain.entry.said import entered, fields, flags, said, stops, warns

ON_A_ROSTER = AuthorizationKind.ROSTER

DAY = date(2026, 11, 24)
RULE = Rule(
    country=Country.US,
    region="CO",
    profession=PT,
    version="1",
    recorded_on=date(2026, 11, 1),
    origin=RuleOrigin.PUBLISHED,
    status=RuleStatus.PERMITTED,
    confidence=Confidence.HIGH,
    citation="4 CCR 732-1",
    source_url="https://board.example",
    as_of="2026-01",
)
COURSE = TrainingEntry(
    program="both",
    provider="A School",
    course="Needling 1",
    technique=Technique.DRY_NEEDLING,
    hours=Hours(total=54, in_person=54),
    head_neck=HeadNeck.YES,
    completed=Completion(2020, date(2020, 6, 1)),
)
ASKING = Asking(
    profession=PT,
    country=Country.US,
    region="CO",
    practising_since=date(2015, 1, 1),
    trainings=[COURSE],
)
ROSTER = AuthorizationEntry(country=Country.US, region="CO", kind=ON_A_ROSTER)


def check(
    asking: Asking = ASKING,
    **rule: Any,  # noqa: ANN401  (any field of the rule)
) -> tuple[Fault, ...]:
    book = RuleBook([replace(RULE, **rule)])
    return check_rule_of_the_place(asking, day=DAY, rules=book, programs=PROGRAMS)


def with_hours(*totals: float | None) -> Asking:
    return replace(
        ASKING, trainings=[replace(COURSE, hours=Hours(total=total)) for total in totals]
    )


def test_where_it_is_permitted_nothing_is_said() -> None:
    assert check() == ()


@pytest.mark.parametrize("confidence", [Confidence.HIGH, Confidence.MEDIUM])
def test_a_prohibition_that_is_known_refuses_with_source_and_date(confidence: Confidence) -> None:
    found = check(status=RuleStatus.PROHIBITED, confidence=confidence)
    assert said(found) == stops(FaultCode.RULE_REFUSES)
    assert found[0].field == "profession"
    given = dict(found[0].params)
    assert given["citation"] == "4 CCR 732-1"
    assert given["source"] == "https://board.example"
    assert given["as_of"] == "2026-01"
    assert (given["country"], given["region"]) == ("US", "CO")
    assert given["asked_profession"] == "physical_therapist"
    assert (given["status"], given["version"]) == ("prohibited", "1")


@pytest.mark.parametrize("confidence", [Confidence.HIGH, Confidence.MEDIUM])
def test_where_rules_are_awaited_it_refuses(confidence: Confidence) -> None:
    found = check(status=RuleStatus.AUTHORIZED_PENDING_RULES, confidence=confidence)
    assert said(found) == stops(FaultCode.RULE_WAITS)


@pytest.mark.parametrize(
    "rule",
    [
        {"confidence": Confidence.LOW},
        {"confidence": None},
        {"confidence": Confidence.LOW, "status": RuleStatus.PROHIBITED},
        {"status": RuleStatus.SILENT},
        {"status": RuleStatus.UNKNOWN},
        {"in_force_from": date(2026, 11, 25)},
    ],
)
def test_what_is_not_established_is_for_a_reviewer_to_research(rule: dict[str, Any]) -> None:
    assert said(check(**rule)) == flags(FaultCode.RULE_NOT_ESTABLISHED)


def test_a_row_that_is_missing_is_for_a_reviewer_to_research() -> None:
    found = check_rule_of_the_place(ASKING, day=DAY, rules=RuleBook([]), programs=PROGRAMS)
    assert said(found) == flags(FaultCode.RULE_NOT_ESTABLISHED)
    assert dict(found[0].params) == {
        "country": "US",
        "region": "CO",
        "asked_profession": "physical_therapist",
        "profession": "physical_therapist",
    }


@pytest.mark.parametrize(
    "rule", [{"confidence": Confidence.MEDIUM}, {"subject": Subject.ACUPUNCTURE}]
)
def test_a_permission_from_a_second_hand_shows_the_reviewer_a_banner(rule: dict[str, Any]) -> None:
    assert said(check(**rule)) == flags(FaultCode.RULE_SECOND_HAND)


def test_a_rule_that_leaves_the_head_out_refuses() -> None:
    assert said(check(body_limit=BodyLimit.UPPER_LIMB)) == stops(FaultCode.RULE_BODY_LIMIT)


def test_the_rule_of_the_day_counts() -> None:
    book = RuleBook(
        [RULE, replace(RULE, version="2", recorded_on=DAY, status=RuleStatus.PROHIBITED)]
    )
    yesterday = date(2026, 11, 23)
    assert check_rule_of_the_place(ASKING, day=yesterday, rules=book, programs=PROGRAMS) == ()
    today = check_rule_of_the_place(ASKING, day=DAY, rules=book, programs=PROGRAMS)
    assert said(today) == stops(FaultCode.RULE_REFUSES)


def test_hours_below_the_minimum_warn() -> None:
    assert check(with_hours(54), needling_hours=54.0) == ()
    found = check(with_hours(53.5), needling_hours=54.0)
    assert said(found) == warns(FaultCode.RULE_HOURS_SHORT)
    assert dict(found[0].params)["needed"] == "54"
    assert dict(found[0].params)["have"] == "53.5"
    assert fields(found) == ["training"]


def test_hours_add_up_over_courses() -> None:
    assert check(with_hours(27, 27), needling_hours=54.0) == ()


def test_hours_that_are_not_stated_are_a_question() -> None:
    found = check(with_hours(27, None), needling_hours=54.0)
    assert said(found) == warns(FaultCode.RULE_HOURS_NOT_STATED)
    assert check(with_hours(54, None), needling_hours=54.0) == ()


def test_where_no_minimum_was_found_any_course_does() -> None:
    assert check(with_hours(None)) == ()


def test_hours_in_person_are_asked_for_by_themselves() -> None:
    assert check(in_person_hours=54.0) == ()
    assert said(check(in_person_hours=54.5)) == warns(FaultCode.RULE_IN_PERSON_SHORT)
    assert said(check(with_hours(54), in_person_hours=20.0)) == warns(
        FaultCode.RULE_IN_PERSON_NOT_STATED
    )


def test_supervised_sessions_are_asked_for() -> None:
    some = replace(ASKING, trainings=[replace(COURSE, supervised_sessions=9)])
    assert check(some, supervised_sessions=9) == ()
    assert said(check(some, supervised_sessions=10)) == warns(FaultCode.RULE_SESSIONS_SHORT)
    assert said(check(supervised_sessions=10)) == warns(FaultCode.RULE_SESSIONS_NOT_STATED)


@pytest.mark.parametrize("exam", ["written", "practical"])
def test_an_examination_is_asked_for(exam: str) -> None:
    found = check(**entered({f"{exam}_exam": True}))
    assert said(found) == warns(FaultCode.RULE_EXAM_MISSING)
    assert dict(found[0].params)["exam"] == exam
    passed = replace(ASKING, trainings=[replace(COURSE, **entered({f"{exam}_exam": True}))])
    assert check(passed, **entered({f"{exam}_exam": True})) == ()


def test_a_list_of_accepted_programs_is_closed() -> None:
    assert check(accepted_programs=frozenset({"both"})) == ()
    assert said(check(accepted_programs=frozenset({"few"}))) == warns(
        FaultCode.RULE_PROGRAM_NOT_ACCEPTED
    )


def test_head_and_neck_are_asked_for_where_the_rule_does() -> None:
    silent = replace(ASKING, trainings=[replace(COURSE, head_neck=HeadNeck.NOT_STATED)])
    assert check(head_neck_training=True) == ()
    assert said(check(silent, head_neck_training=True)) == warns(FaultCode.RULE_HEAD_NECK_NEEDED)
    # Without such a rule the training itself asks, once.
    assert check(silent) == ()


def test_training_is_asked_for() -> None:
    none = replace(ASKING, trainings=[])
    assert said(check(none)) == warns(FaultCode.RULE_TRAINING_NEEDED)
    empty = replace(ASKING, trainings=[replace(COURSE, program="none")])
    assert said(check(empty)) == warns(FaultCode.RULE_TRAINING_NEEDED)


def test_who_may_begin_before_they_are_complete_is_told_until_when() -> None:
    rule: dict[str, Any] = {
        "needling_hours": 80.0,
        "hours_before_first_use": 54.0,
        "complete_within_years": 10,
    }
    found = check(**rule)
    assert said(found) == warns(FaultCode.RULE_COMPLETE_BY)
    assert dict(found[0].params)["day"] == "2030-06-01"
    assert said(check(with_hours(53), **rule)) == warns(FaultCode.RULE_HOURS_SHORT)


def test_a_year_alone_counts_as_its_last_day() -> None:
    rule: dict[str, Any] = {"needling_hours": 80.0, "trained_after": date(2020, 12, 31)}
    year = replace(ASKING, trainings=[replace(COURSE, completed=Completion(2020))])
    assert check(year, **rule) == ()
    rule["trained_after"] = date(2020, 12, 30)
    assert said(check(year, **rule)) == warns(FaultCode.RULE_HOURS_SHORT)


def test_an_authorization_that_is_needed_and_not_entered_warns() -> None:
    found = check(authorization=ON_A_ROSTER)
    assert said(found) == warns(FaultCode.RULE_AUTHORIZATION_NEEDED)
    assert fields(found) == ["authorization"]
    assert check(replace(ASKING, authorizations=[ROSTER]), authorization=ON_A_ROSTER) == ()
    for other in ({"kind": "permit"}, {"region": "WY"}, {"country": Country.CA}):
        elsewhere = replace(ASKING, authorizations=[replace(ROSTER, **entered(other))])
        found = check(elsewhere, authorization=ON_A_ROSTER)
        assert said(found) == warns(FaultCode.RULE_AUTHORIZATION_NEEDED)


def test_an_authorization_that_ended_is_none() -> None:
    ended = replace(ROSTER, expires=date(2026, 11, 23))
    today = replace(ROSTER, expires=DAY)
    assert check(replace(ASKING, authorizations=[today]), authorization=ON_A_ROSTER) == ()
    found = check(replace(ASKING, authorizations=[ended]), authorization=ON_A_ROSTER)
    assert said(found) == warns(FaultCode.RULE_AUTHORIZATION_NEEDED)


def test_a_regulator_that_assesses_training_answers_for_hours() -> None:
    rule: dict[str, Any] = {"authorization": "roster", "needling_hours": 100.0}
    on_it = replace(ASKING, authorizations=[ROSTER])
    assert said(check(on_it, **rule)) == warns(FaultCode.RULE_HOURS_SHORT)
    assert check(on_it, **rule, regulator_assesses_training=True) == ()


def test_years_in_practice_are_asked_for_beside_everything_else() -> None:
    def since(first: date | None) -> Asking:
        return replace(ASKING, practising_since=first)

    assert check(since(date(2024, 11, 24)), years_in_practice=2) == ()
    assert said(check(since(date(2024, 11, 25)), years_in_practice=2)) == warns(
        FaultCode.RULE_YEARS_SHORT
    )
    found = check(since(None), years_in_practice=2, needling_hours=80.0)
    assert said(found) == [
        *warns(FaultCode.RULE_YEARS_NOT_STATED),
        *warns(FaultCode.RULE_HOURS_SHORT),
    ]
    assert dict(found[0].params)["years"] == "2"


def test_nothing_that_the_rule_asks_for_stops_a_person() -> None:
    found = check(
        replace(ASKING, trainings=[], practising_since=None),
        years_in_practice=2,
        authorization=ON_A_ROSTER,
        needling_hours=80.0,
        confidence=Confidence.MEDIUM,
    )
    assert {fault.weight for fault in found} == {Weight.WARNING, Weight.FLAG}
