"""Postings: what search knows of a practice location, as numbers that a database compares.

A posting stands in the list of everyone and in a further list for each attribute that few people
have, so that a rare wish reads a short list. Filters that only a write can change are bits;
what the clock changes is an instant (UTC seconds) that the query compares with now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from directory.domain import geodesy
from directory.domain.clock import ALWAYS_SECONDS, NEVER_SECONDS
from directory.domain.languages import LANGUAGES
from directory.domain.search import Criteria
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Country,
    Gender,
    Headache,
    NewPatientsFilter,
    Payment,
    Profession,
    Technique,
)

EVERYONE = 0

# Bits of `mask`. A bit keeps its meaning for ever: new members of an enumeration go to the end.
_HEADACHE, _PROFESSION, _TECHNIQUE, _HEAD_NECK = 0, 8, 24, 28
_ACCESS, _GENDER, _COUNTRY, _SOLE = 32, 40, 44, 52
_AGES, _PAYMENT = 53, 57

HEADACHE_BITS = {h: 1 << _HEADACHE + i for i, h in enumerate(Headache)}
PROFESSION_BITS = {p: 1 << _PROFESSION + i for i, p in enumerate(Profession)}
TECHNIQUE_BITS = {t: 1 << _TECHNIQUE + i for i, t in enumerate(Technique)}
HEAD_NECK_BIT = 1 << _HEAD_NECK
ACCESS_BITS = {a: 1 << _ACCESS + i for i, a in enumerate(Access)}
GENDER_BITS = {g: 1 << _GENDER + i for i, g in enumerate(Gender)}
COUNTRY_BITS = {c: 1 << _COUNTRY + i for i, c in enumerate(Country)}
AGES_BITS = {a: 1 << _AGES + i for i, a in enumerate(Ages)}
PAYMENT_BITS = {p: 1 << _PAYMENT + i for i, p in enumerate(Payment)}
SOLE_BIT = 1 << _SOLE
"""The only place of its practitioner that can be found: counting people needs no comparing."""
ANY_PROFESSION = sum(PROFESSION_BITS.values())

SPEAKS = 1
"""Bit of `languages` that everyone has, so that "any language" is the same comparison."""
LANGUAGE_BITS = {tag: 2 << i for i, tag in enumerate(LANGUAGES)}
ANY_LANGUAGE = SPEAKS

# Lists of their own, for what about a tenth of people or fewer have.
_COMMON_LANGUAGES = {"en", "es", "fr"}
LANGUAGE_LISTS = {t: 100 + i for i, t in enumerate(LANGUAGES) if t not in _COMMON_LANGUAGES}
PROFESSION_LISTS: dict[Profession, int] = {
    p: 200 + i
    for i, p in enumerate(Profession)
    if p not in {Profession.PHYSICAL_THERAPIST, Profession.CHIROPRACTOR}
}
TECHNIQUE_LISTS: dict[Technique | None, int] = {Technique.GUNN_IMS: 230}
ACCESS_LISTS = {Access.SCENT_FREE: 240, Access.LIE_DOWN: 241}
GENDER_LISTS: dict[Gender | None, int] = {Gender.NONBINARY: 250}
_REMOTE_BASE = 1_000


def remote_list(country: Country, region: str) -> int:
    """Number of the list of those who talk first by phone or video with people of a region."""
    return _REMOTE_BASE + int(country + region, 36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """A practice location that may be found; instants are UTC seconds, exclusive."""

    location_id: int
    practitioner_id: int
    lat: float
    lon: float
    country: Country
    profession: Profession | None
    headaches: frozenset[Headache]
    languages: frozenset[str]
    techniques: frozenset[Technique]
    head_neck: bool
    access: frozenset[Access]
    gender: Gender | None
    ages: frozenset[Ages] = frozenset()
    payment: frozenset[Payment] = frozenset()
    listed_until: int
    partial_until: int
    taking_until: int
    not_taking_until: int
    remote_regions: dict[tuple[Country, str], int]
    """Regions whose people may talk first by phone or video, with the licence's own end."""


class Posting(NamedTuple):
    """One line of one list, in the order of the table's columns (a tuple: millions are made)."""

    attr: int
    cell: int
    location_id: int
    practitioner_id: int
    mask: int
    languages: int
    x: int
    y: int
    z: int
    listed_until: int
    partial_until: int
    taking_until: int
    not_taking_until: int


def mask_of(place: Searchable) -> int:
    """Gather the bits of everything that only a write can change."""
    mask = COUNTRY_BITS[place.country]
    if place.profession is not None:
        mask |= PROFESSION_BITS[place.profession]
    for headache in place.headaches:
        mask |= HEADACHE_BITS[headache]
    for technique in place.techniques:
        mask |= TECHNIQUE_BITS[technique]
    for access in place.access:
        mask |= ACCESS_BITS[access]
    if place.head_neck:
        mask |= HEAD_NECK_BIT
    if place.gender is not None:
        mask |= GENDER_BITS[place.gender]
    for ages in place.ages:
        mask |= AGES_BITS[ages]
    for payment in place.payment:
        mask |= PAYMENT_BITS[payment]
    return mask


def languages_of(tags: frozenset[str]) -> int:
    """Gather the bits of the languages spoken."""
    bits = SPEAKS
    for tag in tags:
        bits |= LANGUAGE_BITS[tag]
    return bits


def _lists(place: Searchable) -> Iterator[int]:
    yield EVERYONE
    for tag in place.languages:
        if tag in LANGUAGE_LISTS:
            yield LANGUAGE_LISTS[tag]
    if place.profession in PROFESSION_LISTS:
        yield PROFESSION_LISTS[place.profession]
    for technique in place.techniques:
        if technique in TECHNIQUE_LISTS:
            yield TECHNIQUE_LISTS[technique]
    for access in place.access:
        if access in ACCESS_LISTS:
            yield ACCESS_LISTS[access]
    if place.gender in GENDER_LISTS:
        yield GENDER_LISTS[place.gender]


def postings_of(places: Iterable[Searchable]) -> list[Posting]:
    """Write down all locations of one practitioner for search."""
    findable = [
        place for place in places if place.headaches and place.partial_until > NEVER_SECONDS
    ]
    sole = SOLE_BIT if len(findable) == 1 else 0
    return [line for place in findable for line in _postings(place, sole)]


def _postings(place: Searchable, sole: int) -> list[Posting]:
    x, y, z = geodesy.ecef_cm(place.lat, place.lon)
    cell = geodesy.cell_of(x, y, z)
    mask, languages = mask_of(place) | sole, languages_of(place.languages)

    def line(attr: int, end: int) -> Posting:
        return Posting(
            attr, cell, place.location_id, place.practitioner_id, mask, languages, x, y, z,
            min(place.listed_until, end), min(place.partial_until, end),
            place.taking_until, place.not_taking_until,
        )  # fmt: skip

    lines = [line(attr, ALWAYS_SECONDS) for attr in _lists(place)]
    for (country, region), end in place.remote_regions.items():
        lines.append(line(remote_list(country, region), end))
    return lines


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search in the numbers of postings.

    A posting fits when it has every bit of `every`, one of `some`, one of `languages`, and when
    its instants lie beyond the ones given here.
    """

    lists: tuple[int, ...]
    every: int
    some: int
    languages: int
    listed_after: int
    partial_after: int
    taking_after: int
    not_taking_before: int


def wanted(criteria: Criteria, now: int) -> Wanted:
    """Put a search into numbers, to be compared at `now` (UTC seconds)."""
    every = 0
    if criteria.headache is not None:
        every |= HEADACHE_BITS[criteria.headache]
    if criteria.technique is not None:
        every |= TECHNIQUE_BITS[criteria.technique]
    for access in criteria.access:
        every |= ACCESS_BITS[access]
    if criteria.head_neck:
        every |= HEAD_NECK_BIT
    if criteria.gender is not None:
        every |= GENDER_BITS[criteria.gender]
    if criteria.country is not None:
        every |= COUNTRY_BITS[criteria.country]
    if criteria.age is not None:
        every |= AGES_BITS[criteria.age]
    for payment in criteria.payment:
        every |= PAYMENT_BITS[payment]
    some = sum(PROFESSION_BITS[p] for p in criteria.professions) or ANY_PROFESSION
    languages = sum(LANGUAGE_BITS[tag] for tag in criteria.languages) or ANY_LANGUAGE
    taking = criteria.new_patients
    return Wanted(
        lists=_shortest_lists(criteria),
        every=every,
        some=some,
        languages=languages,
        listed_after=now if criteria.checks is ChecksFilter.ALL else -1,
        partial_after=now,
        taking_after=now if taking is NewPatientsFilter.CONFIRMED else -1,
        not_taking_before=now if taking is NewPatientsFilter.YES_OR_NOT_KNOWN else ALWAYS_SECONDS,
    )


def _shortest_lists(criteria: Criteria) -> tuple[int, ...]:
    """Choose the lists to read: the rarest wish that has lists of its own, else everyone."""
    if criteria.remote_in is not None:
        # The only filter that is nothing but a list: whom one may talk to depends on the region.
        return (remote_list(*criteria.remote_in),)
    if criteria.languages and criteria.languages <= LANGUAGE_LISTS.keys():
        return tuple(sorted(LANGUAGE_LISTS[tag] for tag in criteria.languages))
    if criteria.professions and criteria.professions <= PROFESSION_LISTS.keys():
        return tuple(sorted(PROFESSION_LISTS[p] for p in criteria.professions))
    rare = [number for access, number in ACCESS_LISTS.items() if access in criteria.access]
    if criteria.technique in TECHNIQUE_LISTS:
        rare.append(TECHNIQUE_LISTS[criteria.technique])
    if criteria.gender in GENDER_LISTS:
        rare.append(GENDER_LISTS[criteria.gender])
    return (max(rare, default=EVERYONE),)
