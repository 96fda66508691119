"""What each kind of step does to an appeal, whatever stood before."""

from itertools import product

import pytest

from directory.domain.appeals import appeal_after
from directory.domain.verification import Appeal, OnAppeal

NONE, OPEN, DECIDED = Appeal.NONE, Appeal.OPEN, Appeal.DECIDED


@pytest.mark.parametrize(
    ("effect", "after_none", "after_open", "after_decided"),
    [
        (OnAppeal.KEEPS, NONE, OPEN, DECIDED),
        (OnAppeal.OPENS, OPEN, OPEN, OPEN),
        (OnAppeal.CLEARS, NONE, NONE, NONE),
        # A refusal that answers no appeal leaves the right to one.
        (OnAppeal.SETTLES, NONE, DECIDED, NONE),
    ],
)
def test_how_an_appeal_stands_after_a_step(
    effect: OnAppeal, after_none: Appeal, after_open: Appeal, after_decided: Appeal
) -> None:
    after = [appeal_after(effect, before) for before in (NONE, OPEN, DECIDED)]
    assert after == [after_none, after_open, after_decided]


def test_what_is_taken_back_leaves_an_appeal_as_it_stood() -> None:
    for before, earlier in product(Appeal, Appeal):
        assert appeal_after(OnAppeal.RESTORES, before, earlier=earlier) is earlier


def test_every_effect_and_every_standing_is_in_the_table() -> None:
    assert (len(OnAppeal), len(Appeal)) == (5, 3)
