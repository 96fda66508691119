"""Findings: what a reviewer may settle about the rule of a place, and who confirms it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from directory.domain.clock import months_after
from directory.domain.rules import (
    FINDING_MONTHS,
    BodyLimit,
    Rule,
    RuleKey,
    RuleOrigin,
    RuleStatus,
    may_be_found,
)
from directory.domain.seconding import SecondReviewer, seconded
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, AuthorizationKind

ANSWERS = frozenset(
    {
        RuleStatus.PERMITTED,
        RuleStatus.PERMITTED_WITH_REQUIREMENTS,
        RuleStatus.REQUIRES_REGISTRATION,
        RuleStatus.AUTHORIZED_PENDING_RULES,
        RuleStatus.PROHIBITED,
    }
)
"""A finding gives an answer; that a board is silent is what it starts from."""
_LONGEST_CITATION = 500
_LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a reviewer read at the source, for one region and profession; hours are clock hours.

    `amends`: the published version that speaks for itself, and that they found out of date.
    """

    key: RuleKey
    status: RuleStatus
    citation: str
    source_url: str
    researched_on: date
    note: str = ""
    needling_hours: float | None = None
    in_person_hours: float | None = None
    supervised_sessions: int | None = None
    years_in_practice: int | None = None
    written_exam: bool = False
    practical_exam: bool = False
    authorization: AuthorizationKind | None = None
    regulator_assesses_training: bool = False
    body_limit: BodyLimit = BodyLimit.NONE
    trained_after: date | None = None
    amends: str | None = None


class FindingRefusal(StrEnum):
    """Why a finding was not taken."""

    NOT_YOUR_PART = "not_your_part"
    SAME_REVIEWER = "same_reviewer"
    SETTLED = "settled"
    RULE_SPEAKS_FOR_ITSELF = "rule_speaks_for_itself"
    OTHER_VERSION = "other_version"
    NOT_AN_ANSWER = "not_an_answer"
    SOURCE_MISSING = "source_missing"
    TOO_LONG = "too_long"
    IN_FUTURE = "in_future"
    TOO_OLD = "too_old"
    NUMBERS = "numbers"
    AUTHORIZATION_MISSING = "authorization_missing"


def may_propose(
    finding: Finding, *, actor: Actor, published: Rule | None, today: date
) -> FindingRefusal | None:
    """Say why a finding may not be proposed; None where it may. `published`: the rule today."""
    source = finding.source_url.startswith(("https://", "http://")) and finding.citation.strip()
    numbers = (
        finding.needling_hours,
        finding.in_person_hours,
        finding.supervised_sessions,
        finding.years_in_practice,
    )
    registers = finding.status is RuleStatus.REQUIRES_REGISTRATION
    long = len(finding.citation) > _LONGEST_CITATION or len(finding.note) > _LONGEST_NOTE
    refusals = {
        FindingRefusal.NOT_YOUR_PART: actor.kind is not ActorKind.REVIEWER,
        FindingRefusal.RULE_SPEAKS_FOR_ITSELF: not may_be_found(published)
        and finding.amends is None,
        FindingRefusal.OTHER_VERSION: finding.amends is not None
        and (published is None or published.version != finding.amends),
        FindingRefusal.NOT_AN_ANSWER: finding.status not in ANSWERS,
        FindingRefusal.SOURCE_MISSING: not source,
        FindingRefusal.TOO_LONG: long,
        FindingRefusal.IN_FUTURE: finding.researched_on > today,
        FindingRefusal.TOO_OLD: months_after(finding.researched_on, FINDING_MONTHS) < today,
        # Zero would say "none is asked for", which is what an empty number never says.
        FindingRefusal.NUMBERS: any(number is not None and number <= 0 for number in numbers),
        FindingRefusal.AUTHORIZATION_MISSING: registers and not finding.authorization,
    }
    return next((refusal for refusal, holds in refusals.items() if holds), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Who proposed a finding when, and whether it is confirmed or refused by now."""

    by: int
    at: datetime
    settled: bool


def may_confirm(
    proposed: Proposed, *, actor: Actor, at: datetime, policy: SecondReviewer
) -> FindingRefusal | None:
    """Say why somebody may not confirm a finding; None where they may."""
    refusal = may_refuse(proposed, actor=actor)
    if refusal is not None:
        return refusal
    confirmed = seconded(
        policy, proposed_by=proposed.by, proposed_at=proposed.at, by=actor.account, at=at
    )
    return None if confirmed else FindingRefusal.SAME_REVIEWER


def may_refuse(proposed: Proposed, *, actor: Actor) -> FindingRefusal | None:
    """Say why somebody may not put a finding aside; who proposed it may take it back."""
    if actor.kind is not ActorKind.REVIEWER:
        return FindingRefusal.NOT_YOUR_PART
    return FindingRefusal.SETTLED if proposed.settled else None


def next_version(day: date, taken: frozenset[str]) -> str:
    """Name the version that a finding confirmed on a day becomes."""
    names = (f"{day}.{RuleOrigin.FINDING}", *(f"{day}.{RuleOrigin.FINDING}-{n}" for n in _SECOND))
    return next(name for name in names if name not in taken)


_SECOND = range(2, 1_000)
