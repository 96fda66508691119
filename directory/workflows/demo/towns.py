"""Where demo people practise: real postal codes, the populous ones more often."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product
from math import cos, floor, hypot, radians
from random import Random
from typing import Final

from directory.adapters.demo_files import town_rows
from directory.adapters.place_files import read_regions
from directory.domain.places import PlaceKind
from directory.domain.vocabulary import Country, Precision
from directory.workflows.demo.chance import Weighted, between, one_of

SHARE: Final = {Country.US: 85.0, Country.CA: 15.0}
USUAL_REACH_KM: Final = 2.0
LONGEST_REACH_KM: Final = 4.0
SEAT_POPULATION: Final = 1_000
_CELLS_A_DEGREE: Final = 2
# FSAs are named after a town and a part of it, or after one building that gets much mail.
_FRONT: Final = re.compile(r"^(Downtown |(Central|East|West) (?=Toronto))")
_BACK: Final = re.compile(
    r"( (North|South|East|West|Central|Northeast|Northwest|Southeast|Southwest|Southern|Northern"
    r"|Outskirts|Region|Inner|Outer|Upper|Lower|and|&|southeast|region))+$"
)
_NO_TOWN: Final = re.compile(r"PO Boxes|Government|Mail|^Remote|^Reserved")

_RURAL: Final = "rural"

Entry = dict[str, str]
Cell = tuple[int, int]
Area = tuple[Country, str]


@dataclass(frozen=True, slots=True)
class Town:
    """A postal code's place, or the town that a rural one is reached through."""

    country: Country
    region: str
    city: str
    code: str
    lat: float
    lon: float
    reach_km: float
    precision: Precision
    time_zone: str

    @property
    def area(self) -> Area:
        """Country and region."""
        return self.country, self.region


Sides = tuple[tuple[Town, ...], ...]
"""Towns near each other, by the side of a border they lie on."""


def _cell(town: Town) -> Cell:
    # Half a degree: what lies in one square is within an hour's drive.
    return floor(town.lat * _CELLS_A_DEGREE), floor(town.lon * _CELLS_A_DEGREE)


class Towns:
    """Towns by population, and what lies near what."""

    def __init__(self, weights: Iterable[tuple[Town, float]]) -> None:
        pairs = list(weights)
        self.areas = frozenset(town.area for town, _ in pairs)
        self._anywhere = Weighted(pairs)
        self._neighbourhoods: dict[tuple[Cell, Area], list[Town]] = {}
        self._squares: dict[Cell, dict[Area, list[tuple[Town, float]]]] = {}
        for town, weight in pairs:
            square = self._squares.setdefault(_cell(town), {})
            square.setdefault(town.area, []).append((town, weight))

    def anywhere(self, rnd: Random) -> Town:
        """Draw a town by population."""
        return self._anywhere.draw(rnd)

    def near(self, town: Town, rnd: Random) -> Town:
        """Draw a town of the same region, not far off."""
        return one_of(rnd, self._around(_cell(town), town.area))

    def across_regions(self, rnd: Random) -> tuple[Town, Town]:
        """Draw two towns near each other in two states or provinces."""
        return _on_two_sides(rnd, self._region_borders.draw(rnd))

    def across_countries(self, rnd: Random) -> tuple[Town, Town]:
        """Draw two towns near each other on both sides of the border."""
        return _on_two_sides(rnd, self._country_borders.draw(rnd))

    def _around(self, cell: Cell, area: Area) -> list[Town]:
        if (cell, area) not in self._neighbourhoods:
            row, column = cell
            self._neighbourhoods[cell, area] = [
                town
                for north, east in product((-1, 0, 1), repeat=2)
                for town, _ in self._squares.get((row + north, column + east), {}).get(area, ())
            ]
        return self._neighbourhoods[cell, area]

    @cached_property
    def _region_borders(self) -> Weighted[Sides]:
        return _borders(list(square.values()) for square in self._squares.values())

    @cached_property
    def _country_borders(self) -> Weighted[Sides]:
        return _borders(
            [
                [pair for area, towns in square.items() if area[0] is country for pair in towns]
                for country in Country
            ]
            for square in self._squares.values()
        )


def _borders(squares: Iterable[list[list[tuple[Town, float]]]]) -> Weighted[Sides]:
    # A square counts as many people as live off its largest side.
    pairs = []
    for square in squares:
        sides = [side for side in square if side]
        people = sorted(sum(weight for _, weight in side) for side in sides)
        if len(sides) > 1:
            towns = tuple(tuple(town for town, _ in side) for side in sides)
            pairs.append((towns, sum(people[:-1])))
    return Weighted(pairs)


def _on_two_sides(rnd: Random, sides: Sides) -> tuple[Town, Town]:
    first = between(rnd, (0, len(sides) - 1))
    second = (first + between(rnd, (1, len(sides) - 1))) % len(sides)
    return one_of(rnd, sides[first]), one_of(rnd, sides[second])


@cache
def read_towns() -> Towns:
    """Read the gazetteer's postal codes, the same for every load of a process."""
    american, canadian, seats = [], [], dict[str, list[Town]]()
    for entry in town_rows():
        postal = entry["kind"] == PlaceKind.POSTAL
        people = int(entry["population"] or 0)
        if entry["country"] == Country.CA and postal:
            canadian.append(entry)
        elif entry["country"] == Country.CA and people >= SEAT_POPULATION:
            seat = _town(entry, city=entry["name"], precision=Precision.CITY)
            seats.setdefault(entry["region"], []).append(seat)
        elif entry["country"] == Country.US and postal and people:
            american.append(
                (_town(entry, city=entry["name"], precision=Precision.POSTAL), float(people))
            )
    return Towns((*_shared(Country.US, american), *_shared(Country.CA, _areas(canadian, seats))))


def _shared(country: Country, people: list[tuple[Town, float]]) -> Iterator[tuple[Town, float]]:
    everyone = sum(number for _, number in people)
    for town, number in people:
        yield town, SHARE[country] * number / everyone


def _areas(entries: list[Entry], seats: dict[str, list[Town]]) -> list[tuple[Town, float]]:
    # Nobody counts people by FSA here: those of a province count alike.
    towns = [town for entry in entries if (town := _area(entry, seats[entry["region"]]))]
    areas_of = Counter(town.region for town in towns)
    people_of = {
        region.code: region.population / areas_of[region.code]
        for region in read_regions().regions
        if region.country == Country.CA and region.code in areas_of
    }
    return [(town, people_of[town.region]) for town in towns]


def _area(entry: Entry, seats: list[Town]) -> Town | None:
    if entry["postal_kind"] != _RURAL:
        name = _BACK.sub("", _FRONT.sub("", entry["name"]))
        return (
            None
            if _NO_TOWN.search(entry["name"])
            else _town(entry, city=name, precision=Precision.POSTAL)
        )
    # A rural FSA can be as large as a country: its people practise in the town nearest its middle.
    lat, lon = float(entry["lat"]), float(entry["lon"])
    narrow = cos(radians(lat))
    seat = min(seats, key=lambda town: hypot(town.lat - lat, (town.lon - lon) * narrow))
    return replace(seat, code=entry["code"])


def _town(entry: Entry, *, city: str, precision: Precision) -> Town:
    return Town(
        country=Country(entry["country"]),
        region=entry["region"],
        city=city,
        code=entry["code"],
        lat=float(entry["lat"]),
        lon=float(entry["lon"]),
        reach_km=min(float(entry["radius_km"] or USUAL_REACH_KM), LONGEST_REACH_KM),
        precision=precision,
        time_zone=entry["time_zone"],
    )
