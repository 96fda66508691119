"""What one administrator may propose, who may settle it, and why a step about people is refused."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.vocabulary import ActorKind, ProposalKind, ProposalOutcome

PROPOSAL_LIFE: Final = timedelta(days=7)
"""So long a proposal waits for a second administrator."""


class StaffRefusal(StrEnum):
    """Why a step about somebody's account was not taken; `locked`: the account is disabled."""

    OWN_ACCOUNT = "own_account"
    NO_ACCOUNT = "no_account"
    LOCKED = "locked"
    NOT_LOCKED = "not_locked"
    HAS_ROLE = "has_role"
    ALREADY_PROPOSED = "already_proposed"
    OVER = "over"
    SAME_PERSON = "same_person"
    NOT_YOURS = "not_yours"
    LAST_ADMINISTRATOR = "last_administrator"


def refused_wish(
    kind: ProposalKind,
    role: ActorKind | None,
    *,
    holds: AbstractSet[ActorKind] | None,
    locked: bool,
) -> StaffRefusal | None:
    """Say why something cannot be done to an account, whoever proposes or confirms it.

    `holds`: the parts that the account plays; None where an address has no account. Only a role
    can be given to such an address.
    """
    if kind is ProposalKind.ENABLE_ACCOUNT:
        if holds is None:
            return StaffRefusal.NO_ACCOUNT
        return None if locked else StaffRefusal.NOT_LOCKED
    if locked:
        return StaffRefusal.LOCKED
    if kind is ProposalKind.RESET_METHODS:
        return StaffRefusal.NO_ACCOUNT if holds is None else None
    return StaffRefusal.HAS_ROLE if role in (holds or ()) else None


def refused_settling(
    outcome: ProposalOutcome, *, by_proposer: bool, about_self: bool
) -> StaffRefusal | None:
    """Say why somebody may not settle an open proposal so.

    Two people see it, and neither is the one it is about; whoever made it may only take it back.
    """
    if outcome is ProposalOutcome.WITHDRAWN:
        return None if by_proposer else StaffRefusal.NOT_YOURS
    if about_self:
        return StaffRefusal.OWN_ACCOUNT
    return StaffRefusal.SAME_PERSON if by_proposer else None


def is_waiting(*, settled: bool, ends_at: datetime, at: datetime) -> bool:
    """Say whether a proposal can still be settled."""
    return not settled and at < ends_at
