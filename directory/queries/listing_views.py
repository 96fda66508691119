"""What is read of a listing: the person, a practice location, and what was checked for it."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    Gender,
    Headache,
    HeadNeck,
    NewPatients,
    PillarStatus,
    Precision,
    Profession,
    PublicNotice,
)


@dataclass(frozen=True, slots=True)
class CheckView:
    """One pillar as it stands now; `until` is exclusive, None where it never lapses."""

    status: PillarStatus
    how: CheckSource | None
    on: date | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TrainingView:
    """The training pillar as it stands now."""

    status: PillarStatus
    how: CheckSource | None
    on: date | None
    until: datetime | None
    head_neck: HeadNeck


@dataclass(frozen=True, slots=True)
class NewPatientsView:
    """Whether new patients are taken, and who said so when; old statements are not known."""

    status: NewPatients
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class LocationView:
    """One practice location with what was checked for it."""

    id: str
    name: str
    street: str | None
    city: str
    region: str
    postal_code: str
    country: Country
    lat: float
    lon: float
    precision: Precision
    time_zone: str
    phone: str | None
    website: str | None
    access: frozenset[Access]
    street_hidden: bool
    profession: Profession | None
    qualified: bool
    qualified_until: datetime | None
    listed_until: datetime | None
    licence: CheckView
    training: TrainingView
    accreditation: CheckView


@dataclass(frozen=True, slots=True)
class Person:
    """What a listing says of the person, apart from the location.

    `unconfirmed_since`: when its details were last confirmed, where that is too long ago.
    `notice`: what a reviewer has it say to everybody.
    """

    id: str
    name: str
    slug: str
    headaches: tuple[Headache, ...]
    languages: tuple[str, ...]
    gender: Gender | None
    remote: bool
    synthetic: bool
    new_patients: NewPatientsView
    unconfirmed_since: date | None = None
    notice: PublicNotice | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A person at one location as they stand in one quarter of an hour.

    The same object as long as nothing about it changes, so that what is made of it can be kept.
    """

    person: Person
    location: LocationView


@dataclass(frozen=True, slots=True)
class ResultView:
    """One person in a list of results, at their nearest fitting location."""

    id: str
    name: str
    slug: str
    distance_km: float
    headaches: tuple[Headache, ...]
    languages: tuple[str, ...]
    gender: Gender | None
    remote: bool
    synthetic: bool
    location: LocationView
    new_patients: NewPatientsView
    listed: Listed | None = None
    """What of this does not depend on the search; None where it was put together by hand."""
    unconfirmed_since: date | None = None
    notice: PublicNotice | None = None
