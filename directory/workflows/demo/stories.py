"""What becomes of demo people: how many of every 500 stand how with each pillar."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from directory.domain.vocabulary import CredentialState
from directory.workflows.demo.chance import stream
from directory.workflows.demo.words import entries

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
    INACTIVE = "inactive"
    STUDENT = "student"
    BARS_NEEDLING = "bars_needling"
    HEAD_NECK_NO = "head_neck_no"
    BY_CERTIFICATION = "by_certification"
    BY_COURSE = "by_course"
    NONE = "none"
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
}


class Presence(StrEnum):
    """Whether the public can find a person, and if not why."""

    PUBLIC = "public"
    UNPUBLISHED = "unpublished"
    ATTESTATION_OLD = "attestation_old"
    NO_HEADACHE = "no_headache"


@dataclass(frozen=True, slots=True)
class Story:
    """How one person stands."""

    licence: Claim
    training: Claim
    accreditation: Claim
    presence: Presence


def story_of(seed: int, index: int) -> Story:
    """Give the story of a person; every block of people tells all of them."""
    block, place = divmod(index, BLOCK)
    return _block(seed, block)[place]


@lru_cache(maxsize=4_096)
def _block(seed: int, block: int) -> tuple[Story, ...]:
    rnd = stream(seed, "stories", block)
    return tuple(sorted(_stories(), key=lambda _: rnd.random()))


@cache
def _stories() -> tuple[Story, ...]:
    return tuple(
        Story(
            licence=Claim(entry["licence"]),
            training=Claim(entry["training"]),
            accreditation=Claim(entry["accreditation"]),
            presence=Presence(entry["profile"]),
        )
        for entry in entries("stories")
        for _ in range(int(entry["per_500"]))
    )
