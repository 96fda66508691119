from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Authorization, Check
from directory.domain.minimum import NONE_ON_RECORD, Pillar
from directory.domain.notes import NoteCode, note
from directory.domain.rules import BodyLimit, Confidence, Rule, RuleOrigin, RuleStatus, Subject
from directory.domain.verdict import Verdict
from directory.domain.vocabulary import (
    AuthorizationKind,
    CheckSource,
    Country,
    CredentialState,
    HeadNeck,
    PillarStatus,
    Profession,
)
from tests.domain.papers import (
    AT,
    CERTIFICATION,
    ENTRY,
    LICENCE,
    LOOKED,
    PERSON,
    RULE,
    SEEN,
    TODAY,
    TRAINING,
    ZONE,
    book,
    codes,
    judged,
    params,
    under,
)

DAY = timedelta(days=1)
REGISTERED = replace(RULE, authorization=AuthorizationKind.ENDORSEMENT, needling_hours=40)
ASSESSED = replace(REGISTERED, regulator_assesses_training=True, needling_hours=200)
ENTERED_UNTIL = end_of(date(2027, 1, 15), ZONE)


def held_to(rule: Rule, *entries: Authorization, **changed: Any) -> Verdict:  # noqa: ANN401  (fields of `Practitioner`)
    return judged(held_to=book(rule), authorizations=entries, **changed)


# What follows from the rule alone


@pytest.mark.parametrize(
    ("status", "confidence", "subject", "refused"),
    [
        (RuleStatus.PERMITTED, Confidence.HIGH, Subject.NEEDLING, None),
        (RuleStatus.PERMITTED, Confidence.MEDIUM, Subject.NEEDLING, None),
        (RuleStatus.PERMITTED, Confidence.HIGH, Subject.ACUPUNCTURE, None),
        (RuleStatus.PERMITTED, Confidence.LOW, Subject.NEEDLING, NoteCode.RULE_NOT_ESTABLISHED),
        (RuleStatus.PERMITTED, None, Subject.NEEDLING, NoteCode.RULE_NOT_ESTABLISHED),
        (RuleStatus.PROHIBITED, Confidence.HIGH, Subject.NEEDLING, NoteCode.RULE_PROHIBITS),
        (RuleStatus.PROHIBITED, Confidence.MEDIUM, Subject.NEEDLING, NoteCode.RULE_PROHIBITS),
        (RuleStatus.PROHIBITED, Confidence.LOW, Subject.NEEDLING, NoteCode.RULE_NOT_ESTABLISHED),
        (
            RuleStatus.AUTHORIZED_PENDING_RULES,
            Confidence.HIGH,
            Subject.NEEDLING,
            NoteCode.RULE_WAITS,
        ),
        (RuleStatus.SILENT, Confidence.HIGH, Subject.NEEDLING, NoteCode.RULE_NOT_ESTABLISHED),
        (RuleStatus.UNKNOWN, None, Subject.NEEDLING, NoteCode.RULE_NOT_ESTABLISHED),
    ],
)
def test_what_follows_from_the_rule_alone(
    status: RuleStatus, confidence: Confidence | None, subject: Subject, refused: NoteCode | None
) -> None:
    verdict = under(status=status, confidence=confidence, subject=subject)
    assert verdict.qualified == (verdict.partial_until > AT) == (refused is None)
    assert verdict.rule is not None
    assert verdict.rule.status is status
    # The licence and the papers are what they are, whatever the law says of needles.
    assert verdict.licence == Pillar(PillarStatus.CHECKED, LOOKED, end_of(date(2027, 2, 28), ZONE))
    assert verdict.training == Pillar(PillarStatus.CHECKED, SEEN, ALWAYS)
    assert verdict.accreditation.until > AT
    if refused is not None:
        assert verdict.notes == (note(refused, profession=Profession.PHYSICAL_THERAPIST),)


def test_a_place_without_a_rule_is_one_that_nobody_looked_into() -> None:
    verdict = judged(held_to=book())
    assert (verdict.qualified_until, verdict.partial_until, verdict.rule) == (NEVER, NEVER, None)
    assert codes(verdict) == [NoteCode.RULE_NOT_ESTABLISHED]
    bare = judged(held_to=book(), trainings=(), certifications=())
    assert (bare.training, bare.accreditation) == (NONE_ON_RECORD, NONE_ON_RECORD)
    assert codes(bare) == [NoteCode.RULE_NOT_ESTABLISHED, NoteCode.ACCREDITATION_NONE]


def test_a_rule_of_another_profession_or_place_says_nothing() -> None:
    for changed in (
        {"profession": Profession.CHIROPRACTOR},
        {"region": "WA"},
        {"country": Country.CA},
    ):
        assert codes(under(**changed)) == [NoteCode.RULE_NOT_ESTABLISHED]


@pytest.mark.parametrize(
    ("confidence", "subject", "banner"),
    [
        (Confidence.HIGH, Subject.NEEDLING, False),
        (Confidence.MEDIUM, Subject.NEEDLING, True),
        (Confidence.HIGH, Subject.ACUPUNCTURE, True),
        (Confidence.MEDIUM, Subject.ACUPUNCTURE, True),
    ],
)
def test_what_is_known_at_second_hand_says_so(
    *, confidence: Confidence, subject: Subject, banner: bool
) -> None:
    verdict = under(confidence=confidence, subject=subject)
    assert (NoteCode.RULE_SECOND_HAND in codes(verdict)) == banner
    assert verdict.qualified


def test_a_finding_says_that_it_is_one_and_from_when() -> None:
    verdict = under(
        origin=RuleOrigin.FINDING, researched_on=date(2026, 10, 1), confidence=Confidence.MEDIUM
    )
    assert verdict.qualified
    assert params(verdict, NoteCode.RULE_BY_FINDING) == {"day": "2026-10-01"}
    assert NoteCode.RULE_SECOND_HAND not in codes(verdict)


def test_a_rule_that_keeps_a_profession_to_the_arm_is_none_for_headaches() -> None:
    verdict = under(body_limit=BodyLimit.UPPER_LIMB)
    assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
    assert params(verdict, NoteCode.RULE_BODY_LIMIT) == {"limit": "upper_limb"}


# Years in practice


@pytest.mark.parametrize(
    ("since", "good"),
    [
        (date(2024, 11, 23), True),
        (date(2024, 11, 24), True),
        (date(2024, 11, 25), False),
        (date(2000, 2, 29), True),
    ],
)
def test_years_in_practice_are_full_on_their_day(*, since: date, good: bool) -> None:
    licence = replace(LICENCE, practising_since=since)
    verdict = judged(held_to=book(replace(RULE, years_in_practice=2)), licences=(licence,))
    assert verdict.qualified == good
    if not good:
        assert params(verdict, NoteCode.RULE_YEARS_SHORT) == {"years": "2"}
        assert verdict.partial_until == NEVER


@pytest.mark.parametrize(
    ("day", "years", "good"),
    [
        (date(2026, 2, 28), 2, False),
        (date(2026, 3, 1), 2, True),
        (date(2028, 2, 29), 4, False),
        (date(2028, 3, 1), 4, True),
    ],
)
def test_who_began_on_a_leap_day_has_full_years_in_march(
    *, day: date, years: int, good: bool
) -> None:
    licence = replace(
        LICENCE, practising_since=date(2024, 2, 29), expires=None, check=replace(LOOKED)
    )
    check = Check(CheckSource.REGULATOR_REGISTER, day)
    at = end_of(day, ZONE) - timedelta(hours=12)
    verdict = judged(
        at=at,
        held_to=book(replace(RULE, years_in_practice=years)),
        licences=(replace(licence, check=check),),
    )
    assert verdict.qualified == good


def test_the_day_of_the_place_counts_not_the_day_of_greenwich() -> None:
    licence = replace(LICENCE, practising_since=date(2024, 11, 25))
    rules = book(replace(RULE, years_in_practice=2))
    midnight = end_of(TODAY, ZONE)
    assert not judged(at=midnight - DAY / 86_400, held_to=rules, licences=(licence,)).qualified
    assert judged(at=midnight, held_to=rules, licences=(licence,)).qualified


def test_years_that_are_not_stated_are_a_question() -> None:
    licence = replace(LICENCE, practising_since=None)
    verdict = judged(held_to=book(replace(RULE, years_in_practice=2)), licences=(licence,))
    assert not verdict.qualified
    assert params(verdict, NoteCode.RULE_YEARS_NOT_STATED) == {"years": "2"}
    assert judged(licences=(licence,)).qualified


# The regulator's own entry


def test_where_a_rule_needs_an_entry_nobody_works_without() -> None:
    verdict = held_to(REGISTERED)
    assert (verdict.qualified_until, verdict.partial_until) == (NEVER, NEVER)
    assert params(verdict, NoteCode.AUTHORIZATION_NONE) == {"kind": "endorsement"}
    assert verdict.training.until == ALWAYS


def test_the_entry_ends_what_it_carries() -> None:
    verdict = held_to(REGISTERED, ENTRY)
    assert verdict.qualified_until == verdict.partial_until == ENTERED_UNTIL
    assert codes(verdict) == []
    later = held_to(REGISTERED, replace(ENTRY, expires=date(2027, 4, 1)))
    assert later.qualified_until == end_of(date(2027, 2, 28), ZONE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "roster"},
        {"region": "WA"},
        {"country": Country.CA},
        {"state": CredentialState.SUBMITTED},
        {"state": CredentialState.WITHDRAWN},
        {"expires": TODAY - DAY},
        {"check": None},
        {"check": Check(CheckSource.DOCUMENT_SEEN, TODAY)},
        {"check": Check(CheckSource.REGULATOR_REGISTER, date(2026, 5, 23))},
    ],
    ids=str,
)
def test_only_a_checked_entry_of_the_place_and_kind_counts(wrong: dict[str, object]) -> None:
    for rule in (REGISTERED, ASSESSED):
        verdict = held_to(rule, replace(ENTRY, **wrong))  # type: ignore[arg-type]
        assert (verdict.qualified, verdict.partial_until) == (False, NEVER)
        assert NoteCode.AUTHORIZATION_NONE in codes(verdict)


def test_of_two_entries_the_one_that_holds_longer_counts() -> None:
    longer = replace(ENTRY, expires=date(2027, 2, 1))
    for entries in ((ENTRY, longer), (longer, ENTRY)):
        assert held_to(REGISTERED, *entries).qualified_until == end_of(date(2027, 2, 1), ZONE)


def test_an_entry_that_no_rule_asks_for_is_worth_nothing() -> None:
    free = replace(RULE, regulator_assesses_training=True)
    verdict = held_to(free, ENTRY, certifications=(), trainings=())
    assert (verdict.training, verdict.accreditation) == (NONE_ON_RECORD, NONE_ON_RECORD)


def test_an_entry_stands_for_training_only_where_the_regulator_assesses_it() -> None:
    verdict = held_to(replace(REGISTERED, needling_hours=200), ENTRY)
    assert verdict.partial_until == NEVER
    assert codes(verdict) == [NoteCode.TRAINING_HOURS_SHORT]


# Where the regulator assesses the training


def test_an_assessed_entry_stands_for_hours_and_accreditation() -> None:
    verdict = held_to(ASSESSED, ENTRY, certifications=())
    entered = Pillar(PillarStatus.CHECKED, LOOKED, ENTERED_UNTIL)
    assert (verdict.training, verdict.accreditation) == (entered, entered)
    assert verdict.qualified_until == verdict.partial_until == ENTERED_UNTIL
    assert verdict.notes == (
        note(NoteCode.TRAINING_BY_AUTHORIZATION, kind="endorsement"),
        note(NoteCode.ACCREDITATION_BY_AUTHORIZATION, kind="endorsement"),
    )


def test_an_assessed_entry_stands_where_no_course_is_on_record() -> None:
    verdict = held_to(ASSESSED, ENTRY, certifications=(), trainings=())
    assert verdict.qualified_until == verdict.listed_until == ENTERED_UNTIL
    assert verdict.head_neck is HeadNeck.NOT_STATED
    assert NoteCode.TRAINING_NONE not in codes(verdict)


def test_courses_that_are_enough_are_shown_themselves() -> None:
    verdict = held_to(replace(ASSESSED, needling_hours=54), ENTRY)
    assert verdict.training == Pillar(PillarStatus.CHECKED, SEEN, ALWAYS)
    assert NoteCode.TRAINING_BY_AUTHORIZATION not in codes(verdict)
    # The certification ends later than the entry does.
    assert verdict.accreditation.until == end_of(date(2028, 10, 31), ZONE)
    assert codes(verdict) == []


@pytest.mark.parametrize(
    ("expires", "by_entry"),
    [(date(2027, 1, 14), True), (date(2027, 1, 15), False), (date(2027, 1, 16), False)],
)
def test_whichever_accreditation_holds_longer_is_shown(*, expires: date, by_entry: bool) -> None:
    certification = replace(CERTIFICATION, expires=expires)
    verdict = held_to(ASSESSED, ENTRY, certifications=(certification,))
    assert (verdict.accreditation.check == LOOKED) == by_entry
    assert (NoteCode.ACCREDITATION_BY_AUTHORIZATION in codes(verdict)) == by_entry
    assert verdict.qualified_until == ENTERED_UNTIL


def test_an_assessed_entry_outlives_the_time_to_complete_a_training() -> None:
    rule = replace(ASSESSED, needling_hours=60, hours_before_first_use=30, complete_within_years=5)
    short = replace(TRAINING, completed_on=date(2021, 12, 31))
    verdict = held_to(rule, ENTRY, trainings=(short,))
    assert verdict.training.until == ENTERED_UNTIL
    longer = replace(TRAINING, completed_on=date(2022, 1, 16))
    verdict = held_to(rule, ENTRY, trainings=(longer,))
    assert verdict.training.until == end_of(date(2027, 1, 16), ZONE)
    even = replace(TRAINING, completed_on=date(2022, 1, 15))
    assert NoteCode.TRAINING_COMPLETE_BY in codes(held_to(rule, ENTRY, trainings=(even,)))


@pytest.mark.parametrize(
    ("head_neck", "said"),
    [
        (HeadNeck.YES, []),
        (HeadNeck.NOT_STATED, [NoteCode.TRAINING_HEAD_NECK_NOT_STATED]),
        (HeadNeck.NO, [NoteCode.TRAINING_HEAD_NECK_NO]),
    ],
)
def test_what_a_training_leaves_out_is_said_whoever_vouches_for_it(
    head_neck: HeadNeck, said: list[NoteCode]
) -> None:
    trainings = (replace(TRAINING, head_neck=head_neck),)
    assert codes(judged(held_to=book(replace(RULE, needling_hours=1)), trainings=trainings)) == said
    verdict = held_to(ASSESSED, ENTRY, trainings=trainings)
    assert codes(verdict) == [NoteCode.TRAINING_BY_AUTHORIZATION, *said]
    assert (verdict.listed_until > AT) == (head_neck is not HeadNeck.NO)
    assert verdict.qualified


# What is said


def test_reasons_come_in_the_order_of_what_they_are_about() -> None:
    rule = replace(REGISTERED, confidence=Confidence.MEDIUM, needling_hours=100)
    silent = replace(TRAINING, head_neck=HeadNeck.NOT_STATED)
    verdict = held_to(rule, trainings=(silent,), certifications=(), held=True)
    assert codes(verdict) == [
        NoteCode.HELD,
        NoteCode.RULE_SECOND_HAND,
        NoteCode.AUTHORIZATION_NONE,
        NoteCode.TRAINING_HOURS_SHORT,
        NoteCode.TRAINING_HEAD_NECK_NOT_STATED,
        NoteCode.ACCREDITATION_NONE,
    ]


def test_no_training_and_no_accreditation_are_said_each() -> None:
    verdict = judged(trainings=(), certifications=())
    assert codes(verdict) == [NoteCode.TRAINING_NONE, NoteCode.ACCREDITATION_NONE]
    assert (verdict.training, verdict.accreditation) == (NONE_ON_RECORD, NONE_ON_RECORD)


def test_what_bars_a_person_stands_before_what_the_rule_says() -> None:
    verdict = judged(held_to=book(), held=True)
    assert codes(verdict) == [NoteCode.HELD, NoteCode.RULE_NOT_ESTABLISHED]
    assert PERSON.held is False
