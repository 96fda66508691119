"""A credential as somebody finds it who is about to act on it, and why they may not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.domain.verification import Appeal
from directory.domain.vocabulary import ActorKind, CredentialKind, CredentialState, Finding


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a part; only the system acts without an account."""

    kind: ActorKind
    account: int | None

    def __post_init__(self) -> None:
        if (self.account is None) is not (self.kind is ActorKind.SYSTEM):
            raise ValueError(f"{self.kind}: people act with an account, the system without one.")


@dataclass(frozen=True, slots=True)
class Undoable:
    """The decision that stands may be taken back: by whom, and how the appeal stood before it."""

    by: int
    appeal: Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A credential before a step.

    `delegates`: accounts that act for the owner, or run a clinic of theirs. `ends`: the last day
    stated. `decided_by`: the accounts that took the decision appealed against, both where two
    did. `rule_failed`: an automatic rule speaks against it. `undoable`: only where whoever acts
    wants to take a decision back.
    """

    kind: CredentialKind
    state: CredentialState
    version: int
    owner: int | None
    delegates: frozenset[int] = frozenset()
    ends: date | None = None
    bars_needling: Finding = Finding.NOT_JUDGED
    deferred_until: date | None = None
    appeal: Appeal = Appeal.NONE
    decided_by: frozenset[int] = frozenset()
    rule_failed: bool = False
    undoable: Undoable | None = None

    def is_own(self, account: int | None) -> bool:
        """Say whether an account stands on the owner's side."""
        return account is not None and (account == self.owner or account in self.delegates)


class Refusal(StrEnum):
    """Why a step was not taken."""

    NOT_YOUR_PART = "not_your_part"
    NOT_YOURS = "not_yours"
    OWN_FILE = "own_file"
    STALE = "stale"
    NOT_ALLOWED_FROM_HERE = "not_allowed_from_here"
    ALREADY_APPEALED = "already_appealed"
    SAME_REVIEWER = "same_reviewer"
    UNDO_OVER = "undo_over"
    NUMBER_ELSEWHERE = "number_elsewhere"
    REASON_MISSING = "reason_missing"
    REASON_NOT_FOR_THIS = "reason_not_for_this"
    WORDS_MISSING = "words_missing"
    DAY_NOT_IN_FUTURE = "day_not_in_future"
    DAY_NOT_COME = "day_not_come"
    CHECK_INCOMPLETE = "check_incomplete"
    CHECK_TOO_OLD = "check_too_old"
    FAILED_RULE = "failed_rule"
    SECOND_NEEDED = "second_needed"
