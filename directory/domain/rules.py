"""Rules of the place: what a region lets a profession do with needles, and what it asks for.

A rule is a dated version of what is known for a region and a profession. What a text of law leaves
open, reviewers settle once for everyone: a finding is a version of the rule as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from directory.domain.clock import months_after
from directory.domain.vocabulary import AuthorizationKind, Country, Profession

FINDING_MONTHS = 12
"""How long a reviewer's finding holds; this directory's own rule."""

RuleKey = tuple[Country, str, Profession]


class RuleStatus(StrEnum):
    """What the law of a place says about needling by a profession."""

    PERMITTED = "permitted"
    PERMITTED_WITH_REQUIREMENTS = "permitted_with_requirements"
    REQUIRES_REGISTRATION = "requires_registration"
    AUTHORIZED_PENDING_RULES = "authorized_pending_rules"
    PROHIBITED = "prohibited"
    SILENT = "silent"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How good the source is: the text itself, a reputable quotation, or a list or an inference."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RuleOrigin(StrEnum):
    """Whether a rule was published with the directory, or found by its reviewers."""

    PUBLISHED = "published"
    FINDING = "finding"


class Subject(StrEnum):
    """What the text is about: rules on acupuncture say nothing certain about trigger points."""

    NEEDLING = "needling"
    ACUPUNCTURE = "acupuncture"


class BodyLimit(StrEnum):
    """Parts of the body that a rule keeps a profession to."""

    NONE = "none"
    UPPER_LIMB = "upper_limb"


class Ruling(StrEnum):
    """What follows from a rule by itself."""

    PERMITS = "permits"
    REFUSES = "refuses"
    WAITS = "waits"
    NOT_ESTABLISHED = "not_established"


_RULINGS = {
    RuleStatus.PERMITTED: Ruling.PERMITS,
    RuleStatus.PERMITTED_WITH_REQUIREMENTS: Ruling.PERMITS,
    RuleStatus.REQUIRES_REGISTRATION: Ruling.PERMITS,
    RuleStatus.AUTHORIZED_PENDING_RULES: Ruling.WAITS,
    RuleStatus.PROHIBITED: Ruling.REFUSES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated version of a rule. Empty numbers were not found; they are never zero.

    `version` is unique within country, region and profession; it sorts by `recorded_on`, the day
    from which the directory used it. Hours are clock hours: `needling_hours` of IMS or dry
    needling, `foundation_hours` met by the professional degree (kept, never enforced), all of
    them; `in_person_hours` of the needling hours; `hours_before_first_use` suffice until
    `complete_within_years` after the first course. `authorization`: the kind of the regulator's
    own entry that is needed, an `AuthorizationKind`. `accepted_programs`: where not empty, only
    these count.
    `trained_after`: the requirements bind only people trained after that day. `amends`: the
    published version that a finding brings up to date; it holds until another one is published.
    """

    country: Country
    region: str
    profession: Profession
    version: str
    recorded_on: date
    origin: RuleOrigin
    status: RuleStatus
    confidence: Confidence | None
    subject: Subject = Subject.NEEDLING
    needling_hours: float | None = None
    foundation_hours: float | None = None
    in_person_hours: float | None = None
    hours_before_first_use: float | None = None
    complete_within_years: int | None = None
    supervised_sessions: int | None = None
    years_in_practice: int | None = None
    written_exam: bool = False
    practical_exam: bool = False
    authorization: AuthorizationKind | None = None
    regulator_assesses_training: bool = False
    accepted_programs: frozenset[str] = frozenset()
    body_limit: BodyLimit = BodyLimit.NONE
    head_neck_training: bool = False
    trained_after: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    citation: str = ""
    source_url: str = ""
    as_of: str = ""
    note: str = ""
    researched_on: date | None = None
    amends: str = ""

    @property
    def key(self) -> RuleKey:
        """Region and profession that the rule is about."""
        return self.country, self.region, self.profession

    @property
    def certainty(self) -> Confidence | None:
        """How far the rule may decide by itself: a text on acupuncture at most with a banner."""
        if self.confidence is Confidence.HIGH and self.subject is Subject.ACUPUNCTURE:
            return Confidence.MEDIUM
        return self.confidence

    @property
    def ruling(self) -> Ruling:
        """What follows from the rule without anybody's finding."""
        if self.certainty in {None, Confidence.LOW}:
            return Ruling.NOT_ESTABLISHED
        return _RULINGS.get(self.status, Ruling.NOT_ESTABLISHED)

    @property
    def wants_banner(self) -> bool:
        """Whether the reviewer sees the source beside the decision."""
        return self.certainty is Confidence.MEDIUM

    @property
    def first_day(self) -> date:
        """First day on which the rule can be used.

        A law that waits for its day is known as waiting from the day it was recorded.
        """
        if self.in_force_from is None or self.status is RuleStatus.AUTHORIZED_PENDING_RULES:
            return self.recorded_on
        return max(self.recorded_on, self.in_force_from)

    @property
    def last_day(self) -> date | None:
        """Last day on which the rule can be used, where that is known."""
        good_until = (
            months_after(self.researched_on, FINDING_MONTHS)
            if self.origin is RuleOrigin.FINDING and self.researched_on and not self.amends
            else None
        )
        return min(filter(None, (good_until, self.in_force_until)), default=None)

    def holds_on(self, day: date) -> bool:
        """Say whether the rule is known, in force and not too old on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def may_be_found(rule: Rule | None) -> bool:
    """Say whether a reviewer's finding may settle what this rule says.

    A text about needling with high confidence speaks for itself; only a new version changes it.
    """
    return rule is None or rule.certainty is not Confidence.HIGH


class RuleBook:
    """Every version of every rule; asks are answered by day.

    Build it once and hand it down; it never changes. `with_findings` gives another one.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take published rules and findings in any order; two of one version are refused."""
        found: dict[RuleKey, list[Rule]] = {}
        for rule in sorted(rules, key=lambda each: (each.recorded_on, each.version)):
            versions = found.setdefault(rule.key, [])
            if any(each.version == rule.version for each in versions):
                raise ValueError(f"two rules of one version: {rule.key} {rule.version}")
            versions.append(rule)
        self._versions: Mapping[RuleKey, tuple[Rule, ...]] = MappingProxyType(
            {key: tuple(versions) for key, versions in found.items()}
        )

    def with_findings(self, findings: Iterable[Rule]) -> "RuleBook":
        """Give a book that holds these findings as well."""
        return RuleBook([*self, *findings])

    def __iter__(self) -> Iterator[Rule]:
        """Go through every version, by key and then by day."""
        for versions in self._versions.values():
            yield from versions

    def versions(self, key: RuleKey) -> tuple[Rule, ...]:
        """Give every version of a rule, the oldest first."""
        return self._versions.get(key, ())

    def version(self, key: RuleKey, version: str) -> Rule | None:
        """Give one version of a rule."""
        return next((each for each in self.versions(key) if each.version == version), None)

    def on(self, key: RuleKey, day: date) -> Rule | None:
        """Give the rule that counts on a day; None where nothing is known.

        A finding stands in front of the published version while it holds, unless that one is
        younger and decides by itself.
        """
        published = self.published(key, day)
        finding = self._latest(key, day, origin=RuleOrigin.FINDING)
        if finding is None or published is None:
            return finding or published
        younger = published.recorded_on > finding.recorded_on
        decides = published.ruling is not Ruling.NOT_ESTABLISHED
        return published if younger and decides else finding

    def published(self, key: RuleKey, day: date) -> Rule | None:
        """Give the published version that counts on a day, whatever reviewers found."""
        return self._latest(key, day, origin=RuleOrigin.PUBLISHED)

    def _latest(self, key: RuleKey, day: date, *, origin: RuleOrigin) -> Rule | None:
        """Give the last version that has begun; what it replaced does not return when it ends."""
        begun = [
            rule for rule in self.versions(key) if rule.origin is origin and rule.first_day <= day
        ]
        return begun[-1] if begun and begun[-1].holds_on(day) else None

    def turns(self, key: RuleKey, after: date) -> tuple[date, ...]:
        """Give the days after `after` on which another rule may begin to count, in order."""
        days = set()
        for rule in self.versions(key):
            days.add(rule.first_day)
            if rule.last_day is not None:
                days.add(date.fromordinal(rule.last_day.toordinal() + 1))
        return tuple(sorted(day for day in days if day > after))
