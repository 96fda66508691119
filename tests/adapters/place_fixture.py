"""The shipped gazetteer in dictionaries: the look-up protocol without a database."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from directory.adapters.gazetteer import OfflineGeocoder
from directory.adapters.place_files import gazetteer_version, read_gazetteer
from directory.domain import geodesy
from directory.domain.place_choice import OFFERED, standing_of, weight_of
from directory.domain.places import NamedPlace, Place, PlaceKind, Spelling


class PlacesInMemory:
    """Everything the geocoder asks for, answered by scanning or by one dictionary."""

    def __init__(self) -> None:
        self.rows = list(read_gazetteer())
        self.by_id = {row.place.id: row.place for row in self.rows}
        self.by_key: dict[str, list[Place]] = defaultdict(list)
        for row in self.rows:
            for key in row.keys:
                self.by_key[key].append(row.place)
        self.sorted_keys = sorted(self.by_key)
        self.codes = {
            row.place.code: row.place for row in self.rows if row.place.kind is PlaceKind.POSTAL
        }

    def version(self) -> str:
        return gazetteer_version()

    def postal(self, code: str) -> Place | None:
        return self.codes.get(code)

    def named(self, keys: Sequence[str]) -> Sequence[NamedPlace]:
        return [NamedPlace(key, place) for key in keys for place in self.by_key.get(key, ())]

    def starting(
        self, prefix: str, *, regions: Sequence[tuple[str, str]], limit: int
    ) -> Sequence[Place]:
        found: dict[int, Place] = {}
        for at in range(bisect_left(self.sorted_keys, prefix), len(self.sorted_keys)):
            key = self.sorted_keys[at]
            if not key.startswith(prefix):
                break
            for place in self.by_key[key]:
                fits = not regions or (place.country, place.region) in regions
                if fits and place.is_home and place.kind in OFFERED:
                    found[place.id] = place
        return sorted(
            found.values(),
            key=lambda place: (standing_of(place), place.id),
        )[:limit]

    def postal_starting(self, prefix: str, *, limit: int) -> Sequence[Place]:
        return [self.codes[code] for code in sorted(self.codes) if code.startswith(prefix)][:limit]

    def largest(self, country: str, region: str, *, limit: int) -> Sequence[Place]:
        cities = [
            row.place
            for row in self.rows
            if row.place.kind is PlaceKind.CITY
            and row.place.country == country
            and region in {"", row.place.region}
        ]
        return sorted(cities, key=lambda place: (-weight_of(place), place.id))[:limit]

    def by_ids(self, ids: Sequence[int]) -> Sequence[Place]:
        return [self.by_id[each] for each in ids]

    def nearest(self, lat: float, lon: float) -> Place | None:
        point = geodesy.ecef_cm(lat, lon)
        kinds = {PlaceKind.POSTAL, PlaceKind.CITY, PlaceKind.LOCALITY}

        def gap(place: Place) -> int:
            other = geodesy.ecef_cm(place.lat, place.lon)
            return sum((one - two) ** 2 for one, two in zip(point, other, strict=True))

        homes = (r.place for r in self.rows if r.place.is_home and r.place.kind in kinds)
        return min(homes, key=lambda place: (gap(place), place.id))

    def spellings(self) -> Iterable[Spelling]:
        for row in self.rows:
            place = row.place
            if place.is_home and place.kind in OFFERED:
                for key in row.keys:
                    yield Spelling(key, place.id, place.country, place.region, standing_of(place))


@cache
def lookup() -> PlacesInMemory:
    return PlacesInMemory()


def geocoder() -> OfflineGeocoder:
    return OfflineGeocoder(lookup())
