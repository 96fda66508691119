"""Taking a decision back: at once, by whoever took it, and only while nothing has come of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from directory.domain.decisions import Taken
from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import CredentialState

UNDO_FOR: Final = timedelta(seconds=60)
"""For so long the letter of a decision waits, and the decision can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """The decision that stands, as it was kept when it was taken.

    `version`: of the credential after it. `letter_left`: somebody may have read of it by now.
    """

    by: int
    at: datetime
    version: int
    letter_left: bool


def letter_leaves(decided_at: datetime) -> datetime:
    """Give the instant from which the letter of a decision may leave."""
    return decided_at + UNDO_FOR


def can_be_taken_back(last: LastDecision, *, by: int | None, version: int, at: datetime) -> bool:
    """Say whether an account may take a decision back from a credential of this version."""
    in_time = last.at <= at < letter_leaves(last.at)
    return in_time and last.by == by and last.version == version and not last.letter_left


def is_kept(taken: Taken, *, moved_others: bool) -> bool:
    """Say whether a decision is kept so that it can be taken back.

    Not what took two people, since one alone would undo it; nor what `moved_others`: a correction
    that took the place of another credential.
    """
    decides = taken.before is CredentialState.SUBMITTED and (taken.state, Action.UNDO) in STEPS
    return decides and taken.proposed_by is None and not moved_others
