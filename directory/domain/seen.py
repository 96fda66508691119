"""Whom somebody sees and how they are paid, as searches ask: groups of ages, and ways to pay."""

from typing import Final

from directory.domain.vocabulary import Ages, Payment

_GROUPS: Final = {
    Ages.CHILD: (0, 11),
    Ages.TEEN: (12, 17),
    Ages.ADULT: (18, 64),
    Ages.OLDER: (65, 200),
}
"""First and last year of each group."""


def ages_seen(youngest: int | None, oldest: int | None) -> frozenset[Ages]:
    """Give the groups that an age range reaches into; with neither end stated, nothing is known."""
    if youngest is None and oldest is None:
        return frozenset()
    least, most = youngest or 0, 200 if oldest is None else oldest
    return frozenset(
        group for group, (first, last) in _GROUPS.items() if first <= most and least <= last
    )


def ways_to_pay(
    *, sliding_scale: bool | None, direct_billing: bool | None, receipts: bool | None
) -> frozenset[Payment]:
    """Give the ways that somebody said they offer."""
    said = {
        Payment.SLIDING_SCALE: sliding_scale,
        Payment.DIRECT_BILLING: direct_billing,
        Payment.RECEIPTS: receipts,
    }
    return frozenset(way for way, offered in said.items() if offered)
