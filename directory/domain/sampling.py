"""Which public listings are looked at anew each week: drawn by a hash, so that nobody picks them.

Whoever has the list of a week's listings can draw the sample again and compare.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from heapq import nsmallest
from typing import Final, NamedTuple

from directory.domain.expected_days import working_days_after
from directory.domain.vocabulary import Country

NOT_AGAIN: Final = timedelta(weeks=12)
"""So long nobody is drawn twice: a small directory is sampled round and round, not at random."""
DAYS_TO_LOOK: Final = 10
"""Working days in which a drawn listing is looked at."""


class Drawn(NamedTuple):
    """A person who was drawn, at one of their places."""

    practitioner_id: int
    location_id: int


def week_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def due_on(day: date, country: Country) -> date:
    """Say by when a listing that is drawn on a day is looked at."""
    return working_days_after(day, DAYS_TO_LOOK, country=country)


def draw(week: date, listed: Iterable[Drawn], *, number: int) -> list[Drawn]:
    """Draw people, each as likely as any other, and for each of them one place."""
    places: dict[int, list[int]] = {}
    for person, place in listed:
        places.setdefault(person, []).append(place)
    first = nsmallest(number, places, key=lambda person: _rank(week, person))
    return [Drawn(person, _one_of(week, places, person=person)) for person in first]


def _one_of(week: date, places: Mapping[int, Collection[int]], *, person: int) -> int:
    return min(places[person], key=lambda place: _rank(week, place))


def _rank(week: date, number: int) -> bytes:
    return sha256(f"{week.isoformat()}/{number}".encode()).digest()
