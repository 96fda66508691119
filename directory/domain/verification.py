"""The table of verification: which step leads a credential from which state to which, and by whom.

Nothing else changes a state. That a credential has ended is computed from its days, never a state.
A revoked or withdrawn credential stays so: who wants to try again adds a new one. Delegates and
clinic managers never act on credentials, and administrators only once somebody made them reviewers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from directory.domain.vocabulary import ActorKind
from directory.domain.vocabulary import CredentialState as State


class Action(StrEnum):
    """What can be done with a credential."""

    SUBMIT = "submit"
    EDIT = "edit"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    VERIFY = "verify"
    REFUSE = "refuse"
    QUERY = "query"
    DEFER = "defer"
    RESUME = "resume"
    EXTEND = "extend"
    SUSPEND = "suspend"
    LIFT = "lift"
    UPHOLD = "uphold"
    REVOKE = "revoke"
    REPLACE = "replace"
    UNDO = "undo"


class Appeal(StrEnum):
    """Whether the owner has appealed the decision that stands."""

    NONE = "none"
    OPEN = "open"
    DECIDED = "decided"


class OnAppeal(StrEnum):
    """What a step does to an appeal: a settled one cannot be made again against one decision.

    restores: as it stood before the decision that is taken back.
    """

    KEEPS = "keeps"
    OPENS = "opens"
    SETTLES = "settles"
    CLEARS = "clears"
    RESTORES = "restores"


@dataclass(frozen=True, slots=True)
class Step:
    """Where an action leads, who may take it, and what has to come with it.

    `needs_reason`: a code of `REASONS`; `needs_words`: a sentence that the other side reads;
    `needs_check`: a complete check record, and no failed rule without an override;
    `needs_second`: a second reviewer; `needs_until`: a day to come.
    `only_if`: how the appeal has to stand.
    """

    to: State
    actors: frozenset[ActorKind]
    needs_reason: bool = False
    needs_words: bool = False
    needs_check: bool = False
    needs_second: bool = False
    needs_until: bool = False
    appeal: OnAppeal = OnAppeal.KEEPS
    only_if: Appeal | None = None


OWNER = frozenset({ActorKind.OWNER})
REVIEWER = frozenset({ActorKind.REVIEWER})
REVIEWER_OR_SYSTEM = frozenset({ActorKind.REVIEWER, ActorKind.SYSTEM})


def _told(to: State, appeal: OnAppeal) -> Step:
    return Step(to, REVIEWER, needs_reason=True, needs_words=True, appeal=appeal)


# Open is what no decision stands against: the owner may always take back a claim of their own. A
# verified one too, because an edit and a withdrawal would lead there anyhow, and a licence that
# somebody has given up should not be shown until the edit is made. A refusal, a suspension and a
# revocation stand: nobody withdraws from under them.
_WITHDRAW = Step(State.WITHDRAWN, OWNER, appeal=OnAppeal.CLEARS)
_SUBMIT = Step(State.SUBMITTED, OWNER, appeal=OnAppeal.CLEARS)
_REVOKE = _told(State.REVOKED, OnAppeal.CLEARS)
# A slip of the hand, noticed at once by whoever made it; `undoing` says for how long, and when not.
_UNDO = Step(State.SUBMITTED, REVIEWER, appeal=OnAppeal.RESTORES)

STEPS: Mapping[tuple[State, Action], Step] = MappingProxyType(
    {
        (State.DRAFT, Action.EDIT): Step(State.DRAFT, OWNER),
        (State.DRAFT, Action.SUBMIT): _SUBMIT,
        (State.DRAFT, Action.WITHDRAW): _WITHDRAW,
        (State.SUBMITTED, Action.EDIT): Step(State.SUBMITTED, OWNER),
        (State.SUBMITTED, Action.WITHDRAW): _WITHDRAW,
        (State.SUBMITTED, Action.VERIFY): Step(
            State.VERIFIED, REVIEWER, needs_check=True, appeal=OnAppeal.CLEARS
        ),
        (State.SUBMITTED, Action.REFUSE): _told(State.REFUSED, OnAppeal.SETTLES),
        (State.SUBMITTED, Action.QUERY): _told(State.QUERIED, OnAppeal.KEEPS),
        (State.SUBMITTED, Action.DEFER): Step(State.DEFERRED, REVIEWER, needs_until=True),
        (State.QUERIED, Action.UNDO): _UNDO,
        (State.QUERIED, Action.EDIT): Step(State.QUERIED, OWNER),
        (State.QUERIED, Action.ANSWER): Step(State.SUBMITTED, OWNER),
        (State.QUERIED, Action.WITHDRAW): _WITHDRAW,
        # Answered by telephone, or never: a question must not hold a file for ever.
        (State.QUERIED, Action.RESUME): Step(State.SUBMITTED, REVIEWER),
        (State.DEFERRED, Action.UNDO): _UNDO,
        # Nobody jumps the queue with an edit: the reviewer reads it when the day has come.
        (State.DEFERRED, Action.EDIT): Step(State.DEFERRED, OWNER),
        (State.DEFERRED, Action.WITHDRAW): _WITHDRAW,
        (State.DEFERRED, Action.RESUME): Step(State.SUBMITTED, REVIEWER_OR_SYSTEM),
        (State.VERIFIED, Action.UNDO): _UNDO,
        # What the badge vouches for has changed, so the badge goes until somebody looked again.
        (State.VERIFIED, Action.EDIT): Step(State.SUBMITTED, OWNER),
        (State.VERIFIED, Action.WITHDRAW): _WITHDRAW,
        # A new look at the source: the period goes on without the practitioner.
        (State.VERIFIED, Action.EXTEND): Step(State.VERIFIED, REVIEWER, needs_check=True),
        # An exact match with a list of excluded people suspends before anybody has read it.
        (State.VERIFIED, Action.SUSPEND): Step(
            State.SUSPENDED,
            REVIEWER_OR_SYSTEM,
            needs_reason=True,
            needs_words=True,
            appeal=OnAppeal.CLEARS,
        ),
        (State.VERIFIED, Action.REVOKE): _REVOKE,
        # Its correction was verified, which is the reviewer's decision; this one only makes room.
        (State.VERIFIED, Action.REPLACE): Step(
            State.WITHDRAWN, frozenset({ActorKind.SYSTEM}), appeal=OnAppeal.CLEARS
        ),
        # No edit of a suspended credential: it would lead around the second reviewer.
        (State.SUSPENDED, Action.LIFT): Step(
            State.VERIFIED,
            REVIEWER,
            needs_reason=True,
            needs_check=True,
            needs_second=True,
            appeal=OnAppeal.CLEARS,
        ),
        (State.SUSPENDED, Action.REVOKE): _REVOKE,
        (State.SUSPENDED, Action.APPEAL): Step(
            State.SUSPENDED,
            OWNER,
            needs_words=True,
            appeal=OnAppeal.OPENS,
            only_if=Appeal.NONE,
        ),
        (State.SUSPENDED, Action.UPHOLD): Step(
            State.SUSPENDED,
            REVIEWER,
            needs_reason=True,
            needs_words=True,
            appeal=OnAppeal.SETTLES,
            only_if=Appeal.OPEN,
        ),
        (State.REFUSED, Action.UNDO): _UNDO,
        (State.REFUSED, Action.EDIT): Step(State.REFUSED, OWNER),
        (State.REFUSED, Action.SUBMIT): _SUBMIT,
        (State.REFUSED, Action.APPEAL): Step(
            State.SUBMITTED,
            OWNER,
            needs_words=True,
            appeal=OnAppeal.OPENS,
            only_if=Appeal.NONE,
        ),
    }
)
