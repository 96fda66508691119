"""What is on file about a person, as the rules judge it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, literal, select, union_all

from directory.domain.listing import Practice, Profile
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
    who = {"who": practitioner_id}
    person = connection.execute(_PERSON, who).one_or_none()
    if person is None:
        return None
    says: dict[str, list[str]] = {"headache": [], "language": [], "technique": []}
    for kind, value in connection.execute(_SAYS, who):
        says[kind].append(value)
    profile = Profile(
        practitioner_id=practitioner_id,
        credentials=credentials_of(connection, who, person=person),
        headaches=frozenset(map(Headache, says["headache"])),
        languages=frozenset(says["language"]),
        techniques=frozenset(map(Technique, says["technique"])),
        gender=person.gender,
        remote_first_talk=person.remote_first_talk,
        takes_new_patients=person.takes_new_patients,
        new_patients_confirmed_on=person.new_patients_confirmed_on,
    )
    return OnFile(profile, tuple(_practices(connection, who)))


_PERSON: Final = select(
    Practitioner.gender,
    Practitioner.remote_first_talk,
    Practitioner.published,
    Practitioner.attested_on,
    Practitioner.takes_new_patients,
    Practitioner.new_patients_confirmed_on,
    select(Hold.id)
    .where(Hold.practitioner_id == Practitioner.id, Hold.ended_at.is_(None))
    .exists()
    .label("held"),
).where(Practitioner.id == WHO)
_SAYS: Final = union_all(
    *(
        select(literal(name), column.cast(PracticeLocation.city.type)).where(owner == WHO)
        for name, column, owner in (
            ("headache", SaysTheySee.headache, SaysTheySee.practitioner_id),
            ("language", Speaks.language, Speaks.practitioner_id),
            ("technique", Uses.technique, Uses.practitioner_id),
        )
    )
)
_LOCATIONS: Final = (
    select(
        PracticeLocation.id,
        PracticeLocation.country,
        PracticeLocation.region,
        PracticeLocation.time_zone,
        PracticeLocation.lat,
        PracticeLocation.lon,
    )
    .where(PracticeLocation.practitioner_id == WHO)
    .order_by(PracticeLocation.position)
)
_ACCESS: Final = (
    select(Offers.location_id, Offers.access)
    .join(PracticeLocation, PracticeLocation.id == Offers.location_id)
    .where(PracticeLocation.practitioner_id == WHO)
)


def _practices(connection: Connection, who: dict[str, int]) -> Iterable[Practice]:
    access: dict[int, set[Access]] = {}
    for location_id, offered in connection.execute(_ACCESS, who):
        access.setdefault(location_id, set()).add(offered)
    for row in connection.execute(_LOCATIONS, who):
        yield Practice(
            location_id=row.id,
            place=Location(row.country, row.region, row.time_zone),
            lat=row.lat,
            lon=row.lon,
            access=frozenset(access.get(row.id, ())),
        )
