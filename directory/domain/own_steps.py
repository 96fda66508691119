"""What an owner is offered to do with a credential of theirs, from the table of verification.

What was verified is never edited where it stands: the next period and a correction are entered
beside it, and it stays public until they are checked.
"""

from enum import StrEnum

from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import CredentialKind, CredentialState


class Offer(StrEnum):
    """What a page offers for a credential."""

    CHANGE = "change"
    RENEW = "renew"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


OPEN = frozenset(
    {
        CredentialState.DRAFT,
        CredentialState.SUBMITTED,
        CredentialState.QUERIED,
        CredentialState.DEFERRED,
        CredentialState.VERIFIED,
        CredentialState.SUSPENDED,
    }
)
"""States of what may still count, or counts."""
_ENDLESS = frozenset({CredentialKind.TRAINING})
"""What never lapses has no next period."""


def offers(
    kind: CredentialKind, state: CredentialState, *, renewed: bool, corrected: bool
) -> tuple[Offer, ...]:
    """Give what can be done; `renewed`, `corrected`: an open row does it already."""
    verified = state is CredentialState.VERIFIED
    offered = {
        Offer.CHANGE: (state, Action.EDIT) in STEPS and not verified,
        Offer.RENEW: verified and kind not in _ENDLESS and not renewed,
        Offer.CORRECT: verified and not corrected,
        Offer.WITHDRAW: (state, Action.WITHDRAW) in STEPS,
    }
    return tuple(offer for offer, stands in offered.items() if stands)
