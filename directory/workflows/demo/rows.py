"""A demo person as rows of the tables, as plain as a driver takes them in bulk."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from directory.domain.clock import seconds
from directory.domain.listing import Practice, Profile, Standing, standings
from directory.domain.postings import postings_of
from directory.domain.verdict import Location
from directory.domain.verdict import Practitioner as Credentials
from directory.models import credentials, practitioners
from directory.models import standings as stored
from directory.models.base import Base
from directory.workflows.demo.persons import Certification, Licence, Look, Person, Site, Training
from directory.workflows.standings import standing_rows

Row = tuple[Any, ...]
Rows = dict[type[Base], list[Row]]

COLUMNS: dict[type[Base], tuple[str, ...]] = {
    practitioners.Practitioner: (
        "id", "given_name", "family_name", "suffix", "npi", "gender", "bio", "remote_first_talk",
        "published", "synthetic", "attested_on", "takes_new_patients",
        "new_patients_confirmed_on", "created_at", "updated_at", "version",
    ),
    practitioners.SaysTheySee: ("practitioner_id", "headache"),
    practitioners.Speaks: ("practitioner_id", "language", "position"),
    practitioners.Uses: ("practitioner_id", "technique"),
    practitioners.PracticeLocation: (
        "id", "practitioner_id", "position", "name", "street", "street_hidden", "city", "region",
        "postal_code", "country", "lat", "lon", "precision", "time_zone", "phone", "website",
    ),
    practitioners.Offers: ("location_id", "access"),
    credentials.Licence: (
        "id", "practitioner_id", "profession", "country", "region", "number", "name_on_licence",
        "licence_class", "issued", "expires", "bars_needling", "state",
    ),
    credentials.Training: (
        "id", "practitioner_id", "provider", "course", "technique", "hours", "completed_on",
        "head_neck", "counts_as_accreditation", "state",
    ),
    credentials.Certification: (
        "id", "practitioner_id", "body", "name", "number", "issued", "expires",
        "counts_as_training", "state",
    ),
    credentials.CredentialCheck: (
        "id", "licence_id", "training_id", "certification_id", "source", "looked_on",
        "source_name",
    ),
    stored.Standing: tuple(stored.Standing.__table__.columns.keys()),
    stored.PostingRow: tuple(stored.PostingRow.__table__.columns.keys()),
}  # fmt: skip
"""Tables in the order in which they are filled, with the columns of their rows."""


def empty_rows() -> Rows:
    """Give every table a list to be filled."""
    return {table: [] for table in COLUMNS}


def add_person(rows: Rows, person: Person, *, at: datetime) -> None:
    """Write down a person, their credentials, and what stands at an instant."""
    rows[practitioners.Practitioner].append(_practitioner(person))
    rows[practitioners.SaysTheySee] += [(person.id, each.value) for each in person.headaches]
    rows[practitioners.Speaks] += [
        (person.id, language, position) for position, language in enumerate(person.languages)
    ]
    rows[practitioners.Uses] += [(person.id, each.value) for each in person.techniques]
    for position, (location, site) in enumerate(person.locations):
        address = (location, person.id, position, *_address(site))
        rows[practitioners.PracticeLocation].append(address)
        rows[practitioners.Offers] += [(location, each.value) for each in site.access]
    checks = rows[credentials.CredentialCheck]
    for licence in person.licences:
        rows[credentials.Licence].append(_licence(person.id, licence))
        checks += _checks(licence.looks, (licence.id, None, None))
    for training in person.trainings:
        rows[credentials.Training].append(_training(person.id, training))
        checks += _checks(training.looks, (None, training.id, None))
    for certification in person.certifications:
        rows[credentials.Certification].append(_certification(person.id, certification))
        checks += _checks(certification.looks, (None, None, certification.id))
    found = judged(person, at)
    postings = postings_of([standing.searchable for standing in found])
    rows[stored.Standing] += map(_standing, standing_rows(found, postings))
    rows[stored.PostingRow] += postings


def judged(person: Person, at: datetime) -> list[Standing]:
    """Let the rules judge a person at each of their locations."""
    profile = Profile(
        practitioner_id=person.id,
        credentials=Credentials(
            licences=tuple(licence.fact for licence in person.licences),
            trainings=tuple(training.fact for training in person.trainings),
            certifications=tuple(each.fact for each in person.certifications),
            published=person.published,
            attested_on=person.attested_on,
        ),
        headaches=frozenset(person.headaches),
        languages=frozenset(person.languages),
        techniques=frozenset(person.techniques),
        gender=person.gender,
        remote_first_talk=person.remote_first_talk,
        takes_new_patients=person.takes_new_patients,
        new_patients_confirmed_on=person.new_patients_confirmed_on,
    )
    practices = (
        Practice(
            location_id=location,
            place=Location(site.town.country, site.town.region, site.town.time_zone),
            lat=site.lat,
            lon=site.lon,
            access=frozenset(site.access),
        )
        for location, site in person.locations
    )
    return standings(profile, practices, at=at)


def _standing(values: dict[str, Any]) -> Row:
    # The lists come in the order of sets, which differs from one run to the next.
    values["lists"] = " ".join(sorted(values["lists"].split(), key=int))
    return tuple(_plain(values[name]) for name in COLUMNS[stored.Standing])


def _practitioner(person: Person) -> Row:
    return (
        person.id,
        person.given_name,
        person.family_name,
        person.suffix,
        person.npi,
        _plain(person.gender),
        person.bio,
        int(person.remote_first_talk),
        int(person.published),
        1,
        _plain(person.attested_on),
        _plain(person.takes_new_patients),
        _plain(person.new_patients_confirmed_on),
        seconds(person.created_at),
        seconds(person.updated_at),
        1,
    )


def _address(site: Site) -> Row:
    return (
        site.name,
        site.street,
        int(site.street_hidden),
        site.town.city,
        site.town.region,
        site.postal_code,
        site.town.country.value,
        site.lat,
        site.lon,
        site.precision.value,
        site.town.time_zone,
        site.phone,
        site.website,
    )


def _licence(owner: int, licence: Licence) -> Row:
    fact = licence.fact
    return (
        licence.id,
        owner,
        fact.profession.value,
        fact.country.value,
        fact.region,
        licence.number,
        licence.name_on_licence,
        fact.licence_class.value,
        licence.issued.isoformat(),
        _plain(fact.expires),
        int(fact.bars_needling),
        fact.state.value,
    )


def _training(owner: int, training: Training) -> Row:
    fact = training.fact
    return (
        training.id,
        owner,
        training.provider,
        training.course,
        fact.technique.value,
        training.hours,
        training.completed_on.isoformat(),
        fact.head_neck.value,
        int(fact.counts_as_accreditation),
        fact.state.value,
    )


def _certification(owner: int, certification: Certification) -> Row:
    fact = certification.fact
    return (
        certification.id,
        owner,
        certification.body,
        certification.name,
        certification.number,
        certification.issued.isoformat(),
        _plain(fact.expires),
        int(fact.counts_as_training),
        fact.state.value,
    )


def _checks(looks: tuple[Look, ...], owner: Row) -> list[Row]:
    return [
        (id_, *owner, check.source.value, check.looked_on.isoformat(), source_name)
        for id_, check, source_name in looks
    ]


def _plain(value: object) -> object:
    if value is None or value.__class__ is int:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        # SQLite's driver looks long for how to store what is not quite a whole number.
        return int(value)
    return value.isoformat() if isinstance(value, date) else value
