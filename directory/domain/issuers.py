"""Asking an issuer whether a credential is on its record, and what an answer is good for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.checks import CheckRecord
from directory.domain.vocabulary import (
    ActorKind,
    CheckSource,
    CredentialKind,
    CredentialState,
    IssuerAnswer,
    RegisterStatus,
)

MOST_ISSUER: Final = 200
MOST_WHO: Final = 200
MOST_WORDS: Final = 1_000

ASKABLE: Final = frozenset(
    {
        CredentialState.SUBMITTED,
        CredentialState.QUERIED,
        CredentialState.DEFERRED,
        CredentialState.VERIFIED,
        CredentialState.SUSPENDED,
    }
)
"""States of what was sent and is not over."""


class IssuerRefusal(StrEnum):
    """Why an issuer is not asked."""

    NOT_YOUR_PART = "not_your_part"
    OWN_FILE = "own_file"
    NOT_OPEN = "not_open"
    THEIR_OWN_ADDRESS = "their_own_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an issuer said of a credential; `by`: who they are, in their own words."""

    kind: CredentialKind
    issuer: str
    reference: str
    answer: IssuerAnswer
    by: str
    words: str
    on: date


def refusal_to_ask(
    state: CredentialState, by: ActorKind, *, own: bool, email: str, theirs: Collection[str]
) -> IssuerRefusal | None:
    """Say why an address is not asked about a credential; None where it is.

    `theirs`: addresses of the practitioner's own side, and of who asks. Whoever asks themselves
    would be answered what they like.
    """
    if by is not ActorKind.REVIEWER:
        return IssuerRefusal.NOT_YOUR_PART
    if own:
        return IssuerRefusal.OWN_FILE
    if state not in ASKABLE:
        return IssuerRefusal.NOT_OPEN
    known = {address.casefold() for address in theirs}
    return IssuerRefusal.THEIR_OWN_ADDRESS if email.casefold() in known else None


def words_needed(answer: IssuerAnswer, words: str) -> bool:
    """Say whether an answer has to say more: what differs."""
    return answer is IssuerAnswer.DIFFERS and not words.strip()


def record_of(answered: Answered, *, reviewer: int) -> CheckRecord:
    """Put an answer into a check record, for a reviewer to complete and to decide on.

    Of a licence it lacks what the regulator's own words are, which nobody can fill in for them.
    """
    return CheckRecord(
        kind=answered.kind,
        source=CheckSource.ISSUER_CONFIRMED,
        source_name=answered.issuer,
        looked_on=answered.on,
        reviewer=reviewer,
        status_found=_status(answered),
        reference=answered.reference,
        note=": ".join(filter(None, (answered.by, answered.words))),
    )


def _status(answered: Answered) -> RegisterStatus | None:
    match answered.answer:
        case IssuerAnswer.CONFIRMED if answered.kind is not CredentialKind.TRAINING:
            return RegisterStatus.ACTIVE
        case IssuerAnswer.NOT_ON_RECORD:
            return RegisterStatus.NOT_FOUND
        case _:
            # A course has no standing; and what differs is for a person to read.
            return None
