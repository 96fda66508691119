"""What a demo person consists of, before it becomes rows (tuples: millions are made)."""

from datetime import date, datetime
from typing import Final, NamedTuple

from directory.domain import credentials as facts
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Access,
    Country,
    Gender,
    Headache,
    LicenceKind,
    Precision,
    Profession,
    RegisterStatus,
    Technique,
)
from directory.workflows.demo.towns import Town

GOOD: Final = frozenset({None, RegisterStatus.ACTIVE, RegisterStatus.RESTRICTED})
"""What a source may say for a look at it to count."""


class Site(NamedTuple):
    """An address where people practise, alone or together."""

    town: Town
    name: str
    street: str
    street_hidden: bool
    postal_code: str
    lat: float
    lon: float
    precision: Precision
    phone: str
    website: str | None
    access: tuple[Access, ...]


class Look(NamedTuple):
    """A look at a credential's source; `source_name` says whose register or answer it was."""

    id: int
    check: facts.Check
    source_name: str
    status: RegisterStatus | None
    end_found: date | None


class Filing(NamedTuple):
    """Where a credential stands in verification since when; instants as `clock.seconds`."""

    since: int
    deferred_until: date | None
    appeal: Appeal
    appealed_at: int | None


class Licence(NamedTuple):
    """A licence with what is on paper beside what the rules look at."""

    id: int
    renews_id: int | None
    kind: LicenceKind
    number: str
    number_typed: str
    name_on_licence: str
    first_licensed_on: date | None
    issued: date | None
    conditions: str | None
    filing: Filing
    fact: facts.Licence
    looks: tuple[Look, ...]


class Authorization(NamedTuple):
    """A regulator's own entry for needling."""

    id: int
    number: str | None
    issued: date
    filing: Filing
    fact: facts.Authorization
    looks: tuple[Look, ...]


class Training(NamedTuple):
    """A course taken; `completed_on` is empty where only the year is known."""

    id: int
    provider: str
    course: str
    hours_live_online: float | None
    hours_self_study: float | None
    completed_year: int
    completed_on: date | None
    country: Country
    filing: Filing
    fact: facts.Training
    looks: tuple[Look, ...]


class Certification(NamedTuple):
    """A certification held."""

    id: int
    renews_id: int | None
    body: str
    name: str
    abbreviation: str
    body_website: str
    number: str | None
    issued: date
    filing: Filing
    fact: facts.Certification
    looks: tuple[Look, ...]


class Hold(NamedTuple):
    """A suspension of the whole person; `opened_at` as `clock.seconds`."""

    id: int
    kind: str
    reason: str
    opened_at: int


class Says(NamedTuple):
    """Whom somebody sees and how they are paid, as far as they say so."""

    youngest: int | None = None
    oldest: int | None = None
    self_pay: bool | None = None
    direct_billing: bool | None = None
    gives_receipts: bool | None = None
    sliding_scale: bool | None = None


class Person(NamedTuple):
    """Somebody invented."""

    id: int
    given_name: str
    family_name: str
    suffix: str | None
    npi: str | None
    gender: Gender | None
    bio: str | None
    remote_first_talk: bool
    published: bool
    attested_on: date | None
    takes_new_patients: bool | None
    new_patients_confirmed_on: date | None
    created_at: datetime
    updated_at: datetime
    profession: Profession
    headaches: tuple[tuple[Headache, int | None], ...]
    """Types they say they see, each with the year since when, where they say it."""
    languages: tuple[str, ...]
    techniques: tuple[Technique, ...]
    locations: tuple[tuple[int, Site], ...]
    """Identifiers and sites, the main one first."""
    says: Says
    licences: tuple[Licence, ...]
    authorizations: tuple[Authorization, ...]
    trainings: tuple[Training, ...]
    certifications: tuple[Certification, ...]
    hold: Hold | None
