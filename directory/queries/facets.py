"""How many people each further filter of a search would leave, as far as few enough are around."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from directory.db import Database
from directory.domain.postings import LANGUAGE_BITS, Wanted, wanted
from directory.domain.search import COUNTED, Criteria
from directory.domain.vocabulary import (
    Access,
    Ages,
    ChecksFilter,
    Gender,
    NewPatientsFilter,
    Payment,
    Profession,
    Technique,
)
from directory.queries.listings import rows_of
from directory.queries.nearest import Nearest

Facets = Mapping[str, Mapping[str, int]]
"""By parameter and value: how many people the search finds with that value chosen as well.

Of what can be chosen several times at once, professions count alone, all else on top of the rest.
"""
YES: Final = "yes"


class _Place(NamedTuple):
    """What a posting says of a place, but where it is."""

    practitioner_id: int
    mask: int
    languages: int
    listed_until: int
    partial_until: int
    taking_until: int
    not_taking_until: int


@dataclass(frozen=True, slots=True)
class _Option:
    name: str
    value: str
    criteria: Criteria


def facets(database: Database, criteria: Criteria, *, now: int) -> Facets | None:
    """Count at an instant (UTC seconds); None where more than 1,000 places are around."""
    with database.reading() as connection:
        places = _places(connection, criteria, now=now)
    if places is None:
        return None
    found: dict[str, dict[str, int]] = {}
    for option in _options(criteria):
        want = wanted(option.criteria, now)
        people = {place.practitioner_id for place in places if _fits(place, want)}
        found.setdefault(option.name, {})[option.value] = len(people)
    found["language"] = _languages(places, wanted(replace(criteria, languages=frozenset()), now))
    return found


def _places(connection: Connection, criteria: Criteria, *, now: int) -> list[_Place] | None:
    """Read every place around that any of the filters could leave."""
    wide = Criteria(
        lat=criteria.lat,
        lon=criteria.lon,
        within_km=criteria.within_km,
        headache=criteria.headache,
        checks=ChecksFilter.LICENCE_TRAINING,
        new_patients=NewPatientsFilter.ANY,
        remote_in=criteria.remote_in,
    )
    within = None if wide.within_km is None else wide.within_km * 1000
    around = Nearest(
        connection, wanted(wide, now), lat=wide.lat, lon=wide.lon, within_m=within
    ).places(COUNTED)
    if around is None:
        return None
    rows = rows_of(connection, around)
    return [_place(rows[each]) for each in around if each in rows]


def _place(row: Any) -> _Place:  # noqa: ANN401  (a driver's row)
    known_until = row[10] if row[8] is not None else 0
    return _Place(
        practitioner_id=row[1],
        mask=row[11],
        languages=row[12],
        listed_until=row[28],
        partial_until=row[29],
        taking_until=known_until if row[8] else 0,
        not_taking_until=0 if row[8] else known_until,
    )


def _fits(place: _Place, want: Wanted) -> bool:
    return (
        place.mask & want.every == want.every
        and bool(place.mask & want.some)
        and bool(place.languages & want.languages)
        and place.listed_until > want.listed_after
        and place.partial_until > want.partial_after
        and place.taking_until > want.taking_after
        and place.not_taking_until <= want.not_taking_before
    )


def _options(asked: Criteria) -> Iterator[_Option]:
    for checks in ChecksFilter:
        yield _Option("checks", checks.value, replace(asked, checks=checks))
    for taking in NewPatientsFilter:
        yield _Option("new_patients", taking.value, replace(asked, new_patients=taking))
    for profession in Profession:
        alone = replace(asked, professions=frozenset({profession}))
        yield _Option("profession", profession.value, alone)
    for access in Access:
        more = replace(asked, access=asked.access | {access})
        yield _Option("access", access.value, more)
    for payment in Payment:
        paid = replace(asked, payment=asked.payment | {payment})
        yield _Option("payment", payment.value, paid)
    for age in Ages:
        yield _Option("age", age.value, replace(asked, age=age))
    for technique in Technique:
        yield _Option("technique", technique.value, replace(asked, technique=technique))
    for gender in Gender:
        yield _Option("gender", gender.value, replace(asked, gender=gender))
    yield _Option("head_neck", YES, replace(asked, head_neck=True))


def _languages(places: Sequence[_Place], want: Wanted) -> dict[str, int]:
    speakers: dict[str, set[int]] = {tag: set() for tag in LANGUAGE_BITS}
    for place in places:
        if _fits(place, want):
            for tag, bit in LANGUAGE_BITS.items():
                if place.languages & bit:
                    speakers[tag].add(place.practitioner_id)
    return {tag: len(people) for tag, people in speakers.items()}
