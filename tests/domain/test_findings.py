from dataclasses import replace
from datetime import date

import pytest

from directory.domain.findings import (
    Finding,
    FindingRefusal,
    may_confirm,
    may_propose,
    next_version,
)
from directory.domain.rules import Confidence as Sure
from directory.domain.rules import Rule, RuleOrigin, RuleStatus
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
    confirmed = may_confirm(actor=actor, proposed_by=1, settled=False)
    assert confirmed is FindingRefusal.NOT_YOUR_PART


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
    second = Actor(ActorKind.REVIEWER, 2)
    assert may_confirm(actor=second, proposed_by=1, settled=False) is None
    same = may_confirm(actor=REVIEWER, proposed_by=1, settled=False)
    assert same is FindingRefusal.SAME_REVIEWER
    again = may_confirm(actor=second, proposed_by=1, settled=True)
    assert again is FindingRefusal.SETTLED


def test_versions_of_one_day_are_told_apart() -> None:
    taken: set[str] = set()
    for expected in ("2026-11-24.finding", "2026-11-24.finding-2", "2026-11-24.finding-3"):
        version = next_version(TODAY, frozenset(taken))
        assert version == expected
        taken.add(version)
