"""A demo person as rows of the tables, as plain as a driver takes them in bulk."""

from datetime import datetime
from operator import itemgetter
from typing import Final

from directory.adapters.rule_files import read_professions
from directory.domain.clock import microseconds, seconds
from directory.domain.listing import Book, Practice, Profile, standings
from directory.domain.postings import postings_of
from directory.domain.seen import ages_seen, ways_to_pay
from directory.domain.verdict import Location
from directory.domain.verdict import Practitioner as Credentials
from directory.domain.vocabulary import ActorKind
from directory.models import practitioners, reviews
from directory.models import standings as stored
from directory.models.base import Base
from directory.workflows.demo.credential_rows import CREDENTIAL_COLUMNS, add_credentials
from directory.workflows.demo.persons import Person, Site
from directory.workflows.demo.plain import Row, Rows, plain
from directory.workflows.history import published_rows
from directory.workflows.standings import standing_rows

COLUMNS: dict[type[Base], tuple[str, ...]] = {
    practitioners.Practitioner: (
        "id", "given_name", "family_name", "suffix", "npi", "gender", "bio", "remote_first_talk",
        "published", "synthetic", "attested_on", "takes_new_patients",
        "new_patients_confirmed_on", "new_patients_confirmed_by", "created_at", "updated_at",
        "version", "youngest_seen", "oldest_seen", "self_pay", "direct_billing",
        "gives_receipts", "sliding_scale",
    ),
    practitioners.SaysTheySee: ("practitioner_id", "headache", "since_year"),
    practitioners.Speaks: ("practitioner_id", "language", "position"),
    practitioners.Uses: ("practitioner_id", "technique"),
    practitioners.Practises: ("practitioner_id", "profession", "nucc_code"),
    practitioners.PracticeLocation: (
        "id", "practitioner_id", "position", "name", "street", "street_hidden", "city", "region",
        "postal_code", "country", "lat", "lon", "precision", "time_zone", "phone", "website",
    ),
    practitioners.Offers: ("location_id", "access"),
    **CREDENTIAL_COLUMNS,
    reviews.Hold: ("id", "practitioner_id", "kind", "reason", "opened_at"),
    stored.Standing: tuple(stored.Standing.__table__.columns.keys()),
    stored.Published: tuple(stored.Published.__table__.columns.keys()),
    stored.PostingRow: tuple(stored.PostingRow.__table__.columns.keys()),
}  # fmt: skip
"""Tables in the order in which they are filled, with the columns of their rows."""
_STANDING: Final = itemgetter(*COLUMNS[stored.Standing])
_PUBLISHED: Final = itemgetter(*COLUMNS[stored.Published])
_WORDS_AND_DAYS: Final = (
    "profession", "licence_source", "licence_on", "training_source", "training_on", "head_neck",
    "accreditation_source", "accreditation_on",
)  # fmt: skip
"""All else in a standing is plain as it is."""


def empty_rows() -> Rows:
    """Give every table a list to be filled."""
    return {table: [] for table in COLUMNS}


def add_person(rows: Rows, person: Person, *, at: datetime, book: Book) -> None:
    """Write down a person, their credentials, and what stands at an instant."""
    rows[practitioners.Practitioner].append(_practitioner(person))
    rows[practitioners.SaysTheySee] += [
        (person.id, str(headache), since) for headache, since in person.headaches
    ]
    rows[practitioners.Speaks] += [
        (person.id, language, position) for position, language in enumerate(person.languages)
    ]
    rows[practitioners.Uses] += [(person.id, str(each)) for each in person.techniques]
    profession = str(person.profession), read_professions()[person.profession].usual_code
    rows[practitioners.Practises].append((person.id, *profession))
    for position, (location, site) in enumerate(person.locations):
        address = (location, person.id, position, *_address(site))
        rows[practitioners.PracticeLocation].append(address)
        rows[practitioners.Offers] += [(location, str(each)) for each in site.access]
    add_credentials(rows, person)
    if person.hold is not None:
        identifier, *held = person.hold
        rows[reviews.Hold].append((identifier, person.id, *held))
    _add_standings(rows, person, at=at, book=book)


def _add_standings(rows: Rows, person: Person, *, at: datetime, book: Book) -> None:
    practices = practices_of(person)
    profile = profile_of(person)
    found = standings(profile, practices, at=at, book=book)
    postings = postings_of([standing.searchable for standing in found])
    now = microseconds(at)
    values = standing_rows(found, postings)
    for row in values:
        row.update({name: plain(row[name]) for name in _WORDS_AND_DAYS})
    rows[stored.Standing] += map(_STANDING, values)
    rows[stored.Published] += (
        _PUBLISHED({**row, "country": str(row["country"]), "shown": 1, "recorded_us": now})
        for row in published_rows(practices, values, profile=profile)
        if row["shown"]
    )
    rows[stored.PostingRow] += postings


def practices_of(person: Person) -> list[Practice]:
    """Say of a person's locations what the rules and the search look at."""
    return [
        Practice(
            location_id=location,
            place=Location(site.town.country, site.town.region, site.town.time_zone),
            lat=site.lat,
            lon=site.lon,
            access=frozenset(site.access),
        )
        for location, site in person.locations
    ]


def profile_of(person: Person) -> Profile:
    """Say of a person what the rules and the search look at."""
    return Profile(
        practitioner_id=person.id,
        credentials=Credentials(
            licences=tuple(licence.fact for licence in person.licences),
            authorizations=tuple(each.fact for each in person.authorizations),
            trainings=tuple(training.fact for training in person.trainings),
            certifications=tuple(each.fact for each in person.certifications),
            held=person.hold is not None,
            published=person.published,
            attested_on=person.attested_on,
        ),
        headaches=frozenset(headache for headache, _ in person.headaches),
        languages=frozenset(person.languages),
        techniques=frozenset(person.techniques),
        gender=person.gender,
        remote_first_talk=person.remote_first_talk,
        takes_new_patients=person.takes_new_patients,
        new_patients_confirmed_on=person.new_patients_confirmed_on,
        ages=ages_seen(person.says.youngest, person.says.oldest),
        payment=ways_to_pay(
            sliding_scale=person.says.sliding_scale,
            direct_billing=person.says.direct_billing,
            receipts=person.says.gives_receipts,
        ),
    )


def _practitioner(person: Person) -> Row:
    return (
        person.id,
        person.given_name,
        person.family_name,
        person.suffix,
        person.npi,
        plain(person.gender),
        person.bio,
        int(person.remote_first_talk),
        int(person.published),
        1,
        plain(person.attested_on),
        plain(person.takes_new_patients),
        plain(person.new_patients_confirmed_on),
        None if person.new_patients_confirmed_on is None else ActorKind.OWNER.value,
        seconds(person.created_at),
        seconds(person.updated_at),
        1,
        person.says.youngest,
        person.says.oldest,
        plain(person.says.self_pay),
        plain(person.says.direct_billing),
        plain(person.says.gives_receipts),
        plain(person.says.sliding_scale),
    )


def _address(site: Site) -> Row:
    return (
        site.name,
        site.street,
        int(site.street_hidden),
        site.town.city,
        site.town.region,
        site.postal_code,
        str(site.town.country),
        site.lat,
        site.lon,
        str(site.precision),
        site.town.time_zone,
        site.phone,
        site.website,
    )
