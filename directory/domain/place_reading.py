"""The ways a typed text can be read: which part names the town, which its state, which its code."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from directory.domain.place_coordinates import Degrees, coordinates
from directory.domain.place_postal import (
    Postal,
    find_postal,
    find_short_zip,
    fsa_of_letters,
    military_code,
)
from directory.domain.place_regions import RegionBook
from directory.domain.place_text import LONGEST_TEXT, fold, fold_variants, plain

PARTS: Final = re.compile(r"[,;\n\r]+")
POINT_AT_END: Final = re.compile(
    r"^(.{1,150}?)\s{0,3}\(\s{0,3}(-?\d{1,2}\.?\d{0,6}\s{0,3},\s{0,3}-?\d{1,3}\.?\d{0,6})\s{0,3}\)$"
)
TOWN_WORDS: Final = re.compile(r"(?:city of|town of|village of|ville de|ciudad de)\s")
STREETS: Final = frozenset(
    [
        "saint",
        "street",
        "avenue",
        "ave",
        "av",
        "road",
        "rd",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "lane",
        "ln",
        "way",
        "court",
        "ct",
        "highway",
        "hwy",
        "place",
        "pl",
        "parkway",
        "pkwy",
        "terrace",
        "ter",
        "circle",
        "cir",
        "square",
        "sq",
        "trail",
        "trl",
        "pike",
        "plaza",
        "route",
        "rte",
        "loop",
        "row",
        "alley",
        "expressway",
        "expy",
        "freeway",
        "fwy",
        "turnpike",
        "tpke",
        "broadway",
    ]
)
AFTER_STREET: Final = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "apt",
        "apartment",
        "suite",
        "sainte",
        "unit",
        "floor",
        "fl",
        "room",
        "rm",
        "no",
        "number",
        "bldg",
        "building",
    ]
)
LONGEST_NAME: Final = 6
LONGEST_COUNTRY: Final = 4
MOST_READINGS: Final = 24


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a name is sought; empty means anywhere."""

    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text; `keys` are the ways to fold the name of the place."""

    keys: tuple[str, ...]
    scope: Scope = Scope()
    county: str = ""
    beside: tuple[str, ...] = ()
    """A larger place that this one must lie beside."""
    abroad: str = ""
    """The country outside that the name is said to lie in."""
    point: Degrees | None = None
    is_town: bool = False
    """The text says that a town is meant, not the region of its name."""
    whole: bool = True
    """The reading accounts for the whole text: no street was left out."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, read: at most one of point and military; codes before names."""

    text: str
    point: Degrees | None = None
    military: str | None = None
    postal: Postal | None = None
    readings: tuple[Reading, ...] = ()
    last_resort: str | None = None
    """A Canadian code to try when no name fits."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every folded name that must be looked up, in one go."""
        found: dict[str, None] = {}
        for reading in self.readings:
            found.update(dict.fromkeys((*reading.keys, *reading.beside)))
            if reading.abroad:
                found[reading.abroad] = None
        return tuple(found)


def read_place(text: str, book: RegionBook) -> Typed:
    """Read a text in every sensible way, the likeliest first; never fails."""
    if len(text) > LONGEST_TEXT:
        return Typed(text[:LONGEST_TEXT])
    text = text.replace("\x00", " ").strip()
    point = coordinates(text)
    if point is not None:
        return Typed(text, point=point)
    qualified = POINT_AT_END.match(text)
    if qualified:
        nearby = coordinates(qualified[2])
        readings = _readings(qualified[1], book)
        return Typed(text, readings=tuple(replace(each, point=nearby) for each in readings))
    postal = find_postal(text)
    if postal is None and (short := find_short_zip(text)):
        postal = short if _scopes(_parts(short.rest), book, country="") else None
    military = military_code(text, postal)
    if military:
        return Typed(text, military=military, postal=postal)
    rest = postal.rest if postal and not postal.leads else text
    names = _readings(rest, book)
    if postal and postal.leads:
        names = (*_readings(postal.rest, book), *names)
    return Typed(text, postal=postal, readings=names, last_resort=fsa_of_letters(text))


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, PARTS.split(text)) if fold(part)]


def _readings(text: str, book: RegionBook) -> tuple[Reading, ...]:
    parts = _parts(text)
    if not parts:
        return ()
    found: dict[Reading, None] = {}
    if len(parts) == 1:
        is_town = TOWN_WORDS.match(plain(parts[0])) is not None
        found[Reading(fold_variants(parts[0]), is_town=is_town)] = None
    for rest, scope in _scopes(parts, book, country=""):
        found.update(dict.fromkeys(_named(rest, scope)))
    found.update(dict.fromkeys(_abroad(parts)))
    found.update(dict.fromkeys(_unscoped(parts)))
    return tuple(found)[:MOST_READINGS]


def _scopes(parts: list[str], book: RegionBook, *, country: str) -> list[tuple[list[str], Scope]]:
    """The regions and countries that the end of the text can name, and what stands before."""
    if not parts:
        return []
    words = fold(parts[-1]).split()
    found = []
    for size in range(min(book.longest, len(words)), 0, -1):
        before = words[:-size]
        rest = [*parts[:-1], " ".join(before)] if before else parts[:-1]
        for region in book.named(" ".join(words[-size:])):
            if country and (region.is_country or region.country != country):
                continue
            if region.is_country:
                found += _scopes(rest, book, country=region.country)
            if rest:
                found.append((rest, Scope(region.country, region.code)))
    return found


def _named(parts: list[str], scope: Scope) -> Iterator[Reading]:
    """Readings of what stands before a state: a town, or a street, county or quarter and a town."""
    *before, last = parts
    if before:
        yield Reading(fold_variants(before[-1]), scope, county=_county(last))
        yield Reading(fold_variants(before[-1]), scope, beside=fold_variants(last))
    yield Reading(fold_variants(last), scope, whole=not before)
    if _is_address(last):
        yield from (Reading((name,), scope, whole=False) for name in _town_ends(last))


def _unscoped(parts: list[str]) -> Iterator[Reading]:
    *before, last = parts
    if before:
        yield Reading(fold_variants(before[-1]), county=_county(last))
        yield Reading(fold_variants(before[-1]), beside=fold_variants(last))
    if before and _is_address(before[0]):
        yield Reading(fold_variants(last), whole=False)
    if _is_address(last):
        # Without a state, only what plainly follows the street is taken for a town.
        yield from (Reading((name,), whole=False) for name in _after_street(last))


def _abroad(parts: list[str]) -> Iterator[Reading]:
    *before, last = parts
    if before:
        yield Reading(fold_variants(before[-1]), abroad=fold(last))
        return
    words = fold(last).split()
    for size in range(min(LONGEST_COUNTRY, len(words) - 1), 0, -1):
        name, country = " ".join(words[:-size]), " ".join(words[-size:])
        yield Reading((name,), abroad=country, whole=False)


def _county(text: str) -> str:
    words = fold(text).split()
    if len(words) > 1 and words[-1] == "co":
        words[-1] = "county"
    return " ".join(words)


def _is_address(part: str) -> bool:
    words = fold(part).split()
    return len(words) > 1 and (
        any(mark.isdigit() for mark in words[0]) or words[:2] == ["po", "box"] or words[0] == "rr"
    )


def _after_street(part: str) -> Iterable[str]:
    words = fold(part).split()
    ends = [at for at, word in enumerate(words) if word in STREETS and at > 0]
    for end in ends:
        start = end + 1
        while start < len(words) and (
            words[start] in AFTER_STREET or any(mark.isdigit() for mark in words[start])
        ):
            start += 1
        if start < len(words):
            yield " ".join(words[start:])


def _town_ends(part: str) -> Iterable[str]:
    """Ends of an address that may be its town: what follows the street, then ever shorter ones."""
    words = fold(part).split()
    likely = list(_after_street(part))
    starts = range(max(1, len(words) - LONGEST_NAME), len(words))
    return dict.fromkeys([*likely, *(" ".join(words[start:]) for start in starts)])
