"""What a listing says of its person and their places, as those who keep it read and change it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from directory.domain import ids
from directory.domain.entry.opening_hours import Span
from directory.domain.entry.persons import Seen
from directory.domain.vocabulary import (
    Access,
    ActorKind,
    Country,
    Gender,
    Headache,
    Precision,
    Profession,
    Technique,
)
from directory.models.practitioners import (
    AlsoSees,
    Answer,
    FormerName,
    Offers,
    OpenHours,
    PracticeLocation,
    Practises,
    Practitioner,
    SaysTheySee,
    Speaks,
    Uses,
)

_MOST: Final = 200
"""Rows of one kind that a listing has; nobody has nearly as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A practice location as its practitioner keeps it; `ended_on`: the last day there."""

    id: int
    position: int
    name: str
    street: str | None
    street_hidden: bool
    city: str
    region: str
    postal_code: str
    country: Country
    lat: float
    lon: float
    precision: Precision
    point_source: str | None
    time_zone: str
    phone: str | None
    website: str | None
    parking: str | None
    clinic_id: int | None
    clinic_accepted_at: datetime | None
    ended_on: date | None
    access: frozenset[Access]
    hours: tuple[Span, ...]

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def kept_by_clinic(self) -> bool:
        """Say whether a clinic's manager keeps its address, hours and access."""
        return self.clinic_id is not None and self.clinic_accepted_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """Everything that a listing says which is no credential; None and empty are not stated."""

    id: int
    given_name: str
    family_name: str
    suffix: str | None
    former_names: tuple[str, ...]
    npi: str | None
    gender: Gender | None
    professions: tuple[Profession, ...]
    languages: tuple[str, ...]
    techniques: tuple[Technique, ...]
    headaches: tuple[Seen, ...]
    conditions: tuple[str, ...]
    youngest: int | None
    oldest: int | None
    referral_needed: bool | None
    takes_new_patients: bool | None
    new_patients_confirmed_on: date | None
    new_patients_confirmed_by: ActorKind | None
    no_new_patients_until: date | None
    self_pay: bool | None
    direct_billing: bool | None
    gives_receipts: bool | None
    sliding_scale: bool | None
    fee_low: int | None
    fee_high: int | None
    remote_first_talk: bool
    booking_link: str | None
    email: str | None
    bio: str | None
    answers: dict[str, str]
    attested_on: date | None
    published: bool
    places: tuple[OwnPlace, ...]

    @property
    def name(self) -> str:
        """Give the name as it is shown."""
        return f"{self.given_name} {self.family_name}"

    @property
    def countries(self) -> frozenset[Country]:
        """Give the countries that they see patients in."""
        return frozenset(place.country for place in self.places)

    @property
    def country(self) -> Country:
        """Give the country of their first place; its money and words are theirs."""
        return next((place.country for place in self.places), Country.US)

    def place(self, place_id: int) -> OwnPlace | None:
        """Give one of the places."""
        return next((place for place in self.places if place.id == place_id), None)


def facts_of_listing(
    connection: Connection, practitioner_id: int, *, today: date | None = None
) -> OwnFacts | None:
    """Read what a listing says; `today` turns first years into numbers of years (UTC)."""
    row = connection.execute(
        select(*Practitioner.__table__.columns).where(Practitioner.id == practitioner_id).limit(1)
    ).first()
    if row is None:
        return None
    this_year = None if today is None else today.year
    return OwnFacts(
        id=row.id,
        given_name=row.given_name,
        family_name=row.family_name,
        suffix=row.suffix,
        former_names=_listed(connection, row.id, column=FormerName.name, order=FormerName.id),
        npi=row.npi,
        gender=row.gender,
        professions=_listed(connection, row.id, column=Practises.profession),
        languages=_listed(connection, row.id, column=Speaks.language, order=Speaks.position),
        techniques=_listed(connection, row.id, column=Uses.technique),
        headaches=_headaches(connection, row.id, this_year=this_year),
        conditions=_listed(connection, row.id, column=AlsoSees.condition),
        youngest=row.youngest_seen,
        oldest=row.oldest_seen,
        referral_needed=row.referral_needed,
        takes_new_patients=row.takes_new_patients,
        new_patients_confirmed_on=row.new_patients_confirmed_on,
        new_patients_confirmed_by=row.new_patients_confirmed_by,
        no_new_patients_until=row.no_new_patients_until,
        self_pay=row.self_pay,
        direct_billing=row.direct_billing,
        gives_receipts=row.gives_receipts,
        sliding_scale=row.sliding_scale,
        fee_low=row.fee_from,
        fee_high=row.fee_to,
        remote_first_talk=row.remote_first_talk,
        booking_link=row.booking_link,
        email=row.email,
        bio=row.bio,
        answers=_answers(connection, row.id),
        attested_on=row.attested_on,
        published=row.published,
        places=_places(connection, row.id),
    )


def _listed(
    connection: Connection,
    practitioner_id: int,
    *,
    column: InstrumentedAttribute[Any],
    order: InstrumentedAttribute[int] | None = None,
) -> tuple[Any, ...]:
    found = connection.scalars(
        select(column)
        .where(column.class_.practitioner_id == practitioner_id)
        .order_by(column if order is None else order)
        .limit(_MOST)
    )
    return tuple(found)


def _headaches(
    connection: Connection, practitioner_id: int, *, this_year: int | None
) -> tuple[Seen, ...]:
    rows = connection.execute(
        select(SaysTheySee.headache, SaysTheySee.since_year)
        .where(SaysTheySee.practitioner_id == practitioner_id)
        .order_by(SaysTheySee.headache)
        .limit(_MOST)
    ).all()
    since = {row.headache: row.since_year for row in rows}
    return tuple(
        Seen(kind.value, _years(since[kind], this_year)) for kind in Headache if kind in since
    )


def _years(since: int | None, this_year: int | None) -> int | None:
    return None if since is None or this_year is None else max(this_year - since, 0)


def _answers(connection: Connection, practitioner_id: int) -> dict[str, str]:
    rows = connection.execute(
        select(Answer.question, Answer.answer)
        .where(Answer.practitioner_id == practitioner_id)
        .order_by(Answer.question)
        .limit(_MOST)
    )
    return {row.question: row.answer for row in rows}


def _places(connection: Connection, practitioner_id: int) -> tuple[OwnPlace, ...]:
    rows = connection.execute(
        select(*PracticeLocation.__table__.columns)
        .where(PracticeLocation.practitioner_id == practitioner_id)
        .order_by(PracticeLocation.position)
        .limit(_MOST)
    ).all()
    numbers = [row.id for row in rows]
    access: defaultdict[int, set[Access]] = defaultdict(set)
    for found in connection.execute(
        select(Offers.location_id, Offers.access)
        .where(Offers.location_id.in_(numbers))
        .order_by(Offers.location_id, Offers.access)
        .limit(_MOST * _MOST)
    ):
        access[found.location_id].add(found.access)
    hours: defaultdict[int, list[Span]] = defaultdict(list)
    for span in connection.execute(
        select(OpenHours.location_id, OpenHours.weekday, OpenHours.opens, OpenHours.closes)
        .where(OpenHours.location_id.in_(numbers))
        .order_by(OpenHours.location_id, OpenHours.weekday, OpenHours.opens)
        .limit(_MOST * _MOST)
    ):
        hours[span.location_id].append(Span(span.weekday, span.opens, span.closes))
    return tuple(
        OwnPlace(
            **{name: getattr(row, name) for name in _PLACE},
            access=frozenset(access[row.id]),
            hours=tuple(hours[row.id]),
        )
        for row in rows
    )


_PLACE: Final = tuple(
    name for name in OwnPlace.__dataclass_fields__ if name not in {"access", "hours"}
)
