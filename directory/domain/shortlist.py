"""A patient's own list of people: it lives in the address of a page, and nowhere else."""

from collections.abc import Iterable
from typing import Final

from directory.domain import ids

LONGEST: Final = 20
"""So many can be kept: an address stays short enough to send, and a list to be read."""
COMPARED: Final = 4
"""So many can be set side by side."""
_BETWEEN: Final = ","


def read(*texts: str | None) -> tuple[str, ...]:
    """Read public ids in the order they were kept, each once; what is no id is left out."""
    return _kept(part.strip() for text in texts if text for part in text.split(_BETWEEN))


def with_one(kept: Iterable[str], one: str) -> tuple[str, ...]:
    """Add somebody at the end; a list that is full stays as it is."""
    return _kept((*kept, one))


def without(kept: Iterable[str], one: str) -> tuple[str, ...]:
    """Take somebody off the list."""
    return tuple(each for each in kept if each != one)


def written(kept: Iterable[str]) -> str:
    """Write a list as an address carries it."""
    return _BETWEEN.join(kept)


def _kept(candidates: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for candidate in candidates:
        if len(found) == LONGEST:
            break
        if _is_id(candidate):
            found[candidate] = None
    return tuple(found)


def _is_id(text: str) -> bool:
    try:
        ids.decode(text)
    except ValueError:
        return False
    return True
