"""People whom a patient keeps on a list, or asks for by name: as they are listed now, or not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, text

from directory.db import Database
from directory.domain import ids
from directory.queries.listing_views import LocationView, Person
from directory.queries.listings import COLUMNS, TABLES, location_of, person_of
from directory.queries.profiles import names_of

_ROWS: Final = text(
    f"SELECT {COLUMNS} FROM {TABLES}"
    " WHERE s.practitioner_id IN :who AND p.published ORDER BY s.practitioner_id, l.position"
    " LIMIT 1000"
).bindparams(bindparam("who", expanding=True))


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """Somebody who is or was public; `person` and `place` are None where a search finds nobody.

    `place`: where all three checks hold, or else the first with licence and training.
    """

    id: str
    name: str
    person: Person | None = None
    place: LocationView | None = None

    @property
    def listed(self) -> bool:
        """Whether a search can find this person now."""
        return self.place is not None


def people(database: Database, numbers: Sequence[int], *, now: int) -> dict[int, KeptPerson]:
    """Read people at an instant (UTC seconds); whoever was never public is left out."""
    if not numbers:
        return {}
    with database.reading() as connection:
        found = _listed(connection, numbers, now=now)
        if rest := [number for number in numbers if number not in found]:
            for number, name in names_of(connection, rest).items():
                found[number] = KeptPerson(ids.encode(number), name)
    return {number: found[number] for number in numbers if number in found}


def _listed(connection: Connection, numbers: Iterable[int], *, now: int) -> dict[int, KeptPerson]:
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_ROWS, {"who": list(numbers)}):
        rows[row.practitioner_id].append(row)
    found = {}
    for number, places in rows.items():
        person = person_of(places[0], now)
        here = [row for row in places if row.partial_until > now]
        if person.headaches and here:
            best = next((row for row in here if row.qualified_until > now), here[0])
            found[number] = KeptPerson(person.id, person.name, person, location_of(best, now))
    return found
