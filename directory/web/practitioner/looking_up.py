"""What entries are read with: contacts, regions and places, all of them offline."""

from functools import lru_cache

from directory.db import Database
from directory.web.wiring import services
from directory.workflows.lookups import Lookups, offline_lookups


def lookups() -> Lookups:
    """Give the look-ups of the app that answers this request."""
    return _of(services().database)


@lru_cache(maxsize=8)
def _of(database: Database) -> Lookups:
    return offline_lookups(database)
