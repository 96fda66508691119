"""Chance that falls alike everywhere: only what every Python draws the same from a seed."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(*origin: object) -> Random:
    """Open the numbers that belong to an origin, whatever was drawn before."""
    return Random("/".join(map(str, origin)))  # noqa: S311  (to be repeated, not to be secret)


def happens(rnd: Random, percent: float) -> bool:
    """Say whether something happens that happens so often."""
    return rnd.random() * 100 < percent


def between(rnd: Random, ends: tuple[int, int]) -> int:
    """Draw a whole number, both ends included."""
    low, high = ends
    return low + int(rnd.random() * (high - low + 1))


def one_of(rnd: Random, options: Sequence[T]) -> T:
    """Draw one of several that are equally common."""
    return options[int(rnd.random() * len(options))]


def fresh_id(rnd: Random) -> int:
    """Draw an identifier like those of real rows."""
    return rnd.getrandbits(60)


def id_beside(owner: int, rnd: Random) -> int:
    """Draw an identifier in the neighbourhood of another one.

    Whoever writes owners in the order of their identifiers then writes what they own in the
    order of its identifiers too, and an index grows at its end instead of everywhere.
    """
    return owner >> 32 << 32 | rnd.getrandbits(32)


class Weighted(Generic[T]):
    """Things of which some are more common than others."""

    __slots__ = ("_ends", "_options")

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = list(weights)
        self._options = tuple(option for option, _ in pairs)
        self._ends = tuple(accumulate(weight for _, weight in pairs))

    def __contains__(self, option: object) -> bool:
        return option in self._options

    def draw(self, rnd: Random) -> T:
        """Draw one, the common ones more often."""
        return self._options[bisect(self._ends, rnd.random() * self._ends[-1])]
