"""What its owner is asked to confirm about a listing: the facts as they stand, and for whom."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.attesting import last_said
from directory.domain.entry.opening_hours import Span
from directory.domain.vocabulary import Country, Headache, NewPatients
from directory.models.practitioners import (
    OpenHours,
    PracticeLocation,
    Practitioner,
    SaysTheySee,
    Speaks,
)

_MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A practice location as patients see it; a hidden street stays hidden."""

    name: str
    street: str | None
    city: str
    region: str
    postal_code: str
    country: Country
    time_zone: str
    phone: str | None
    hours: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmable:
    """The facts of a listing that change without notice. `attested_on`: when last confirmed."""

    practitioner_id: int
    account_id: int | None
    name: str
    attested_on: date | None
    takes_new_patients: bool | None
    new_patients_confirmed_on: date | None
    no_new_patients_until: date | None
    languages: tuple[str, ...]
    headaches: tuple[Headache, ...]
    places: tuple[Place, ...]

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.practitioner_id)

    @property
    def time_zone(self) -> str:
        """The time zone by which its days are counted."""
        return self.places[0].time_zone if self.places else "UTC"

    def said(self, today: date) -> NewPatients | None:
        """Give what was last said of new patients; None where that is over."""
        return last_said(
            takes=self.takes_new_patients, no_until=self.no_new_patients_until, today=today
        )

    def shown(self) -> dict[str, object]:
        """Give the facts that a page shows, to be compared with what stands later."""
        return {name: value for name, value in asdict(self).items() if name not in _NOT_SHOWN}


_NOT_SHOWN: Final = frozenset({"account_id", "attested_on", "new_patients_confirmed_on"})


def confirmable(connection: Connection, practitioner_id: int, *, today: date) -> Confirmable | None:
    """Read the facts of a listing; None where it is not there, or its owner has left.

    Places that were left before `today` are not among them.
    """
    head = connection.execute(
        select(
            Practitioner.account_id,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.attested_on,
            Practitioner.takes_new_patients,
            Practitioner.new_patients_confirmed_on,
            Practitioner.no_new_patients_until,
        ).where(Practitioner.id == practitioner_id, Practitioner.left_at.is_(None))
    ).one_or_none()
    if head is None:
        return None
    return Confirmable(
        practitioner_id=practitioner_id,
        account_id=head.account_id,
        name=f"{head.given_name} {head.family_name}",
        attested_on=head.attested_on,
        takes_new_patients=head.takes_new_patients,
        new_patients_confirmed_on=head.new_patients_confirmed_on,
        no_new_patients_until=head.no_new_patients_until,
        languages=tuple(
            connection.scalars(
                select(Speaks.language)
                .where(Speaks.practitioner_id == practitioner_id)
                .order_by(Speaks.position)
                .limit(_MOST)
            )
        ),
        headaches=tuple(
            connection.scalars(
                select(SaysTheySee.headache)
                .where(SaysTheySee.practitioner_id == practitioner_id)
                .order_by(SaysTheySee.headache)
                .limit(_MOST)
            )
        ),
        places=_places(connection, practitioner_id, today=today),
    )


def _places(connection: Connection, practitioner_id: int, *, today: date) -> tuple[Place, ...]:
    place = PracticeLocation
    rows = connection.execute(
        select(
            place.id, place.name, place.street, place.street_hidden, place.city, place.region,
            place.postal_code, place.country, place.time_zone, place.phone,
        )
        .where(place.practitioner_id == practitioner_id)
        .where(place.ended_on.is_(None) | (place.ended_on >= today))
        .order_by(place.position)
        .limit(_MOST)
    ).all()  # fmt: skip
    hours = _hours(connection, practitioner_id)
    return tuple(
        Place(
            name=row.name,
            street=None if row.street_hidden else row.street,
            city=row.city,
            region=row.region,
            postal_code=row.postal_code,
            country=row.country,
            time_zone=row.time_zone,
            phone=row.phone,
            hours=tuple(hours[row.id]),
        )
        for row in rows
    )


def _hours(connection: Connection, practitioner_id: int) -> defaultdict[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    rows = connection.execute(
        select(OpenHours.location_id, OpenHours.weekday, OpenHours.opens, OpenHours.closes)
        .join(PracticeLocation, PracticeLocation.id == OpenHours.location_id)
        .where(PracticeLocation.practitioner_id == practitioner_id)
        .order_by(OpenHours.location_id, OpenHours.weekday, OpenHours.opens)
        .limit(_MOST * _MOST)
    )
    for location_id, *span in rows:
        found[location_id].append(Span(*span))
    return found
