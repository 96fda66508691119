"""How many people are listed, and where, counted once a quarter of an hour."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Final, TypeVar

from directory.db import Database
from directory.queries.counts import Listed, count_listed
from directory.queries.found_places import TownCount, towns_with_people
from directory.web.wiring import Services

KEPT_S: Final = 900
"""Every instant at which somebody lapses is a local midnight, so a whole quarter of an hour."""

_counted: dict[tuple[str, str], tuple[int, Any]] = {}
_lock = Lock()
Answer = TypeVar("Answer")


def counts(services: Services) -> Listed:
    """Give the counts of this quarter of an hour; a change shows in the next one at the latest."""
    return _kept(services, count_listed)


def towns(services: Services) -> tuple[TownCount, ...]:
    """Give the towns that have a page of their own, as of this quarter of an hour."""
    return _kept(services, towns_with_people)


def _kept(services: Services, count: Callable[[Database, int], Answer]) -> Answer:
    quarter = services.now() // KEPT_S
    key = str(services.database.url), count.__name__
    with _lock:
        kept = _counted.get(key)
        if kept is None or kept[0] != quarter:
            kept = quarter, count(services.database, services.now())
            _counted[key] = kept
    answer: Answer = kept[1]
    return answer
