"""States, provinces, territories and the two countries, under every name people give them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directory.domain.place_text import fold_variants
from directory.domain.places import Place, PlaceKind

PATTERNS = (
    "{}",
    "{} state",
    "state of {}",
    "{} province",
    "province of {}",
    "province de {}",
    "provincia de {}",
    "estado de {}",
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a country; with an empty code, the whole country."""

    country: str
    code: str
    name: str
    name_fr: str
    name_es: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    population: int
    south: float
    west: float
    north: float
    east: float
    time_zone: str

    @property
    def is_country(self) -> bool:
        return not self.code

    @property
    def keys(self) -> tuple[str, ...]:
        long = dict.fromkeys((self.name, self.name_fr, self.name_es))
        names = [pattern.format(name) for name in long for pattern in PATTERNS]
        short = (self.code or self.country, *self.aliases)
        return tuple(dict.fromkeys(key for name in (*names, *short) for key in fold_variants(name)))

    def as_place(self, place_id: int) -> Place:
        return Place(
            id=place_id,
            kind=PlaceKind.REGION,
            code=self.code or self.country,
            name=self.name,
            region=self.code,
            country=self.country,
            county="",
            lat=self.lat,
            lon=self.lon,
            population=self.population,
            radius_km=None,
            time_zone=self.time_zone,
            postal_kind="",
        )


class RegionBook:
    """Which regions a folded name can mean; regions stand before countries ("CA")."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.regions = tuple(regions)
        by_key: dict[str, list[Region]] = defaultdict(list)
        for region in sorted(self.regions, key=lambda each: each.is_country):
            for key in region.keys:
                by_key[key].append(region)
        self._by_key = {key: tuple(found) for key, found in by_key.items()}
        self.longest = max((len(key.split()) for key in self._by_key), default=0)
        self._names = {(each.country, each.code): each.name for each in self.regions}

    def name_of(self, country: str, code: str) -> str:
        """The name of a region by its code; the code itself where it is not known."""
        return self._names.get((country, code), code)

    def named(self, key: str) -> tuple[Region, ...]:
        return self._by_key.get(key, ())

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._by_key)
