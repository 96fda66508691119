"""Reports that a listing is wrong: by when somebody looks, what may end one, what they suggest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import combinations
from typing import Final

from directory.domain.expected_days import working_days_after
from directory.domain.vocabulary import (
    ActorKind,
    Country,
    PublicNotice,
    ReportOutcome,
    ReportReason,
)

MOST_WORDS: Final = 500
CREDENTIAL_DAYS: Final = 1
OTHER_DAYS: Final = 5
"""Working days in which a person looks at a report."""
WORDS_KEPT: Final = timedelta(days=30)
"""So long what somebody wrote, and their address, is kept after their report is closed."""
COUNTED_FOR: Final = timedelta(days=90)
"""So long a report speaks beside another one."""
SOONEST: Final = timedelta(seconds=3)
"""Nobody reads the page and answers it more quickly."""
LATEST: Final = timedelta(days=1)
"""A page that was open for longer is sent once more: what was typed stays."""

_CONTACT: Final = frozenset({ReportReason.CONTACT, ReportReason.NOT_THERE})
_UNFOUNDED: Final = frozenset(
    {ReportOutcome.NOT_CONFIRMED, ReportOutcome.DUPLICATE, ReportOutcome.NOT_OURS}
)


class Trap(StrEnum):
    """Why a form is sent once more before it is taken."""

    TOO_QUICK = "too_quick"
    TOO_OLD = "too_old"


class ReportRefusal(StrEnum):
    """Why something cannot be done with a report."""

    NOT_YOUR_PART = "not_your_part"
    OWN_FILE = "own_file"
    CLOSED = "closed"
    NOTICE_MISSING = "notice_missing"
    NOT_SUSPENDED = "not_suspended"
    OWNER_NOT_ASKED = "owner_not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """A report as a reviewer finds it, with what was done about its listing.

    `own`: they stand on the side of the listing. `suspended`: the listing, or a credential of it.
    `owner_asked`: reviewers have written to its owner since the report came.
    """

    is_open: bool
    own: bool = False
    notice: PublicNotice | None = None
    suspended: bool = False
    owner_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who said what is wrong, as far as it tells two reporters apart.

    `sender`: a keyed hash of their network and day, where it was known.
    """

    reason: ReportReason
    outcome: ReportOutcome | None
    sender: str | None
    email: str | None


def due_on(reason: ReportReason, day: date, *, country: Country) -> date:
    """Give by when a person looks at a report of this day; one about a licence comes first."""
    days = CREDENTIAL_DAYS if reason is ReportReason.CREDENTIAL else OTHER_DAYS
    return working_days_after(day, days, country=country)


def trap(opened: datetime | None, *, at: datetime) -> Trap | None:
    """Say why a form has to be sent once more; `opened`: when its page was, where it says so."""
    if opened is None or at - opened > LATEST:
        return Trap.TOO_OLD
    # A page from the future is one of another server, whose clock goes before ours.
    return Trap.TOO_QUICK if timedelta(0) <= at - opened < SOONEST else None


def refusal(facts: ReportFacts, by: ActorKind) -> ReportRefusal | None:
    """Say why somebody cannot work on a report; None where they can."""
    if by is not ActorKind.REVIEWER:
        return ReportRefusal.NOT_YOUR_PART
    if facts.own:
        return ReportRefusal.OWN_FILE
    return None if facts.is_open else ReportRefusal.CLOSED


def refusal_to_close(
    facts: ReportFacts, by: ActorKind, *, outcome: ReportOutcome
) -> ReportRefusal | None:
    """Say why a report cannot end so: what its outcome claims has to be done first."""
    lacking = {
        ReportOutcome.NOTICE_SHOWN: (facts.notice is None, ReportRefusal.NOTICE_MISSING),
        ReportOutcome.SUSPENDED: (not facts.suspended, ReportRefusal.NOT_SUSPENDED),
        ReportOutcome.ASKED_OWNER: (not facts.owner_asked, ReportRefusal.OWNER_NOT_ASKED),
    }
    lacks, why = lacking.get(outcome, (False, None))
    return refusal(facts, by) or (why if lacks else None)


def suggests_call_first(told: Collection[Told]) -> bool:
    """Say whether two people, by themselves, say that patients are led to the wrong place."""
    speaking = [each for each in told if each.reason in _CONTACT and _counts(each)]
    return any(_apart(one, other) for one, other in combinations(speaking, 2))


def _counts(told: Told) -> bool:
    return told.outcome not in _UNFOUNDED


def _apart(one: Told, other: Told) -> bool:
    same_address = one.email is not None and one.email == other.email
    return (
        None not in {one.sender, other.sender} and one.sender != other.sender and not same_address
    )
