"""A few rows in which every value of an axis meets every value of every other one."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations, product

Row = Mapping[str, Hashable]
_Pair = tuple[tuple[str, Hashable], tuple[str, Hashable]]


def pairwise(axes: Mapping[str, Sequence[Hashable]]) -> list[Row]:
    """Choose rows greedily: each is the one that brings the most pairs that no row before had."""
    missing = set(_all_pairs(axes))
    rows: list[Row] = []
    while missing:
        row = _next_row(axes, missing)
        missing -= set(_pairs_of(row))
        rows.append(row)
    return rows


def _next_row(axes: Mapping[str, Sequence[Hashable]], missing: set[_Pair]) -> Row:
    # A pair that is still missing begins the row, so that each row brings one at least.
    first = min(missing, key=repr)
    row: dict[str, Hashable] = dict(first)
    for name, values in axes.items():
        if name not in row:
            row[name] = max(values, key=lambda value: _gain(row, (name, value), missing))
    return row


def _gain(row: Row, one: tuple[str, Hashable], missing: set[_Pair]) -> int:
    return sum(_pair(one, other) in missing for other in row.items())


def _all_pairs(axes: Mapping[str, Sequence[Hashable]]) -> Iterator[_Pair]:
    for one, other in combinations(axes, 2):
        for first, second in product(axes[one], axes[other]):
            yield _pair((one, first), (other, second))


def _pairs_of(row: Row) -> Iterator[_Pair]:
    for one, other in combinations(row.items(), 2):
        yield _pair(one, other)


def _pair(one: tuple[str, Hashable], other: tuple[str, Hashable]) -> _Pair:
    return (one, other) if one[0] <= other[0] else (other, one)
