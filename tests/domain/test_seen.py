from itertools import product

import pytest

from directory.domain.seen import ages_seen, ways_to_pay
from directory.domain.vocabulary import Ages, Payment

CHILD, TEEN, ADULT, OLDER = Ages


@pytest.mark.parametrize(
    ("youngest", "oldest", "groups"),
    [
        (None, None, set()),
        (0, 11, {CHILD}),
        (None, 12, {CHILD, TEEN}),
        (11, 12, {CHILD, TEEN}),
        (12, 17, {TEEN}),
        (18, None, {ADULT, OLDER}),
        (18, 64, {ADULT}),
        (64, 65, {ADULT, OLDER}),
        (70, None, {OLDER}),
        (0, None, set(Ages)),
        (None, 0, {CHILD}),
    ],
)
def test_a_range_reaches_into_groups(
    youngest: int | None, oldest: int | None, groups: set[Ages]
) -> None:
    assert ages_seen(youngest, oldest) == groups


def test_a_way_to_pay_is_offered_only_where_it_was_said() -> None:
    for sliding, billing, receipts in product((None, False, True), repeat=3):
        offered = ways_to_pay(sliding_scale=sliding, direct_billing=billing, receipts=receipts)
        assert offered == {
            way
            for way, said in zip(Payment, (sliding, billing, receipts), strict=True)
            if said is True
        }
