"""When a step that needs a second reviewer may be taken: confirmed by another, or a day later."""

from datetime import datetime, timedelta
from enum import StrEnum

DELAY = timedelta(hours=24)


class SecondReviewer(StrEnum):
    """How an operator has it; the delay lets one person alone run a directory, in full view."""

    REQUIRED = "required"
    DELAY_24H = "24h_delay"


def takes_effect(policy: SecondReviewer, *, proposed_at: datetime) -> datetime | None:
    """Give the instant from which nobody else has to confirm; None where somebody always has to."""
    return proposed_at + DELAY if policy is SecondReviewer.DELAY_24H else None


def seconded(
    policy: SecondReviewer, *, proposed_by: int, proposed_at: datetime, by: int | None, at: datetime
) -> bool:
    """Say whether a proposal may be carried out by an account at an instant.

    Whether that account is a reviewer's and none of the owner's is asked elsewhere. The system
    (no account) confirms nothing; it may carry out what nobody has to confirm any more.
    """
    if by not in {None, proposed_by}:
        return True
    due = takes_effect(policy, proposed_at=proposed_at)
    return due is not None and at >= due
