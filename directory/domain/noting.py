"""Looks at a source that are written down before a decision: when, and what a reviewer finds."""

from dataclasses import dataclass
from typing import Final

from directory.domain.verification import STEPS
from directory.domain.vocabulary import (
    CountsAs,
    CredentialKind,
    CredentialState,
    Finding,
)

NOTED_IN: Final = frozenset(
    {CredentialState.QUERIED, CredentialState.DEFERRED}
    | {state for (state, _), step in STEPS.items() if step.needs_check}
)
"""The states in which a look can serve a decision, now or once an answer or a day has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a reviewer finds about a credential itself; None: they found nothing about that.

    `bars_needling`: whether the conditions of a licence bar needling. `counts_as`: what a program
    that is on no kept list counts as.
    """

    bars_needling: Finding | None = None
    counts_as: CountsAs | None = None


NOTHING_FOUND: Final = Findings()


def can_find(kind: CredentialKind, state: CredentialState, *, findings: Findings) -> bool:
    """Say whether findings fit a credential: its kind, and that it is not public as it stands.

    What is verified is decided on first: a finding alone would change a page without a letter.
    """
    if findings == NOTHING_FOUND:
        return True
    fits = {
        CredentialKind.LICENCE: findings.counts_as is None,
        CredentialKind.AUTHORIZATION: False,
    }
    own = fits.get(kind, findings.bars_needling is None)
    return own and state is not CredentialState.VERIFIED
