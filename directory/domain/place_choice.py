"""Which of the places of a name is meant, and when to ask instead of choosing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from typing import Final, TypeAlias

from directory.domain.place_reading import Reading, Typed
from directory.domain.place_text import fold
from directory.domain.places import (
    FOREIGN,
    SETTLEMENTS,
    Ambiguous,
    Choice,
    Found,
    NamedPlace,
    Outside,
    Place,
    PlaceKind,
    PlaceNotice,
    PlaceNoticeCode,
    Resolution,
    TooWide,
    choice_of,
    label_of,
    near_of,
)

ABROAD: Final = 5
CLEAR_LEAD: Final = 5
"""A place is chosen alone only if it has this many times the people of the next."""
GREAT_CITY: Final = 500_000
"""A city of this size is meant before the region of the same name."""
ASKED_REGIONS: Final = frozenset({("US", "NY"), ("US", "WA"), ("CA", "QC"), ("CA", "ON")})
"""Regions as well known as the city of their name: people are asked which."""
UNCOUNTED: Final = {PlaceKind.CITY: 200, PlaceKind.LOCALITY: 100, PlaceKind.NEIGHBORHOOD: 100}
# Sources give some quarters the people of their whole city.
LARGEST_NEIGHBORHOOD: Final = 50_000
WORTH_NAMING: Final = 1_000
MOST_OTHERS: Final = 3
MOST_CHOICES: Final = 40
SAME_SPOT_KM: Final = 1.0
NEAR_KM: Final = 25.0
"""How far a bare point may lie from a place to be named by it."""
BESIDE_KM: Final = 60.0
SUBURB_KM: Final = 30.0
MOST_TOWNS: Final = 6
POSTAL_AGREES_KM: Final = 40.0
OFFERED: Final = SETTLEMENTS | {PlaceKind.COUNTY}
MOST_PEOPLE: Final = 10_000_000_000
COUNTIES_FROM: Final = MOST_PEOPLE
NOT_OFFERED: Final = 2 * MOST_PEOPLE
COUNTY_WORDS: Final = frozenset({"county", "parish", "borough", "municipio", "municipality"})

Towns: TypeAlias = Callable[[str, str], Sequence[Place]]
"""The largest towns of a country and region, largest first."""


def weight_of(place: Place) -> int:
    """How many people stand behind a name; a place that nobody counted is a small one."""
    people = place.population or UNCOUNTED.get(place.kind, 1)
    return min(people, LARGEST_NEIGHBORHOOD) if place.kind is PlaceKind.NEIGHBORHOOD else people


def pull_of(place: Place) -> int:
    """How strongly a name alone points to a place: who searches here mostly lives here.

    So a city abroad has to be larger by `ABROAD` to weigh the same: "San Jose" is the one in
    California, and "Leeds" is still the one in England.
    """
    return weight_of(place) if place.is_home else weight_of(place) // ABROAD


def standing_of(place: Place) -> int:
    """Where it stands among offers: towns, then counties, by people, then what is not offered."""
    if not place.is_home or place.kind not in OFFERED:
        return NOT_OFFERED
    step = COUNTIES_FROM if place.kind is PlaceKind.COUNTY else 0
    return step + MOST_PEOPLE - weight_of(place)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Decides between the places that were found under the names of one text."""

    by_key: Mapping[str, Sequence[Place]]
    towns: Towns

    def choose(self, typed: Typed, postal: Place | None) -> Resolution | None:
        """What the text means, or nothing where no place fits."""
        if typed.postal is None:
            return self._by_name(typed.readings)
        if postal is None:
            return _noticed(
                self._by_name(typed.readings),
                PlaceNotice(PlaceNoticeCode.POSTAL_NOT_KNOWN, {"postal": typed.postal.code}),
            )
        if not postal.is_home:
            return Outside(postal.name, postal.country)
        named = self._first_whole(typed.readings)
        if typed.postal.leads and not named:
            return self._by_name(typed.readings)
        return Found(postal, label_of(postal), near_of(postal), self._contradiction(typed, postal))

    def _by_name(self, readings: Iterable[Reading]) -> Resolution | None:
        for reading in readings:
            places = self._candidates(reading)
            if places:
                return self._decide(places)
        return None

    def _first_whole(self, readings: Iterable[Reading]) -> list[Place]:
        return next((found for each in readings if each.whole and (found := self._home(each))), [])

    def _home(self, reading: Reading) -> list[Place]:
        return [place for place in self._candidates(reading) if place.is_home]

    def _contradiction(self, typed: Typed, postal: Place) -> PlaceNotice | None:
        named = next((found for each in typed.readings if (found := self._home(each))), [])
        if any(_agree(place, postal) for place in named):
            return None
        scopes = {each.scope.region for each in typed.readings if each.scope.region}
        if not named and (not scopes or postal.region in scopes):
            return None
        city = label_of(max(named, key=_likely)) if named else min(scopes)
        return PlaceNotice(
            PlaceNoticeCode.POSTAL_CONTRADICTS_CITY,
            {"postal": postal.code, "place": label_of(postal), "city": city},
        )

    def _candidates(self, reading: Reading) -> list[Place]:
        if reading.abroad:
            return self._abroad(reading)
        places = self._within(reading.keys, reading)
        if reading.is_town:
            places = [place for place in places if place.kind is not PlaceKind.REGION]
        if reading.county:
            places = [place for place in places if _in_county(place, reading.county)]
        if reading.beside:
            larger = [p for p in self._within(reading.beside, reading) if p.kind in SETTLEMENTS]
            if not larger:
                return []
            anchor = max(larger, key=weight_of)
            places = [
                place
                for place in places
                if place.kind in SETTLEMENTS
                and place.id != anchor.id
                and kilometres(place, anchor) <= BESIDE_KM
            ]
        if reading.point and places:
            spot = replace(places[0], lat=reading.point[0], lon=reading.point[1])
            nearest = min(places, key=lambda place: kilometres(place, spot))
            places = [nearest] if kilometres(nearest, spot) <= SAME_SPOT_KM else []
        return places

    def _within(self, keys: Iterable[str], reading: Reading) -> list[Place]:
        scope = reading.scope
        found = {place.id: place for key in keys for place in self.by_key.get(key, ())}
        if not scope.country:
            return list(found.values())
        return [
            place
            for place in found.values()
            if place.country == scope.country
            and (not scope.region or place.region == scope.region)
            and (place.kind is not PlaceKind.REGION or (not scope.region and bool(place.region)))
        ]

    def _abroad(self, reading: Reading) -> list[Place]:
        nations = {
            place.country: place
            for place in self.by_key.get(reading.abroad, ())
            if place.kind is PlaceKind.FOREIGN_COUNTRY
        }
        cities = [
            place
            for key in reading.keys
            for place in self.by_key.get(key, ())
            if place.kind is PlaceKind.FOREIGN_CITY and place.country in nations
        ]
        return cities or (list(nations.values()) if reading.whole else [])

    def _decide(self, places: list[Place]) -> Resolution:
        ranked = sorted(places, key=lambda place: (-weight_of(place), place.id))
        towns = [place for place in ranked if place.is_home and place.kind in SETTLEMENTS]
        region = next((place for place in ranked if place.kind is PlaceKind.REGION), None)
        if region is not None:
            wide = self._region(region, towns)
            if wide is not None:
                return wide
        abroad = [place for place in ranked if not place.is_home]
        if not towns and not abroad:
            towns = [place for place in ranked if place.kind is PlaceKind.COUNTY]
        return _settle(towns, abroad)

    def _region(self, region: Place, namesakes: list[Place]) -> Resolution | None:
        if namesakes and (region.country, region.region) in ASKED_REGIONS:
            own = [place for place in namesakes if place.region == region.region]
            towns = _apart(self.towns(region.country, region.region), taken=own)
            return Ambiguous(
                (
                    *map(choice_of, namesakes[:MOST_CHOICES]),
                    *(choice_of(town, town_of_region=True) for town in towns),
                ),
                region=region,
            )
        if namesakes and weight_of(namesakes[0]) >= GREAT_CITY:
            return None
        towns = _apart(self.towns(region.country, region.region), taken=[])
        return TooWide(region, tuple(map(choice_of, towns)), _worth_naming(namesakes))


def choose(
    typed: Typed, named: Iterable[NamedPlace], *, postal: Place | None, towns: Towns
) -> Resolution | None:
    by_key: dict[str, list[Place]] = defaultdict(list)
    for each in named:
        by_key[each.key].append(each.place)
    return Chooser(by_key, towns).choose(typed, postal)


def found(place: Place, *, others: tuple[Choice, ...] = ()) -> Found:
    return Found(place, label_of(place), near_of(place), None, others)


def point_at(lat: float, lon: float, *, near: Place | None) -> Place:
    """A bare point: its region and time zone are those of the nearest place.

    Its name too, within NEAR_KM.
    """
    point = Place(
        id=0,
        kind=PlaceKind.POINT,
        code="",
        name="",
        region=near.region if near else "",
        country=near.country if near else "",
        county=near.county if near else "",
        lat=lat,
        lon=lon,
        population=None,
        radius_km=None,
        time_zone=near.time_zone if near else "UTC",
        postal_kind="",
    )
    return replace(point, name=near.name) if near and kilometres(point, near) <= NEAR_KM else point


def kilometres(one: Place, other: Place) -> float:
    """Along a sphere: good for "is it near", never for an order that anybody sees."""
    phi, psi = radians(one.lat), radians(other.lat)
    half = sin((psi - phi) / 2) ** 2
    half += cos(phi) * cos(psi) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 12_742 * asin(min(1.0, sqrt(half)))


def _settle(home: list[Place], abroad: list[Place]) -> Resolution:
    """Choose, ask, or say that the place lies outside, by how many people each has."""
    if not home:
        return Outside(abroad[0].name, abroad[0].country)
    best = weight_of(home[0])
    if abroad and pull_of(abroad[0]) >= CLEAR_LEAD * best:
        return Outside(abroad[0].name, abroad[0].country, tuple(map(choice_of, home[:5])))
    if all(best >= CLEAR_LEAD * pull_of(rival) for rival in (*home[1:2], *abroad[:1])):
        return found(home[0], others=_worth_naming(home[1:]))
    return Ambiguous(
        tuple(map(choice_of, home[:MOST_CHOICES])),
        outside=tuple(
            Outside(place.name, place.country)
            for place in abroad
            if CLEAR_LEAD * pull_of(place) > best
        ),
    )


def _apart(places: Iterable[Place], *, taken: list[Place]) -> list[Place]:
    """The first few that are not quarters or suburbs of one another."""
    towns: list[Place] = []
    for place in places:
        if all(kilometres(place, other) > SUBURB_KM for other in (*taken, *towns)):
            towns.append(place)
        if len(towns) == MOST_TOWNS:
            break
    return towns


def _worth_naming(places: list[Place]) -> tuple[Choice, ...]:
    notable = [place for place in places if weight_of(place) >= WORTH_NAMING]
    return tuple(map(choice_of, notable[:MOST_OTHERS]))


def _likely(place: Place) -> tuple[bool, int]:
    return place.kind in SETTLEMENTS, weight_of(place)


def _agree(place: Place, postal: Place) -> bool:
    if place.kind is PlaceKind.REGION:
        return place.country == postal.country and place.region in {"", postal.region}
    if place.kind is PlaceKind.COUNTY and place.name == postal.county:
        return place.region == postal.region
    return kilometres(place, postal) <= POSTAL_AGREES_KM or (
        place.region == postal.region and fold(place.name) == fold(postal.name)
    )


def _in_county(place: Place, county: str) -> bool:
    if not place.county or place.kind in FOREIGN or place.kind is PlaceKind.COUNTY:
        return False
    full = fold(place.county)
    bare = full.rpartition(" ")
    return county == full or (bare[2] in COUNTY_WORDS and county == bare[0])


def _noticed(resolution: Resolution | None, notice: PlaceNotice) -> Resolution | None:
    if not isinstance(resolution, Found):
        return resolution
    told = PlaceNotice(notice.code, {**notice.params, "place": resolution.label})
    return replace(resolution, notice=told)
