"""What the doors are handed: settings, the database, the geocoder and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, cast

from flask import Flask, current_app

from directory.adapters.gazetteer import OfflineGeocoder
from directory.config import Settings
from directory.db import Database
from directory.domain.boards import Board
from directory.domain.guide import Guide
from directory.domain.place_regions import RegionBook
from directory.domain.vocabulary import Country
from directory.queries.places import Places
from directory.queries.rules import RuleShelf
from directory.web.languages import language
from directory.workflows.accounts.gate import Gate
from directory.workflows.acts import Office
from directory.workflows.evidence import Cabinet

_KEY: Final = "directory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The same for every request of an app."""

    settings: Settings
    database: Database
    places: Places
    geocoder: OfflineGeocoder
    regions: RegionBook
    shelf: RuleShelf
    office: Office
    gate: Gate
    evidence: Cabinet
    guide: Guide
    clock: Callable[[], datetime]

    def now(self) -> int:
        """Give the current instant in whole UTC seconds."""
        return int(self.clock().timestamp())


def wire(app: Flask, services: Services) -> None:
    """Hand the services to an app."""
    app.extensions[_KEY] = services


def services() -> Services:
    """Give the services of the app that answers this request."""
    return cast("Services", current_app.extensions[_KEY])


def boards() -> tuple[Board, ...]:
    """Give the registers in which people can be looked up, as they are now."""
    kept = services()
    with kept.database.reading() as connection:
        return kept.shelf.boards(connection)


def region_name(country: Country, region: str) -> str:
    """Name a region as readers of the page say it: "PA" is "Pensilvania" on a Spanish one."""
    return _region_names(services().regions, language()).get((country, region), region)


@lru_cache(maxsize=8)
def _region_names(book: RegionBook, spoken: str) -> dict[tuple[str, str], str]:
    return {
        (region.country, region.code): {"es": region.name_es, "fr": region.name_fr}.get(spoken)
        or region.name
        for region in book.regions
    }
