"""Whether two listings may become one, whose it is then, and which places are copied."""

from dataclasses import replace
from typing import Any

import pytest

from directory.domain.merging import (
    MergeRefusal,
    Side,
    Site,
    may_merge,
    places_to_copy,
    who_loses,
)
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind

REVIEWER = Actor(ActorKind.REVIEWER, 1)
KEPT = Side(
    id=7, npi="1234567893", account_id=100, merged=False, left=False, claimed=False, own=False
)
DOUBLE = replace(KEPT, id=8, npi=None, account_id=None)


def test_two_listings_of_one_person_may_be_merged() -> None:
    assert may_merge(KEPT, DOUBLE, actor=REVIEWER) is None
    assert may_merge(KEPT, replace(DOUBLE, npi=KEPT.npi), actor=REVIEWER) is None
    assert may_merge(replace(KEPT, npi=None), DOUBLE, actor=REVIEWER) is None


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.REVIEWER])
def test_nobody_else_merges(kind: ActorKind) -> None:
    actor = Actor(kind, None if kind is ActorKind.SYSTEM else 1)
    assert may_merge(KEPT, DOUBLE, actor=actor) is MergeRefusal.NOT_YOUR_PART


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"own": True}, MergeRefusal.OWN_FILE),
        ({"merged": True}, MergeRefusal.MERGED_ALREADY),
        ({"left": True}, MergeRefusal.LEFT),
        ({"claimed": True}, MergeRefusal.OPEN_CLAIM),
    ],
)
def test_what_stands_against_it_on_either_side(
    changes: dict[str, Any], refusal: MergeRefusal
) -> None:
    for kept, double in (
        (replace(KEPT, **changes), DOUBLE),
        (KEPT, replace(DOUBLE, **changes)),
    ):
        assert may_merge(kept, double, actor=REVIEWER) is refusal


def test_one_listing_and_two_npis() -> None:
    assert may_merge(KEPT, KEPT, actor=REVIEWER) is MergeRefusal.SAME_LISTING
    other = replace(DOUBLE, npi="1679576722")
    assert may_merge(KEPT, other, actor=REVIEWER) is MergeRefusal.TWO_NPIS


@pytest.mark.parametrize(
    ("kept", "double", "loses"),
    [(100, None, None), (100, 100, None), (100, 200, 200), (None, None, None)],
)
def test_a_listing_that_is_kept_never_changes_hands(
    kept: int | None, double: int | None, loses: int | None
) -> None:
    sides = replace(KEPT, account_id=kept), replace(DOUBLE, account_id=double)
    assert may_merge(*sides, actor=REVIEWER) is None
    assert who_loses(*sides) == loses
    if kept is None:
        owned = replace(DOUBLE, account_id=200)
        refusal = may_merge(sides[0], owned, actor=REVIEWER)
        assert refusal is MergeRefusal.OWNED_DOUBLE


def site(number: int, street: str | None, *, ended: bool = False, code: str = "M5V 2T6") -> Site:
    return Site(id=number, street=street, postal_code=code, ended=ended)


def test_places_that_the_kept_listing_has_not_are_copied_once() -> None:
    kept = [site(1, "100 Main St")]
    double = [
        site(2, "100 MAIN ST", code="m5v2t6"),
        site(3, "200 Main St"),
        site(4, "200 Main St"),
        site(5, "300 Main St", ended=True),
        site(6, None),
    ]
    assert places_to_copy(kept, double) == (3, 6)
