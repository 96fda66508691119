"""The geocoder that needs no network: a geopy geocoder over the directory's own gazetteer."""

from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Final, NoReturn, Protocol

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from directory.adapters.place_files import read_regions
from directory.adapters.spelling import Speller, nearest_spelling
from directory.domain.place_choice import OFFERED, choose, found, point_at
from directory.domain.place_postal import fsa
from directory.domain.place_reading import PARTS, Typed, read_place
from directory.domain.place_regions import RegionBook
from directory.domain.place_text import LONGEST_TEXT, fold
from directory.domain.places import (
    Ambiguous,
    Choice,
    Empty,
    Found,
    Military,
    NamedPlace,
    Place,
    PlaceKind,
    Resolution,
    Spelling,
    Unknown,
    choice_of,
)

SUGGESTED: Final = 5
LARGEST_TOWNS: Final = 40
SHORTEST_PREFIX: Final = 2


class PlaceLookup(Protocol):
    """What the geocoder asks of whoever keeps the places."""

    def version(self) -> str:
        """Changes when the gazetteer does."""

    def postal(self, code: str) -> Place | None:
        """The place of a ZIP code or of the first three characters of a Canadian code."""

    def named(self, keys: Sequence[str]) -> Sequence[NamedPlace]:
        """All places under these folded names, the regions and countries among them."""

    def starting(
        self, prefix: str, *, regions: Sequence[tuple[str, str]], limit: int
    ) -> Sequence[Place]:
        """Towns, then counties, by a folded prefix, largest first; no regions: in all."""

    def postal_starting(self, prefix: str, *, limit: int) -> Sequence[Place]:
        """Postal codes by their first characters."""

    def largest(self, country: str, region: str, *, limit: int) -> Sequence[Place]:
        """The largest cities of a region, or of the country if the region is empty."""

    def by_ids(self, ids: Sequence[int]) -> Sequence[Place]:
        """The places of these ids, in any order."""

    def nearest(self, lat: float, lon: float) -> Place | None:
        """The postal code or town nearest to a point."""

    def spellings(self) -> Iterable[Spelling]:
        """Every folded name of a town or county at home."""


class NoNetwork(BaseSyncAdapter):
    """Refuses every request: what a patient types never leaves the machine."""

    def get_json(self, url: str, **_options: object) -> NoReturn:
        raise GeocoderUnavailable(f"The offline geocoder does not ask {url}.")

    def get_text(self, url: str, **_options: object) -> NoReturn:
        raise GeocoderUnavailable(f"The offline geocoder does not ask {url}.")


class OfflineGeocoder(Geocoder):
    """Typed text or a point to a place, from rows handed in."""

    _spellers: Final[dict[str, Speller]] = {}
    _building: Final = Lock()

    def __init__(self, lookup: PlaceLookup, regions: RegionBook | None = None) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self._lookup = lookup
        self._regions = regions or read_regions()

    def resolve(self, text: str) -> Resolution:
        typed = read_place(text, self._regions)
        if not typed.text:
            return Empty()
        if typed.point is not None:
            return self.at(*typed.point)
        if typed.military is not None and not self._is_civil(typed):
            return Military(typed.military)
        postal = self._lookup.postal(typed.postal.code) if typed.postal else None
        keys = typed.keys
        named = self._lookup.named(keys) if keys else ()
        chosen = choose(typed, named, postal=postal, towns=self._towns)
        if chosen is None and typed.last_resort:
            place = self._lookup.postal(typed.last_resort)
            chosen = found(place) if place else None
        return chosen or Unknown(typed.text, self._suggestions(typed, named))

    def at(self, lat: float, lon: float) -> Found:
        """The point itself; region, time zone and a near name are those of the nearest place."""
        return found(point_at(lat, lon, near=self._lookup.nearest(lat, lon)))

    def autocomplete(self, text: str, limit: int) -> tuple[Choice, ...]:
        """Places that the text may be the beginning of."""
        text = text[:LONGEST_TEXT].strip()
        code = "".join(mark for mark in text if mark.isalnum())
        if len(code) < SHORTEST_PREFIX or limit < 1:
            return ()
        if code[:1].isdigit():
            return tuple(map(choice_of, self._lookup.postal_starting(code[:5], limit=limit)))
        name, _, region = text.rpartition(",") if "," in text else (text, "", "")
        regions = self._regions_starting(fold(region)) if region.strip() else ()
        places: Sequence[Place] = ()
        if regions or not region.strip():
            places = self._lookup.starting(fold(name), regions=regions, limit=limit)
        if not places and code[1:2].isdigit():
            places = self._lookup.postal_starting(fsa(f"{code:<3}").strip(), limit=limit)
        return tuple(map(choice_of, places))

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 -- geopy's own signature
    ) -> Location | list[Location] | None:
        """Answer as geopy does: nothing unless one place is meant, or all choices as a list."""
        resolution = self.resolve(query)
        if isinstance(resolution, Found):
            places = [
                _location(resolution.label, lat=resolution.place.lat, lon=resolution.place.lon)
            ]
        elif isinstance(resolution, Ambiguous) and not exactly_one:
            places = [
                _location(each.name, lat=each.lat, lon=each.lon) for each in resolution.choices
            ]
        else:
            return None
        return places[0] if exactly_one else places

    def reverse(
        self,
        query: Any,  # noqa: ANN401 -- whatever geopy takes for a point
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ANN401, ARG002 -- geopy's own signature
    ) -> Location | list[Location] | None:
        point = Point(query)
        near = self._lookup.nearest(point.latitude, point.longitude)
        if near is None:
            return None
        place = _location(found(near).label, lat=near.lat, lon=near.lon)
        return place if exactly_one else [place]

    def _towns(self, country: str, region: str) -> Sequence[Place]:
        return self._lookup.largest(country, region, limit=LARGEST_TOWNS)

    def _is_civil(self, typed: Typed) -> bool:
        return bool(typed.postal and self._lookup.postal(typed.postal.code))

    def _regions_starting(self, prefix: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (region.country, region.code)
            for region in self._regions.regions
            if not region.is_country and any(key.startswith(prefix) for key in region.keys)
        )

    def _suggestions(self, typed: Typed, named: Iterable[NamedPlace]) -> tuple[Choice, ...]:
        """Names a slip away in the region that was typed; the same name elsewhere; then any."""
        ids: dict[int, None] = {}
        if not any(mark.isalpha() for mark in typed.text):
            return ()
        for key, country, region in self._mistyped(typed):
            ids.update(
                dict.fromkeys(
                    self._speller().near(key, country=country, region=region, limit=SUGGESTED)
                )
            )
            if len(ids) >= SUGGESTED:
                break
        known = {place.id: place for place in self._lookup.by_ids(tuple(ids))}
        elsewhere = sorted(
            {
                each.place.id: each.place
                for each in named
                if each.place.is_home and each.place.kind in OFFERED
            }.values(),
            key=lambda place: (place.kind is PlaceKind.COUNTY, -(place.population or 0)),
        )
        places = [known[each] for each in ids if each in known]
        places[1:1] = [place for place in elsewhere[:SUGGESTED] if place.id not in known]
        return tuple(dict.fromkeys(map(choice_of, places)))[:SUGGESTED]

    def _mistyped(self, typed: Typed) -> Iterator[tuple[str, str, str]]:
        scoped = [each for each in typed.readings if each.scope.region and not each.beside]
        for reading in scoped:
            for key in reading.keys:
                yield key, reading.scope.country, reading.scope.region
        for name, region_key in _ends(typed.text):
            meant = nearest_spelling(region_key, self._regions.keys)
            for region in self._regions.named(meant) if meant else ():
                if not region.is_country:
                    yield name, region.country, region.code
        if not scoped:
            for reading in typed.readings[:1]:
                for key in reading.keys:
                    yield key, "", ""

    def _speller(self) -> Speller:
        version = self._lookup.version()
        speller = self._spellers.get(version)
        if speller is None:
            with self._building:
                if version not in self._spellers:
                    built = Speller(self._lookup.spellings())
                    self._spellers.clear()
                    self._spellers[version] = built
                speller = self._spellers[version]
        return speller


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """A name and what may be a misspelt region behind it."""
    *before, last = [fold(part) for part in PARTS.split(text) if fold(part)] or [""]
    if before:
        yield before[-1], last
        return
    words = last.split()
    for size in range(1, min(3, len(words))):
        yield " ".join(words[:-size]), " ".join(words[-size:])


def _location(label: str, *, lat: float, lon: float) -> Location:
    return Location(label, (lat, lon), {})
