from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.findings import (
    Finding,
    FindingRefusal,
    Proposed,
    may_confirm,
    may_propose,
    may_refuse,
    next_version,
)
from directory.domain.rules import Confidence as Sure
from directory.domain.rules import Rule, RuleOrigin, RuleStatus
from directory.domain.seconding import DELAY, SecondReviewer
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, AuthorizationKind, Country, Profession

TODAY = date(2026, 11, 24)
REVIEWER = Actor(ActorKind.REVIEWER, 1)
KEY = (Country.US, "PA", Profession.PHYSICAL_THERAPIST)
FOUND = Finding(
    key=KEY,
    status=RuleStatus.PERMITTED,
    citation="Example letter",
    source_url="https://board.example/letter",
    researched_on=date(2026, 11, 20),
)
SILENT = Rule(
    country=Country.US,
    region="PA",
    profession=Profession.PHYSICAL_THERAPIST,
    version="2026-11-20",
    recorded_on=date(2026, 11, 20),
    origin=RuleOrigin.PUBLISHED,
    status=RuleStatus.SILENT,
    confidence=Sure.MEDIUM,
)


SECOND = Actor(ActorKind.REVIEWER, 2)
OPEN = Proposed(by=1, at=datetime(2026, 11, 24, 18, tzinfo=UTC), settled=False)


def confirming(actor: Actor, finding: Proposed = OPEN) -> FindingRefusal | None:
    return may_confirm(finding, actor=actor, at=OPEN.at + DELAY, policy=SecondReviewer.REQUIRED)


def proposed(
    finding: Finding = FOUND, *, actor: Actor = REVIEWER, published: Rule | None = SILENT
) -> FindingRefusal | None:
    return may_propose(finding, actor=actor, published=published, today=TODAY)


def test_a_sourced_answer_of_a_reviewer_is_taken() -> None:
    assert proposed() is None
    assert proposed(published=None) is None
    assert proposed(replace(FOUND, source_url="http://board.example/letter")) is None


@pytest.mark.parametrize("kind", sorted(set(ActorKind) - {ActorKind.REVIEWER, ActorKind.SYSTEM}))
def test_only_reviewers_propose_and_confirm(kind: ActorKind) -> None:
    actor = Actor(kind, 5)
    assert proposed(actor=actor) is FindingRefusal.NOT_YOUR_PART
    assert confirming(actor) is FindingRefusal.NOT_YOUR_PART
    assert may_refuse(OPEN, actor=actor) is FindingRefusal.NOT_YOUR_PART


def test_a_text_with_high_confidence_speaks_for_itself() -> None:
    for status in RuleStatus:
        sure = replace(SILENT, confidence=Sure.HIGH, status=status)
        assert proposed(published=sure) is FindingRefusal.RULE_SPEAKS_FOR_ITSELF
        for confidence in (Sure.MEDIUM, Sure.LOW, None):
            assert proposed(published=replace(sure, confidence=confidence)) is None


@pytest.mark.parametrize("status", list(RuleStatus))
def test_a_finding_gives_an_answer(status: RuleStatus) -> None:
    finding = replace(FOUND, status=status, authorization=AuthorizationKind.ROSTER)
    open_question = status in {RuleStatus.SILENT, RuleStatus.UNKNOWN}
    assert proposed(finding) is (FindingRefusal.NOT_AN_ANSWER if open_question else None)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"source_url": ""}, FindingRefusal.SOURCE_MISSING),
        ({"source_url": "board.example"}, FindingRefusal.SOURCE_MISSING),
        ({"source_url": "javascript:alert(1)"}, FindingRefusal.SOURCE_MISSING),
        ({"citation": " "}, FindingRefusal.SOURCE_MISSING),
        ({"citation": "x" * 500}, None),
        ({"citation": "x" * 501}, FindingRefusal.TOO_LONG),
        ({"note": "x" * 2000}, None),
        ({"note": "x" * 2001}, FindingRefusal.TOO_LONG),
        ({"researched_on": TODAY}, None),
        ({"researched_on": date(2026, 11, 25)}, FindingRefusal.IN_FUTURE),
        ({"researched_on": date(2025, 11, 24)}, None),
        ({"researched_on": date(2025, 11, 23)}, FindingRefusal.TOO_OLD),
        ({"needling_hours": 0.0}, FindingRefusal.NUMBERS),
        ({"needling_hours": -1.0}, FindingRefusal.NUMBERS),
        ({"needling_hours": 0.5}, None),
        ({"in_person_hours": 0.0}, FindingRefusal.NUMBERS),
        ({"supervised_sessions": 0}, FindingRefusal.NUMBERS),
        ({"years_in_practice": 0}, FindingRefusal.NUMBERS),
        ({"years_in_practice": 1}, None),
        ({"status": RuleStatus.REQUIRES_REGISTRATION}, FindingRefusal.AUTHORIZATION_MISSING),
        ({"status": RuleStatus.REQUIRES_REGISTRATION, "authorization": "roster"}, None),
    ],
)
def test_a_finding_names_its_source_its_day_and_no_zero(
    changed: dict[str, object], refusal: FindingRefusal | None
) -> None:
    assert proposed(replace(FOUND, **changed)) is refusal  # type: ignore[arg-type]


def test_somebody_else_confirms_and_only_once() -> None:
    assert confirming(SECOND) is None
    assert confirming(REVIEWER) is FindingRefusal.SAME_REVIEWER
    settled = replace(OPEN, settled=True)
    assert confirming(SECOND, settled) is FindingRefusal.SETTLED
    assert may_refuse(settled, actor=SECOND) is FindingRefusal.SETTLED


def test_who_proposed_a_finding_may_take_it_back() -> None:
    assert may_refuse(OPEN, actor=REVIEWER) is None


def test_where_one_person_runs_a_directory_a_day_has_to_pass() -> None:
    alone = SecondReviewer.DELAY_24H
    just_before = OPEN.at + DELAY - timedelta(seconds=1)
    early = may_confirm(OPEN, actor=REVIEWER, at=just_before, policy=alone)
    assert early is FindingRefusal.SAME_REVIEWER
    assert may_confirm(OPEN, actor=REVIEWER, at=OPEN.at + DELAY, policy=alone) is None


def test_a_rule_that_speaks_for_itself_is_amended_by_its_version() -> None:
    sure = replace(SILENT, confidence=Sure.HIGH, status=RuleStatus.PROHIBITED)
    amends = replace(FOUND, amends=sure.version)
    assert proposed(amends, published=sure) is None
    newer = replace(sure, version="2026-11-23")
    assert proposed(amends, published=newer) is FindingRefusal.OTHER_VERSION
    assert proposed(amends, published=None) is FindingRefusal.OTHER_VERSION


def test_versions_of_one_day_are_told_apart() -> None:
    taken: set[str] = set()
    for expected in ("2026-11-24.finding", "2026-11-24.finding-2", "2026-11-24.finding-3"):
        version = next_version(TODAY, frozenset(taken))
        assert version == expected
        taken.add(version)
