"""Everyone who is listed, one after the other, for those who need more than pages of a search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Row, text

from directory.db import Database
from directory.domain.postings import HEADACHE_BITS
from directory.queries.listing_views import LocationView, Person
from directory.queries.listings import COLUMNS, TABLES, location_of, person_of

CHUNK: Final = 1_000
"""People read in one statement; memory stays the same however many people are listed."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person who can be found by search, with all their locations."""

    person: Person
    updated_at: datetime
    locations: tuple[LocationView, ...]


_ANY_HEADACHE: Final = sum(HEADACHE_BITS.values())
_PEOPLE: Final = f"""SELECT DISTINCT s.practitioner_id FROM standing AS s
 JOIN practitioner AS p ON p.id = s.practitioner_id
 WHERE s.practitioner_id > :after AND s.partial_until > :now AND s.mask & :headaches <> 0
 AND p.updated_at >= :since
 ORDER BY s.practitioner_id LIMIT {CHUNK}"""
_LOCATIONS: Final = f"""SELECT {COLUMNS}, p.updated_at FROM {TABLES}
 WHERE s.practitioner_id BETWEEN :first AND :last
 ORDER BY s.practitioner_id, l.position LIMIT {CHUNK * 50}"""


def listed_people(
    database: Database, now: int, *, since: datetime | None = None
) -> Iterator[ListedPerson]:
    """Go through all listed people in the order of their ids, as of `now` (UTC seconds).

    `since`: only those whose record changed at or after that instant.
    """
    chosen = {
        "after": -1,
        "now": now,
        "headaches": _ANY_HEADACHE,
        "since": 0 if since is None else int(since.timestamp()),
    }
    while True:
        with database.reading() as connection:
            people = connection.scalars(text(_PEOPLE), chosen).all()
            if not people:
                return
            rows = connection.execute(
                text(_LOCATIONS), {"first": people[0], "last": people[-1]}
            ).all()
        listed = set(people)
        for practitioner_id, places in groupby(rows, key=itemgetter(1)):
            if practitioner_id in listed:
                yield _person(list(places), now)
        chosen["after"] = people[-1]


def _person(rows: Sequence[Row[Any]], now: int) -> ListedPerson:
    return ListedPerson(
        person_of(rows[0], now),
        datetime.fromtimestamp(rows[0].updated_at, UTC),
        tuple(location_of(row, now) for row in rows),
    )
