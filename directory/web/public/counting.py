"""How many people are listed, counted once a quarter of an hour."""

from threading import Lock
from typing import Final

from directory.queries.counts import Listed, count_listed
from directory.web.wiring import Services

KEPT_S: Final = 900
"""Every instant at which somebody lapses is a local midnight, so a whole quarter of an hour."""

_counted: dict[str, tuple[int, Listed]] = {}
_lock = Lock()


def counts(services: Services) -> Listed:
    """Give the counts of this quarter of an hour; a change shows in the next one at the latest."""
    quarter = services.now() // KEPT_S
    key = str(services.database.url)
    with _lock:
        kept = _counted.get(key)
        if kept is None or kept[0] != quarter:
            kept = quarter, count_listed(services.database, services.now())
            _counted[key] = kept
    return kept[1]
