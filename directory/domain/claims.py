"""Claiming a listing: who may say that it is theirs, by what they prove it, and what follows.

A claim never grants a check: what was checked stays so, what was not has to be checked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay

MOST_TRIES: Final = 5
"""Wrong codes; the last one ends the claim."""
MOST_OPEN: Final = 3
"""Claims that one account may have open."""
HOLD: Final = timedelta(days=7)
"""Between proof and grant: time for whoever has the contact on record to object."""
LIFETIMES: Final = {
    ClaimWay.CODE_BY_MAIL: timedelta(days=2),
    ClaimWay.CODE_BY_PHONE: timedelta(days=14),
    ClaimWay.PAPERS: timedelta(days=60),
}
"""How long a claim can be proven."""
OPEN: Final = frozenset({ClaimState.BEGUN, ClaimState.WAITING, ClaimState.CONTESTED})
DIGITS: Final = 8


class ClaimRefusal(StrEnum):
    """Why something cannot be done with a claim."""

    WAY_CLOSED = "way_closed"
    OPEN_ALREADY = "open_already"
    TOO_MANY = "too_many"
    OWNS_A_LISTING = "owns_a_listing"
    HELD = "held"
    NOT_HELD = "not_held"
    NOT_OPEN = "not_open"
    ANOTHER_FIRST = "another_first"
    OWN_CLAIM = "own_claim"
    NO_PART = "no_part"


class Typed(StrEnum):
    """What a code that was typed comes to."""

    RIGHT = "right"
    WRONG = "wrong"
    LAST = "last"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """How a claim stands."""

    state: ClaimState
    way: ClaimWay
    tries: int
    ends_at: datetime
    hold_until: datetime | None


def open_ways(*, by_mail: bool, by_phone: bool) -> tuple[ClaimWay, ...]:
    """Give the ways by which a listing can be claimed, the quickest first."""
    ways = ((ClaimWay.CODE_BY_MAIL, by_mail), (ClaimWay.CODE_BY_PHONE, by_phone))
    return (*(way for way, there in ways if there), ClaimWay.PAPERS)


def refusal_to_begin(
    way: ClaimWay, ways: tuple[ClaimWay, ...], *, own_open: int, open_here: bool, owns: bool
) -> ClaimRefusal | None:
    """Say why somebody cannot claim a listing in a way; None where they can.

    `own_open`: claims that they have open; `open_here`: one of them is to this very listing;
    `owns`: they have sent a listing of their own. One that they have only begun is in no way:
    that is how they come to see that they were here before.
    """
    if owns:
        return ClaimRefusal.OWNS_A_LISTING
    if open_here:
        return ClaimRefusal.OPEN_ALREADY
    if own_open >= MOST_OPEN:
        return ClaimRefusal.TOO_MANY
    return None if way in ways else ClaimRefusal.WAY_CLOSED


def first_state(*, is_held: bool, another_open: bool) -> ClaimState:
    """Say how a claim begins: of several, the first alone can be proven by a code."""
    return ClaimState.CONTESTED if is_held or another_open else ClaimState.BEGUN


def typed(facts: ClaimFacts, *, right: bool, at: datetime) -> Typed:
    """Say what a code comes to; `right`: it is the one that was sent or read out."""
    if facts.state is not ClaimState.BEGUN or at >= facts.ends_at or facts.tries >= MOST_TRIES:
        return Typed.OVER
    if right:
        return Typed.RIGHT
    return Typed.LAST if facts.tries + 1 >= MOST_TRIES else Typed.WRONG


def is_due(facts: ClaimFacts, *, at: datetime) -> bool:
    """Say whether nobody objected in time."""
    return (
        facts.state is ClaimState.WAITING
        and facts.hold_until is not None
        and at >= facts.hold_until
    )


def has_ended(facts: ClaimFacts, *, at: datetime) -> bool:
    """Say whether nobody proved a claim in time."""
    return facts.state is ClaimState.BEGUN and at >= facts.ends_at


def refusal_to_settle(
    facts: ClaimFacts, by: ActorKind, *, own: bool, granting: bool, another_first: bool
) -> ClaimRefusal | None:
    """Say why a reviewer cannot grant or refuse a claim; `own`: it is theirs, or their listing."""
    if by is not ActorKind.REVIEWER:
        return ClaimRefusal.NO_PART
    if own:
        return ClaimRefusal.OWN_CLAIM
    # Proven by a code it needs nobody's grant any more; it can be refused until the hold is over.
    settled = facts.state not in OPEN or (granting and facts.state is ClaimState.WAITING)
    if settled:
        return ClaimRefusal.NOT_OPEN
    return ClaimRefusal.ANOTHER_FIRST if granting and another_first else None


def code_of(number: int) -> str:
    """Write a random number as a code that can be read out."""
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def read_code(text: str) -> str:
    """Give the digits of what was typed; spaces and dashes are no part of a code."""
    return "".join(each for each in text[:40] if each.isascii() and each.isdigit())
