"""People for tests: valid unless told otherwise, always the same, judged as they are written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.domain.listing import Book
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    Access,
    CheckSource,
    Country,
    CountsAs,
    CredentialState,
    Finding,
    Gender,
    Headache,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Precision,
    Profession,
    Technique,
)
from directory.models.credentials import Certification, CredentialCheck, Licence, Training
from directory.models.practitioners import (
    Offers,
    PracticeLocation,
    Practitioner,
    SaysTheySee,
    Speaks,
    Uses,
)
from directory.workflows.standings import restate
from tests.clock import START
from tests.rule_books import ANYWHERE

DENVER: Final = (39.7392, -104.9847)
LICENCE_EXPIRES: Final = date(2027, 2, 28)
CONFIRMED_ON: Final = date(2026, 11, 12)
LICENCE_LOOKED_ON: Final = date(2026, 11, 3)
TRAINING_LOOKED_ON: Final = date(2026, 11, 2)
CERTIFICATION_LOOKED_ON: Final = date(2026, 10, 28)
CERTIFICATION_EXPIRES: Final = date(2028, 10, 31)
_APART: Final = 100
"""Ids of one person's rows start at the person's own times this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A place where a person sees patients; `licensed`: there is a licence for its region."""

    lat: float = DENVER[0]
    lon: float = DENVER[1]
    city: str = "Denver"
    region: str = "CO"
    postal_code: str = "80202"
    country: Country = Country.US
    time_zone: str = "America/Denver"
    access: Collection[Access] = ()
    licensed: bool = True


def person(
    session: Session,
    *,
    number: int | None = None,
    given: str = "Ada",
    family: str = "Example",
    at: datetime = START,
    lat: float = DENVER[0],
    lon: float = DENVER[1],
    city: str = "Denver",
    region: str = "CO",
    postal_code: str = "80202",
    country: Country = Country.US,
    time_zone: str = "America/Denver",
    profession: Profession = Profession.PHYSICAL_THERAPIST,
    headaches: Collection[Headache] = (Headache.MIGRAINE,),
    languages: Sequence[str] = ("en",),
    techniques: Collection[Technique] = (Technique.DRY_NEEDLING,),
    access: Collection[Access] = (),
    takes_new_patients: bool | None = True,
    confirmed_on: date | None = CONFIRMED_ON,
    attested_on: date | None = CONFIRMED_ON,
    licensed: bool = True,
    licence_expires: date | None = LICENCE_EXPIRES,
    trained: bool = True,
    accreditation: bool = True,
    head_neck: HeadNeck = HeadNeck.YES,
    published: bool = True,
    synthetic: bool = False,
    remote: bool = False,
    gender: Gender | None = None,
    locations: Sequence[Seen] = (),
    book: Book = ANYWHERE,
) -> Practitioner:
    """Write a person who is qualified in Denver, and what the rules conclude `at` that instant.

    `book`: the rules of the places; without it, every profession may needle everywhere.

    `number` becomes the id; without it, one more than the highest. `locations` come after the
    first place; the id of the n-th place is `number` * 100 + n, from 0.
    """
    if number is None:
        number = (session.scalar(select(func.max(Practitioner.id))) or 0) + 1
    first = Seen(
        lat=lat, lon=lon, city=city, region=region, postal_code=postal_code, country=country,
        time_zone=time_zone, access=access, licensed=licensed,
    )  # fmt: skip
    places = [first, *locations]
    made = Practitioner(
        id=number,
        given_name=given,
        family_name=family,
        gender=gender,
        remote_first_talk=remote,
        published=published,
        synthetic=synthetic,
        attested_on=attested_on,
        takes_new_patients=takes_new_patients,
        new_patients_confirmed_on=confirmed_on,
        created_at=at,
        updated_at=at,
        headaches=[SaysTheySee(headache=headache) for headache in headaches],
        languages=[Speaks(language=tag, position=i) for i, tag in enumerate(languages)],
        techniques=[Uses(technique=technique) for technique in techniques],
        locations=[_location(number, position, place) for position, place in enumerate(places)],
    )
    session.add(made)
    # Credentials name their person by key alone, so that row must be there first.
    session.flush()
    regions = dict.fromkeys((p.country, p.region) for p in places if p.licensed)
    for i, (where, code) in enumerate(regions):
        session.add(
            Licence(
                id=number * _APART + i,
                practitioner_id=number,
                profession=profession,
                country=where,
                region=code,
                kind=LicenceKind.LICENCE,
                number=f"PTL.{number:07d}",
                number_typed=f"PTL.{number:07d}",
                name_on_licence=f"{given} {family}",
                licence_class=LicenceClass.FULL,
                issued=date(2020, 3, 1),
                expires=licence_expires,
                bars_needling=Finding.NO,
                **_verified(at),
                checks=[
                    CredentialCheck(
                        id=number * _APART + i,
                        source=CheckSource.REGULATOR_REGISTER,
                        looked_on=LICENCE_LOOKED_ON,
                        source_name="Example State Register",
                    )
                ],
            )
        )
    if trained:
        session.add(_training(number, head_neck, at=at))
    if accreditation:
        session.add(_certification(number, at=at))
    restate(session, number, at=at, book=book)
    return made


def _verified(at: datetime) -> dict[str, Any]:
    return {"state": CredentialState.VERIFIED, "state_since": at, "appeal": Appeal.NONE}


def _location(number: int, position: int, place: Seen) -> PracticeLocation:
    return PracticeLocation(
        id=number * _APART + position,
        position=position,
        name="Example Clinic",
        street="100 Example Street",
        street_hidden=False,
        city=place.city,
        region=place.region,
        postal_code=place.postal_code,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=Precision.STREET,
        time_zone=place.time_zone,
        phone="+13035550100",
        website="https://clinic.example/",
        access=[Offers(access=access) for access in place.access],
    )


def _training(number: int, head_neck: HeadNeck, *, at: datetime) -> Training:
    return Training(
        id=number,
        practitioner_id=number,
        provider="Example Institute",
        course="Dry needling, levels 1 and 2",
        technique=Technique.DRY_NEEDLING,
        hours=54,
        hours_in_person=54,
        completed_year=2022,
        completed_on=date(2022, 5, 1),
        head_neck=head_neck,
        **_verified(at),
        checks=[
            CredentialCheck(
                id=number * _APART + 50,
                source=CheckSource.DOCUMENT_SEEN,
                looked_on=TRAINING_LOOKED_ON,
                source_name="Example Institute",
            )
        ],
    )


def _certification(number: int, *, at: datetime) -> Certification:
    return Certification(
        id=number,
        practitioner_id=number,
        body="Example Board of Needling",
        name="Certified Example Needler",
        number=f"CEN-{number}",
        issued=date(2022, 11, 1),
        expires=CERTIFICATION_EXPIRES,
        counts_as=CountsAs.ACCREDITATION,
        **_verified(at),
        checks=[
            CredentialCheck(
                id=number * _APART + 51,
                source=CheckSource.ISSUER_CONFIRMED,
                looked_on=CERTIFICATION_LOOKED_ON,
                source_name="Example Board of Needling",
            )
        ],
    )
