"""Where a person sees patients, as a reviewer reads it: also what pages hide."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.vocabulary import Country
from directory.models.clinics import Clinic
from directory.models.practitioners import PracticeLocation

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlace:
    """A practice location; `clinic`: the name of the clinic that it belongs to."""

    id: int
    name: str
    street: str | None
    street_hidden: bool
    city: str
    region: str
    postal_code: str
    country: Country
    phone: str | None
    website: str | None
    ended_on: date | None
    clinic_id: int | None
    clinic: str | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def review_places(connection: Connection, practitioner_id: int) -> tuple[ReviewPlace, ...]:
    """Give the places of a person in their own order."""
    place = PracticeLocation
    rows = connection.execute(
        select(
            place.id,
            place.name,
            place.street,
            place.street_hidden,
            place.city,
            place.region,
            place.postal_code,
            place.country,
            place.phone,
            place.website,
            place.ended_on,
            place.clinic_id,
            Clinic.name.label("clinic"),
        )
        .outerjoin(Clinic, Clinic.id == place.clinic_id)
        .where(place.practitioner_id == practitioner_id)
        .order_by(place.position, place.id)
        .limit(_MOST)
    )
    return tuple(ReviewPlace(**row._mapping) for row in rows)  # noqa: SLF001  (its public name)
