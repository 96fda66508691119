"""A crowd of places to search: as many as asked, where people live, the same every time."""

import gc
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, product
from random import Random
from typing import Final, Generic, TypeVar

from directory.adapters.place_files import read_gazetteer
from directory.domain.languages import LANGUAGES
from directory.domain.places import Place, PlaceKind
from directory.domain.postings import Searchable
from directory.domain.vocabulary import Access, Country, Gender, Headache, Profession, Technique
from tests.clock import START

T = TypeVar("T")

NOW: Final = int(START.timestamp())
DAY_S: Final = 86_400
JITTER: Final = 0.03
"""Degrees that people stand away from the middle of their ZIP code, as a standard deviation."""
CANADIANS_OF_AN_FSA: Final = 22_000
EDGES: Final = ((90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (52.0, 180.0), (-17.0, 180.0))
"""One person in a thousand works around these, so that the edges of every map are searched too."""

_PROFESSIONS: Final = dict(zip(Profession, (55, 14, 8, 6, 4, 3, 3, 3, 2, 2), strict=True))
_HEADACHES: Final = dict(zip(Headache, (0.9, 0.7, 0.15, 0.3, 0.6), strict=True))
_ACCESS: Final = dict(zip(Access, (0.7, 0.2, 0.08, 0.1), strict=True))
_GENDERS: Final[dict[Gender | None, float]] = {
    Gender.WOMAN: 45, Gender.MAN: 40, None: 14.5, Gender.NONBINARY: 0.5,
}  # fmt: skip
_TECHNIQUES: Final = {
    frozenset({Technique.DRY_NEEDLING}): 92,
    frozenset({Technique.GUNN_IMS}): 5,
    frozenset(Technique): 3,
}


class Shares(Generic[T]):
    """Things of which some are more common than others, drawn in half a microsecond."""

    __slots__ = ("_ends", "_options", "_total")

    def __init__(self, shares: Mapping[T, float]) -> None:
        self._options = tuple(shares)
        self._ends = tuple(accumulate(shares.values()))
        self._total = self._ends[-1]

    def at(self, fraction: float) -> T:
        """Give the one that a fraction of the whole falls on."""
        return self._options[bisect(self._ends, fraction * self._total)]


def _subsets(chances: Mapping[T, float]) -> Shares[frozenset[T]]:
    shares = {}
    for kept in product((False, True), repeat=len(chances)):
        share = 1.0
        for held, chance in zip(kept, chances.values(), strict=True):
            share *= chance if held else 1 - chance
        shares[frozenset(each for each, held in zip(chances, kept, strict=True) if held)] = share
    return Shares(shares)


def _languages() -> Shares[frozenset[str]]:
    # Two people in ten speak Spanish, one in eight another language: the later in the list of
    # tags, the fewer.
    others = {tag: 0.12 / (place + 3) for place, tag in enumerate(LANGUAGES[2:])}
    scale = 0.12 / sum(others.values())
    shares: dict[frozenset[str], float] = {
        frozenset({"en"}): 0.8 * 0.88,
        frozenset({"en", "es"}): 0.2 * 0.88,
    }
    for tag, share in others.items():
        shares[frozenset({"en", tag})] = share * scale * 0.8
        shares[frozenset({"en", "es", tag})] = share * scale * 0.2
    return Shares(shares)


@cache
def where_people_live() -> Shares[Place]:
    """Give the ZIP codes and FSAs by how many people they have."""
    shares: dict[Place, float] = {}
    for row in read_gazetteer():
        place = row.place
        if place.kind is PlaceKind.POSTAL:
            people = CANADIANS_OF_AN_FSA if place.country == Country.CA else place.population
            if people:
                shares[place] = people
    return Shares(shares)


def people(locations: int, seed: int = 1) -> Iterator[list[Searchable]]:
    """Invent people with `locations` places in all; each list is one person's."""
    rnd = Random(seed)  # noqa: S311  (to be repeated, not to be secret)
    chance, bits = rnd.random, rnd.getrandbits
    homes, professions, genders = where_people_live(), Shares(_PROFESSIONS), Shares(_GENDERS)
    headaches, accesses, languages = _subsets(_HEADACHES), _subsets(_ACCESS), _languages()
    techniques = Shares(_TECHNIQUES)
    made = number = 0
    while made < locations:
        number += 1
        home = homes.at(chance())
        country = Country(home.country) if number % 1_000 else Country.US
        centre = (home.lat, home.lon) if number % 1_000 else _edge(rnd)
        profession = professions.at(chance())
        until = NOW + int((chance() * 760 - 60) * DAY_S)
        said = NOW + int((chance() * 150 - 60) * DAY_S)
        answer = chance()
        places = 1 if answer * 7 % 1 < 0.8 else 2 + (answer * 11 % 1 < 0.2)
        person = {
            "practitioner_id": bits(60),
            "country": country,
            "profession": profession,
            "headaches": headaches.at(chance()),
            "languages": languages.at(chance()),
            "techniques": techniques.at(chance()),
            "head_neck": chance() < 0.7,
            "gender": genders.at(chance()),
            "listed_until": until,
            "partial_until": until + 30 * DAY_S,
            "taking_until": said if answer < 0.6 else 0,
            "not_taking_until": said if answer > 0.9 else 0,
            "remote_regions": {(country, home.region): until} if chance() < 0.15 else {},
        }
        listed = []
        for _ in range(min(places, locations - made)):
            lat, lon = rnd.gauss(centre[0], JITTER), rnd.gauss(centre[1], JITTER)
            access = accesses.at(chance())
            if profession is Profession.CHIROPRACTOR:
                # Two common wishes that nobody fulfils together: the search that finds nobody.
                access -= {Access.LOW_LIGHT}
            listed.append(
                Searchable(
                    location_id=bits(60),
                    lat=max(-90.0, min(90.0, lat)),
                    lon=(lon + 180) % 360 - 180,
                    access=access,
                    **person,  # type: ignore[arg-type]
                )
            )
        made += len(listed)
        yield listed


def _edge(rnd: Random) -> tuple[float, float]:
    lat, lon = rnd.choice(EDGES)
    around = 180.0 if abs(lat) == 90 else 3.0
    return lat + rnd.uniform(-3, 3) * (abs(lat) < 90) - rnd.random() * 3 * (lat > 0), (
        lon + rnd.uniform(-around, around)
    )


def visitors(number: int, seed: int = 2) -> Sequence[tuple[float, float]]:
    """Give the points of patients: where people live, to a few streets."""
    rnd = Random(seed)  # noqa: S311  (to be repeated, not to be secret)
    homes = where_people_live()
    drawn = (homes.at(rnd.random()) for _ in range(number))
    return [(rnd.gauss(home.lat, JITTER), rnd.gauss(home.lon, JITTER)) for home in drawn]


def postal_codes(number: int, seed: int = 3) -> Sequence[str]:
    """Give the postal codes of patients."""
    rnd = Random(seed)  # noqa: S311  (to be repeated, not to be secret)
    homes = where_people_live()
    return [homes.at(rnd.random()).code for _ in range(number)]


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Make millions of objects without searching them for cycles again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def everyone(crowd: Iterable[Sequence[Searchable]]) -> Iterator[Searchable]:
    """Give all places of a crowd."""
    for places in crowd:
        yield from places
