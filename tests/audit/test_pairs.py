from itertools import combinations, product

import pytest

from tests.audit.pairs import pairwise

AXES = {
    "page": tuple(f"/{number}" for number in range(17)),
    "theme": ("light", "dark"),
    "language": ("en", "es", "fr"),
    "width": (1400, 360),
    "scripts": (True, False),
}


def test_every_value_meets_every_other() -> None:
    rows = pairwise(AXES)
    for one, other in combinations(AXES, 2):
        met = {(row[one], row[other]) for row in rows}
        assert met == set(product(AXES[one], AXES[other]))


def test_there_are_hardly_more_rows_than_the_two_longest_axes_need() -> None:
    assert len(pairwise(AXES)) <= 17 * 3 * 1.15


@pytest.mark.parametrize("axes", [{"a": (1, 2), "b": (1,)}, {"a": (1, 2), "b": (3, 4), "c": (5,)}])
def test_small_squares(axes: dict[str, tuple[int, ...]]) -> None:
    assert len(pairwise(axes)) == len(axes["a"]) * len(axes["b"])
