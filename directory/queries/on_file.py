"""What is on file about a person, as the rules judge it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, literal, select, union_all

from directory.domain.listing import Practice, Profile
from directory.domain.seen import ages_seen, ways_to_pay
from directory.domain.verdict import Location
from directory.domain.vocabulary import Access, Headache, Technique
from directory.models.practitioners import (
    Offers,
    PracticeLocation,
    Practitioner,
    SaysTheySee,
    Speaks,
    Uses,
)
from directory.models.reviews import Hold
from directory.queries.papers import WHO, credentials_of


@dataclass(frozen=True, slots=True)
class OnFile:
    """A person and their practice locations."""

    profile: Profile
    practices: tuple[Practice, ...]


def on_file(connection: Connection, practitioner_id: int) -> OnFile | None:
    """Read a person and everything that the rules look at; None where there is no such person."""
    return files_on(connection, [practitioner_id]).get(practitioner_id)


def files_on(connection: Connection, practitioner_ids: Sequence[int]) -> dict[int, OnFile]:
    """Read people, in as many statements as for one of them; a few hundred at most."""
    who = {"who": list(practitioner_ids)}
    people = connection.execute(_PEOPLE, who).all()
    says: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for practitioner_id, kind, value in connection.execute(_SAYS, who):
        says[practitioner_id, kind].append(value)
    credentials = credentials_of(connection, people)
    practices = _practices(connection, who)
    return {
        person.id: OnFile(
            Profile(
                practitioner_id=person.id,
                credentials=credentials[person.id],
                headaches=frozenset(map(Headache, says[person.id, "headache"])),
                languages=frozenset(says[person.id, "language"]),
                techniques=frozenset(map(Technique, says[person.id, "technique"])),
                gender=person.gender,
                remote_first_talk=person.remote_first_talk,
                ages=ages_seen(person.youngest_seen, person.oldest_seen),
                payment=ways_to_pay(
                    sliding_scale=person.sliding_scale,
                    direct_billing=person.direct_billing,
                    receipts=person.gives_receipts,
                ),
                takes_new_patients=person.takes_new_patients,
                new_patients_confirmed_on=person.new_patients_confirmed_on,
                no_new_patients_until=person.no_new_patients_until,
            ),
            tuple(practices[person.id]),
        )
        for person in people
    }


_PEOPLE: Final = select(
    Practitioner.id,
    Practitioner.gender,
    Practitioner.remote_first_talk,
    Practitioner.published,
    Practitioner.attested_on,
    Practitioner.takes_new_patients,
    Practitioner.new_patients_confirmed_on,
    Practitioner.no_new_patients_until,
    Practitioner.youngest_seen,
    Practitioner.oldest_seen,
    Practitioner.sliding_scale,
    Practitioner.direct_billing,
    Practitioner.gives_receipts,
    select(Hold.id)
    .where(Hold.practitioner_id == Practitioner.id, Hold.ended_at.is_(None))
    .exists()
    .label("held"),
).where(Practitioner.id.in_(WHO))
_SAYS: Final = union_all(
    *(
        select(owner, literal(name), column.cast(PracticeLocation.city.type)).where(owner.in_(WHO))
        for name, column, owner in (
            ("headache", SaysTheySee.headache, SaysTheySee.practitioner_id),
            ("language", Speaks.language, Speaks.practitioner_id),
            ("technique", Uses.technique, Uses.practitioner_id),
        )
    )
)
_LOCATIONS: Final = (
    select(
        PracticeLocation.practitioner_id,
        PracticeLocation.id,
        PracticeLocation.country,
        PracticeLocation.region,
        PracticeLocation.time_zone,
        PracticeLocation.lat,
        PracticeLocation.lon,
        PracticeLocation.ended_on,
    )
    .where(PracticeLocation.practitioner_id.in_(WHO))
    .order_by(PracticeLocation.position)
)
_ACCESS: Final = (
    select(Offers.location_id, Offers.access)
    .join(PracticeLocation, PracticeLocation.id == Offers.location_id)
    .where(PracticeLocation.practitioner_id.in_(WHO))
)


def _practices(
    connection: Connection, who: dict[str, list[int]]
) -> defaultdict[int, list[Practice]]:
    access: defaultdict[int, set[Access]] = defaultdict(set)
    for location_id, offered in connection.execute(_ACCESS, who):
        access[location_id].add(offered)
    practices: defaultdict[int, list[Practice]] = defaultdict(list)
    for row in connection.execute(_LOCATIONS, who):
        practices[row.practitioner_id].append(
            Practice(
                location_id=row.id,
                place=Location(row.country, row.region, row.time_zone, row.ended_on),
                lat=row.lat,
                lon=row.lon,
                access=frozenset(access[row.id]),
            )
        )
    return practices
