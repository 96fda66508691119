"""What a demo person consists of, before it becomes rows (tuples: millions are made)."""

from datetime import date, datetime
from typing import NamedTuple

from directory.domain import credentials as facts
from directory.domain.vocabulary import Access, Gender, Headache, Precision, Technique
from directory.workflows.demo.towns import Town


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


class Licence(NamedTuple):
    """A licence with what is on paper beside what the rules look at."""

    id: int
    number: str
    name_on_licence: str
    issued: date
    fact: facts.Licence
    looks: tuple[Look, ...]


class Training(NamedTuple):
    """A course taken."""

    id: int
    provider: str
    course: str
    hours: float | None
    completed_on: date
    fact: facts.Training
    looks: tuple[Look, ...]


class Certification(NamedTuple):
    """A certification held."""

    id: int
    body: str
    name: str
    number: str | None
    issued: date
    fact: facts.Certification
    looks: tuple[Look, ...]


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
    headaches: tuple[Headache, ...]
    languages: tuple[str, ...]
    techniques: tuple[Technique, ...]
    locations: tuple[tuple[int, Site], ...]
    """Identifiers and sites, the main one first."""
    licences: tuple[Licence, ...]
    trainings: tuple[Training, ...]
    certifications: tuple[Certification, ...]
