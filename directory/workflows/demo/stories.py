"""What becomes of demo people: how many of every 500 stand how with each pillar."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from directory.adapters.demo_files import demo_rows
from directory.domain.vocabulary import CredentialState

BLOCK = 500
"""So many people have exactly the shares of `stories.csv` among them."""


class Claim(StrEnum):
    """How a pillar stands; the last nine are states of the credential itself."""

    CURRENT = "current"
    ENDS_SOON = "ends_soon"
    CHECK_ENDS_SOON = "check_ends_soon"
    NO_END = "no_end"
    EXPIRED = "expired"
    CHECK_OLD = "check_old"
    COMPACT = "compact"
    NEW = "new"
    INACTIVE = "inactive"
    STUDENT = "student"
    BARS_NEEDLING = "bars_needling"
    HEAD_NECK_NO = "head_neck_no"
    HOURS_SHORT = "hours_short"
    HOURS_NOT_STATED = "hours_not_stated"
    BEGUN = "begun"
    BY_CERTIFICATION = "by_certification"
    BY_COURSE = "by_course"
    BY_AUTHORIZATION = "by_authorization"
    NONE = "none"
    REFUSED_APPEALED = "refused_appealed"
    SUSPENDED_APPEALED = "suspended_appealed"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    QUERIED = "queried"
    DEFERRED = "deferred"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"

    @property
    def state(self) -> CredentialState:
        """State of a credential that stands so."""
        return STATES.get(self, CredentialState.VERIFIED)


STATES = {
    claim: CredentialState(claim.value)
    for claim in Claim
    if claim.value in {state.value for state in CredentialState}
} | {
    Claim.REFUSED_APPEALED: CredentialState.SUBMITTED,
    Claim.SUSPENDED_APPEALED: CredentialState.SUSPENDED,
}


class Presence(StrEnum):
    """Whether the public can find a person, and if not why."""

    PUBLIC = "public"
    UNPUBLISHED = "unpublished"
    ATTESTATION_OLD = "attestation_old"
    NO_HEADACHE = "no_headache"
    HELD = "held"


class Demand(StrEnum):
    """What the rule of the place must be like for a story to happen there."""

    NOTHING = ""
    UNASSESSED = "unassessed"
    ASSESSED = "assessed"
    AUTHORIZATION = "authorization"
    HOURS = "hours"
    BEGINNERS = "beginners"
    YEARS = "years"
    NO_MINIMUM = "no_minimum"
    COMPACT = "compact"


class Outcome(StrEnum):
    """How a story ends: found in search, qualified but not found, or not qualified anywhere."""

    FOUND = "found"
    QUALIFIED = "qualified"
    NOT_QUALIFIED = "not_qualified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How one person stands."""

    licence: Claim
    authorization: Claim
    training: Claim
    accreditation: Claim
    presence: Presence
    demand: Demand
    outcome: Outcome


@cache
def read_stories() -> tuple[Story, ...]:
    """Give the stories of a block of people, each as often as it is told."""
    return tuple(
        Story(
            licence=Claim(row["licence"]),
            authorization=Claim(row["authorization"]),
            training=Claim(row["training"]),
            accreditation=Claim(row["accreditation"]),
            presence=Presence(row["profile"]),
            demand=Demand(row["demand"]),
            outcome=Outcome(row["outcome"]),
        )
        for row in demo_rows("stories")
        for _ in range(int(row["per_500"]))
    )
