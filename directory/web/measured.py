"""What the directory measures of itself, computed once a quarter of an hour in each process."""

from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from directory.db import Database
from directory.queries.accuracy import PublicFigures, public_figures
from directory.web.wiring import services

KEPT_S: Final = 900

_measured: WeakKeyDictionary[Database, tuple[int, PublicFigures]] = WeakKeyDictionary()
_lock = Lock()


def measured() -> PublicFigures:
    """Give the figures of this quarter of an hour."""
    kept = services()
    quarter = kept.now() // KEPT_S
    with _lock:
        found = _measured.get(kept.database)
        if found is None or found[0] != quarter:
            with kept.database.reading() as connection:
                found = quarter, public_figures(connection, kept.clock())
            _measured[kept.database] = found
    return found[1]
