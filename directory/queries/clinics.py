"""Clinics as their managers see them: what each says, and whose dates come next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.clinics import Deadline, DeadlineKind, in_order
from directory.domain.entry.opening_hours import Span
from directory.domain.verdict import NEW_PATIENTS_DAYS
from directory.domain.vocabulary import Access, ActorKind, Country, CredentialState, Precision
from directory.models.clinics import Clinic, ClinicHours, ClinicOffers
from directory.models.credentials import Authorization, Certification, Licence
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.own_facts import OwnPlace

_MOST: Final = 200
"""Clinics that one account may manage, and people that one clinic may have."""
_Paper = type[Licence] | type[Authorization] | type[Certification]
_PAPERS: Final[dict[DeadlineKind, _Paper]] = {
    DeadlineKind.LICENCE: Licence,
    DeadlineKind.AUTHORIZATION: Authorization,
    DeadlineKind.CERTIFICATION: Certification,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedClinic:
    """A clinic in short, and how many locations are linked to it."""

    id: int
    name: str
    city: str
    region: str
    country: Country
    people: int

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClinic:
    """Everything that a clinic says; what it shares with a place of a listing has its names."""

    id: int
    name: str
    street: str
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
    parking: str | None
    access: frozenset[Access]
    hours: tuple[Span, ...]
    street_hidden: bool = False
    """Never: patients of several people go there."""

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    def as_place(self) -> OwnPlace:
        """Give it as the places of a listing are given, so that it is shown as they are."""
        return OwnPlace(
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            position=0,
            point_source=None,
            clinic_id=self.id,
            clinic_accepted_at=None,
            ended_on=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person at a clinic, by the place of theirs that is linked to it.

    What the manager sees of them: when they last confirmed, whether they take new patients, and
    their next last days. Never a number, a document, or what was decided.
    """

    practitioner_id: int
    place_id: int
    name: str
    joined_at: datetime | None
    published: bool
    attested_on: date | None
    takes_new_patients: bool | None
    new_patients_confirmed_on: date | None
    new_patients_confirmed_by: ActorKind | None
    deadlines: tuple[Deadline, ...]

    @property
    def key(self) -> str:
        """The identifier of the place, as addresses write it."""
        return ids.encode(self.place_id)


def clinics_of(connection: Connection, account_id: int) -> tuple[ManagedClinic, ...]:
    """Give the clinics that an account manages, by name."""
    people = (
        select(func.count())
        .select_from(PracticeLocation)
        .where(PracticeLocation.clinic_id == Clinic.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            Clinic.id, Clinic.name, Clinic.city, Clinic.region, Clinic.country,
            people.label("people"),
        )
        .where(Clinic.manager_account_id == account_id)
        .order_by(Clinic.name, Clinic.id)
        .limit(_MOST)
    ).all()  # fmt: skip
    return tuple(ManagedClinic(**row._mapping) for row in rows)  # noqa: SLF001  (it is public)


def clinic_of(connection: Connection, account_id: int, *, clinic_id: int) -> OwnClinic | None:
    """Give a clinic of the account that manages it; None where it does not."""
    return _clinic(
        connection,
        select(*Clinic.__table__.columns).where(
            Clinic.id == clinic_id, Clinic.manager_account_id == account_id
        ),
    )


def clinic_now(connection: Connection, clinic_id: int) -> OwnClinic | None:
    """Give a clinic, whoever manages it."""
    return _clinic(connection, select(*Clinic.__table__.columns).where(Clinic.id == clinic_id))


def members_of(connection: Connection, clinic_id: int) -> tuple[Member, ...]:
    """Give the people at a clinic, by name."""
    rows = connection.execute(
        select(
            PracticeLocation.practitioner_id,
            PracticeLocation.id.label("place_id"),
            PracticeLocation.clinic_accepted_at,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.published,
            Practitioner.attested_on,
            Practitioner.takes_new_patients,
            Practitioner.new_patients_confirmed_on,
            Practitioner.new_patients_confirmed_by,
        )
        .join(Practitioner, Practitioner.id == PracticeLocation.practitioner_id)
        # Whoever has left the directory is nobody's business any more.
        .where(PracticeLocation.clinic_id == clinic_id, Practitioner.left_at.is_(None))
        .order_by(Practitioner.family_name, Practitioner.given_name, PracticeLocation.id)
        .limit(_MOST)
    ).all()
    ends = _ends(connection, [row.practitioner_id for row in rows])
    return tuple(_member(row, ends[row.practitioner_id]) for row in rows)


def _clinic(connection: Connection, query: Select[*tuple[Any, ...]]) -> OwnClinic | None:
    row = connection.execute(query.limit(1)).first()
    if row is None:
        return None
    access = connection.scalars(
        select(ClinicOffers.access)
        .where(ClinicOffers.clinic_id == row.id)
        .order_by(ClinicOffers.access)
        .limit(_MOST)
    )
    hours = connection.execute(
        select(ClinicHours.weekday, ClinicHours.opens, ClinicHours.closes)
        .where(ClinicHours.clinic_id == row.id)
        .order_by(ClinicHours.weekday, ClinicHours.opens)
        .limit(_MOST)
    )
    return OwnClinic(
        **{name: getattr(row, name) for name in _COLUMNS},
        access=frozenset(access),
        hours=tuple(Span(span.weekday, span.opens, span.closes) for span in hours),
    )


_COLUMNS: Final = tuple(
    name
    for name in OwnClinic.__dataclass_fields__
    if name not in {"access", "hours", "street_hidden"}
)


def _member(row: Row[*tuple[Any, ...]], ends: list[Deadline]) -> Member:
    if row.attested_on is not None:
        day = row.attested_on + timedelta(days=NEW_PATIENTS_DAYS)
        ends = [*ends, Deadline(day, DeadlineKind.CONFIRMATION)]
    return Member(
        practitioner_id=row.practitioner_id,
        place_id=row.place_id,
        name=f"{row.given_name} {row.family_name}",
        joined_at=row.clinic_accepted_at,
        published=row.published,
        attested_on=row.attested_on,
        takes_new_patients=row.takes_new_patients,
        new_patients_confirmed_on=row.new_patients_confirmed_on,
        new_patients_confirmed_by=row.new_patients_confirmed_by,
        deadlines=in_order(ends),
    )


def _ends(connection: Connection, people: list[int]) -> defaultdict[int, list[Deadline]]:
    """Give the last days of what was verified and has no later period that was."""
    found: defaultdict[int, list[Deadline]] = defaultdict(list)
    for kind, paper in _PAPERS.items():
        later = aliased(paper)
        is_renewed = (
            select(later.id)
            .where(later.renews_id == paper.id, later.state == CredentialState.VERIFIED)
            .exists()
        )
        rows = connection.execute(
            select(paper.practitioner_id, paper.expires)
            .where(
                paper.practitioner_id.in_(people),
                paper.state == CredentialState.VERIFIED,
                paper.expires.is_not(None),
                ~is_renewed,
            )
            .order_by(paper.practitioner_id, paper.expires)
            .limit(_MOST * _MOST)
        )
        for row in rows:
            found[row.practitioner_id].append(Deadline(row.expires, kind))
    return found
