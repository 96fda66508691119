"""Where a demo person practises: alone or in a shared clinic, in one place or several."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from random import Random
from typing import Final

from directory.domain.vocabulary import Access, Country, Precision, Profession
from directory.workflows.demo.chance import between, happens, one_of, stream
from directory.workflows.demo.persons import Site
from directory.workflows.demo.scene import Scene
from directory.workflows.demo.stories import Demand
from directory.workflows.demo.towns import Town
from directory.workflows.demo.words import read_words

CLINIC_BLOCK: Final = 25
"""Of so many people some share one clinic, so that their distances tie exactly."""
IN_CLINIC, AT_HOME = 12, 7
TRIES: Final = 20
"""So often a pair of towns is drawn before somebody works in one region alone."""
SEVERAL, IN_TWO_REGIONS, IN_TWO_COUNTRIES = 15, 4.5, 1.5
ACCESS: Final = {
    Access.STEP_FREE: 62,
    Access.LOW_LIGHT: 26,
    Access.SCENT_FREE: 12,
    Access.LIE_DOWN: 10,
}
_KM_A_DEGREE: Final = 111.2
_POSTAL_LETTERS: Final = "ABCEGHJKLMNPRSTVWXYZ"
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Clinic:
    """A site that several people of one profession share."""

    site: Site
    profession: Profession


def places_of(
    rnd: Random, scene: Scene, *, index: int, demand: Demand
) -> tuple[Profession, list[Site]]:
    """Draw a person's profession and sites, the main one first."""
    open_to = scene.professions[demand]
    if happens(rnd, IN_CLINIC):
        clinic = _clinic(scene, index // CLINIC_BLOCK)
        town = clinic.site.town
        if clinic.profession in open_to.get(town.area, ()):
            return clinic.profession, [
                clinic.site,
                *_others(rnd, scene, town=town, profession=clinic.profession),
            ]
    town, other = _towns(rnd, scene, demand=demand)
    profession = open_to[town.area].draw(rnd)
    sites = [_site(rnd, town, profession=profession)]
    if other and profession in open_to.get(other.area, ()):
        return profession, [*sites, _site(rnd, other, profession=profession)]
    return profession, [*sites, *_others(rnd, scene, town=town, profession=profession)]


def _others(rnd: Random, scene: Scene, *, town: Town, profession: Profession) -> list[Site]:
    if not happens(rnd, SEVERAL):
        return []
    return [
        _site(rnd, scene.towns.near(town, rnd), profession=profession)
        for _ in range(1 if happens(rnd, 80) else 2)
    ]


def _towns(rnd: Random, scene: Scene, *, demand: Demand) -> tuple[Town, Town | None]:
    draw = None
    if happens(rnd, IN_TWO_COUNTRIES):
        draw = scene.towns.across_countries
    elif happens(rnd, IN_TWO_REGIONS):
        draw = scene.towns.across_regions
    if draw is not None:
        for town, other in (draw(rnd) for _ in range(TRIES)):
            if town.area in scene.professions[demand]:
                return town, other
    return scene.town(rnd, demand), None


@lru_cache(maxsize=8_192)
def _clinic(scene: Scene, block: int) -> Clinic:
    rnd = stream(scene.seed, "clinic", block)
    town = scene.town(rnd, Demand.NOTHING)
    profession = scene.professions[Demand.NOTHING][town.area].draw(rnd)
    return Clinic(_site(rnd, town, profession=profession, home_percent=0), profession)


def _site(
    rnd: Random, town: Town, *, profession: Profession, home_percent: float = AT_HOME
) -> Site:
    words = read_words()
    speech = words.regions[town.area]
    language = speech.first if speech.first in words.streets else "en"
    home = happens(rnd, home_percent)
    name = _practice_name(rnd, town, language=language, profession=profession)
    lat, lon, precision = _point(rnd, town, hidden=home)
    return Site(
        town=town,
        name=name,
        street=one_of(rnd, words.streets[language]).format(number=between(rnd, (2, 9_900))),
        street_hidden=home,
        postal_code=_postal_code(rnd, town),
        lat=lat,
        lon=lon,
        precision=precision,
        phone=f"({one_of(rnd, speech.area_codes)}) 555-01{between(rnd, (0, 99)):02d}",
        website=f"https://{_slug(name)}.example" if happens(rnd, 70) else None,
        access=tuple(access for access, percent in ACCESS.items() if happens(rnd, percent)),
    )


def _practice_name(rnd: Random, town: Town, *, language: str, profession: Profession) -> str:
    words = read_words()
    first, second = words.clinic_words[language]
    word = " ".join(one_of(rnd, part) for part in (first, second) if part)
    style = town.country.value if language == "en" else language
    return one_of(rnd, words.clinic_patterns[profession, style]).format(word=word)


def _point(rnd: Random, town: Town, *, hidden: bool) -> tuple[float, float, Precision]:
    chosen = rnd.random()
    if hidden or chosen > 0.65 or town.precision is Precision.CITY:  # noqa: PLR2004
        return round(town.lat, 5), round(town.lon, 5), town.precision
    reach = town.reach_km / _KM_A_DEGREE / 2
    north, east = rnd.random() * 2 - 1, rnd.random() * 2 - 1
    return (
        round(town.lat + north * reach, 5),
        round(town.lon + east * reach / cos(radians(town.lat)), 5),
        Precision.STREET if chosen > 0.2 else Precision.ROOFTOP,  # noqa: PLR2004
    )


def _postal_code(rnd: Random, town: Town) -> str:
    if town.country is Country.US:
        return town.code
    letter = one_of(rnd, _POSTAL_LETTERS)
    return f"{town.code} {between(rnd, (0, 9))}{letter}{between(rnd, (1, 9))}"


@lru_cache(maxsize=65_536)
def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NOT_IN_A_NAME.sub("-", plain.lower()).strip("-")
