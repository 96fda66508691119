"""What entering looks up without a network: contacts, regions, and the place of an address."""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from directory.adapters.contact_reading import OfflineContactReading
from directory.adapters.gazetteer import OfflineGeocoder, PlaceLookup
from directory.adapters.place_files import read_regions
from directory.db import Database
from directory.domain.entry.contacts import ContactReading
from directory.domain.place_postal import fsa
from directory.domain.places import Found, Place
from directory.domain.vocabulary import Country
from directory.queries.places import Places

_KEPT: Final = 20_000
_ZIP_DIGITS: Final = 5


class PlaceFinding(Protocol):
    """Finds places offline."""

    def of_address(
        self, postal_code: str, city: str, *, region: str, country: Country
    ) -> Place | None:
        """Find the place of an address: its postal code's, else its town's."""
        ...

    def at(self, lat: float, lon: float) -> Place:
        """Say where a point lies."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """What an entry is read with."""

    contacts: ContactReading
    regions: Container[tuple[Country, str]]
    places: PlaceFinding


class OfflinePlaces:
    """Finds places in the gazetteer; what was found is kept, since rosters repeat their towns."""

    def __init__(self, places: PlaceLookup) -> None:
        self._places = places
        self._geocoder = OfflineGeocoder(places)
        self._kept = lru_cache(_KEPT)(self._find)

    def of_address(
        self, postal_code: str, city: str, *, region: str, country: Country
    ) -> Place | None:
        """Find the place of an address: its postal code's, else its town's."""
        return self._kept(postal_code, city, region, country)

    def at(self, lat: float, lon: float) -> Place:
        """Say where a point lies: the region is that of the nearest place."""
        return self._geocoder.at(lat, lon).place

    def _find(  # noqa: PLR0917  (the key under which it is kept)
        self, postal_code: str, city: str, region: str, country: Country
    ) -> Place | None:
        code = postal_code[:_ZIP_DIGITS] if country is Country.US else fsa(postal_code)
        postal = self._places.postal(code)
        if postal is not None:
            return postal
        town = self._geocoder.resolve(f"{city}, {region}, {country}")
        return town.place if isinstance(town, Found) else None


def offline_lookups(database: Database) -> Lookups:
    """Read entries with what the directory carries with it."""
    return Lookups(
        contacts=OfflineContactReading(),
        regions=frozenset(
            (Country(each.country), each.code)
            for each in read_regions().regions
            if not each.is_country
        ),
        places=OfflinePlaces(Places(database)),
    )
