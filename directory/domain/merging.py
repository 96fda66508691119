"""Two listings of one person: whether they may become one, and what of the double moves.

What was published of each stays in history under its own number. What their owner says of
themselves stays as the listing that is kept says it.
"""

from dataclasses import dataclass
from enum import StrEnum

from directory.domain.place_text import plain
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind


class MergeRefusal(StrEnum):
    """Why two listings were not made one."""

    NOT_YOUR_PART = "not_your_part"
    OWN_FILE = "own_file"
    SAME_LISTING = "same_listing"
    MERGED_ALREADY = "merged_already"
    LEFT = "left"
    OPEN_CLAIM = "open_claim"
    TWO_NPIS = "two_npis"
    OWNED_DOUBLE = "owned_double"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A listing as somebody finds it who is about to merge it. `own`: it is their own file."""

    id: int
    npi: str | None
    account_id: int | None
    merged: bool
    left: bool
    claimed: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where patients are seen, as two listings are compared."""

    id: int
    street: str | None
    postal_code: str
    ended: bool

    @property
    def key(self) -> tuple[str, str]:
        """What tells one place from another."""
        return plain(self.street or ""), plain(self.postal_code).replace(" ", "")


def may_merge(kept: Side, double: Side, *, actor: Actor) -> MergeRefusal | None:
    """Say why a double may not be merged into a listing; None where it may."""
    two_npis = None not in {kept.npi, double.npi} and kept.npi != double.npi
    against = (
        (actor.kind is not ActorKind.REVIEWER, MergeRefusal.NOT_YOUR_PART),
        (kept.own or double.own, MergeRefusal.OWN_FILE),
        (kept.id == double.id, MergeRefusal.SAME_LISTING),
        (kept.merged or double.merged, MergeRefusal.MERGED_ALREADY),
        (kept.left or double.left, MergeRefusal.LEFT),
        (kept.claimed or double.claimed, MergeRefusal.OPEN_CLAIM),
        # An NPI is given once to a person: two of them are two people.
        (two_npis, MergeRefusal.TWO_NPIS),
        # What its owner has said and sent is kept; nobody is given a listing by merging.
        (
            kept.account_id is None and double.account_id is not None,
            MergeRefusal.OWNED_DOUBLE,
        ),
    )
    return next((refusal for applies, refusal in against if applies), None)


def who_loses(kept: Side, double: Side) -> int | None:
    """Say which account has a listing no more: one that is kept never changes hands by this."""
    return double.account_id if double.account_id != kept.account_id else None


def places_to_copy(kept: list[Site], double: list[Site]) -> tuple[int, ...]:
    """Give the places of the double that the kept listing has not, each once.

    Places that were left stay behind: they are history, which stays under its own number.
    """
    known = {site.key for site in kept}
    copied: dict[tuple[str, str], int] = {}
    for site in double:
        if not site.ended and site.key not in known:
            copied.setdefault(site.key, site.id)
    return tuple(copied.values())
