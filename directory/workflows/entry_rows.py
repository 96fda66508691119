"""Entries that passed their checks as rows of the tables."""

from dataclasses import dataclass
from typing import Any, Final

from directory.adapters.rule_files import read_professions
from directory.domain.entry.addresses import Point
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.locations import LocationEntry
from directory.domain.entry.persons import PersonEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    CredentialState,
    Finding,
    Headache,
    Precision,
    Profession,
)
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.practitioners import (
    FormerName,
    PracticeLocation,
    Practises,
    Practitioner,
    SaysTheySee,
    Speaks,
    Uses,
)
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

STATED: Final = "stated"
"""The source of a point that came with the entry; others come from the gazetteer."""
GAZETTEER: Final = "gazetteer"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a location lies, and what is known from there."""

    point: Point
    source: str
    radius_km: float | None
    time_zone: str


def person_row(act: Act, entry: PersonEntry, *, account_id: int | None) -> Practitioner:
    """Write a person: not public, and nothing said that was not entered."""
    return Practitioner(
        id=fresh_id(),
        given_name=entry.given_name,
        family_name=entry.family_name,
        suffix=entry.suffix,
        npi=entry.npi,
        account_id=account_id,
        bio=entry.bio,
        email=entry.email,
        remote_first_talk=False,
        published=False,
        synthetic=False,
        youngest_seen=entry.youngest,
        oldest_seen=entry.oldest,
        fee_from=entry.fee_low,
        fee_to=entry.fee_high,
        created_at=act.at,
        updated_at=act.at,
        former_names=[FormerName(id=fresh_id(), name=name) for name in entry.former_names],
        languages=[Speaks(language=tag, position=i) for i, tag in enumerate(entry.languages)],
        headaches=[
            SaysTheySee(
                headache=Headache(seen.headache),
                since_year=None if seen.years is None else act.today.year - seen.years,
            )
            for seen in entry.headaches
        ],
        techniques=[],
        professions=[],
        locations=[],
    )


def location_row(entry: LocationEntry, spot: Spot, *, position: int) -> PracticeLocation:
    """Write a practice location, without its person."""
    return PracticeLocation(id=fresh_id(), position=position, **location_values(entry, spot))


def location_values(entry: LocationEntry, spot: Spot) -> dict[str, Any]:
    """Give what an entry says of a location, as columns."""
    return {
        "name": entry.name,
        "street": entry.street,
        "street_hidden": entry.street_hidden,
        "city": entry.city,
        "region": entry.region,
        "postal_code": entry.postal_code,
        "country": entry.country,
        "lat": spot.point.lat,
        "lon": spot.point.lon,
        "precision": spot.point.precision,
        "point_source": spot.source,
        "radius_km": spot.radius_km,
        "time_zone": spot.time_zone,
        "phone": entry.phone,
        "website": entry.website,
    }


def practises(profession: Profession) -> Practises:
    """Write that a person has a profession."""
    code = read_professions()[profession].usual_code
    return Practises(profession=profession, nucc_code=code)


def with_profession(person: Practitioner, profession: Profession) -> bool:
    """Add a profession to a person's, where they do not have it yet; says whether it did."""
    if any(each.profession is profession for each in person.professions):
        return False
    person.professions.append(practises(profession))
    return True


def with_technique(person: Practitioner, entry: TrainingEntry) -> None:
    """Add the technique of a course to a person's."""
    if all(each.technique is not entry.technique for each in person.techniques):
        person.techniques.append(Uses(technique=entry.technique))


def licence_row(
    act: Act,
    entry: LicenceEntry,
    *,
    owner: int,
    typed: str,
    submitting: bool,
    home: int | None = None,
    renews: int | None = None,
) -> Licence:
    """Write a licence; `typed`: its number as it was typed."""
    return Licence(
        practitioner_id=owner,
        renews_id=renews,
        bars_needling=Finding.NOT_JUDGED,
        **licence_values(entry, typed=typed, home=home),
        **_begun(act, submitting=submitting),
    )


def licence_values(entry: LicenceEntry, *, typed: str, home: int | None) -> dict[str, Any]:
    """Give what an entry says of a licence, as columns."""
    return {
        "kind": entry.kind,
        "profession": entry.profession,
        "country": entry.country,
        "region": entry.region,
        "number": entry.number,
        "number_typed": typed,
        "name_on_licence": entry.name_on_licence,
        "name_score": entry.name_likeness,
        "licence_class": entry.licence_class,
        "first_licensed_on": entry.first_licensed_on,
        "issued": entry.issued,
        "expires": entry.expires,
        "conditions": entry.conditions,
        "home_licence_id": home,
    }


def authorization_row(
    act: Act, entry: AuthorizationEntry, *, owner: int, submitting: bool
) -> Authorization:
    """Write a regulator's own entry for needling."""
    return Authorization(
        practitioner_id=owner,
        **authorization_values(entry),
        **_begun(act, submitting=submitting),
    )


def authorization_values(entry: AuthorizationEntry) -> dict[str, Any]:
    """Give what an entry says of an authorization, as columns."""
    return {
        "country": entry.country,
        "region": entry.region,
        "kind": entry.kind,
        "number": entry.number,
        "issued": entry.issued,
        "expires": entry.expires,
    }


def training_row(act: Act, entry: TrainingEntry, *, owner: int, submitting: bool) -> Training:
    """Write a course."""
    return Training(
        practitioner_id=owner,
        **training_values(entry),
        **_begun(act, submitting=submitting),
    )


def training_values(entry: TrainingEntry) -> dict[str, Any]:
    """Give what an entry says of a course, as columns."""
    return {
        "program": entry.program,
        "provider": entry.provider,
        "course": entry.course,
        "technique": entry.technique,
        "hours": entry.hours.total,
        "hours_in_person": entry.hours.in_person,
        "hours_live_online": entry.hours.live_online,
        "hours_self_study": entry.hours.self_study,
        "foundation_hours": entry.hours.foundation,
        "supervised_sessions": entry.supervised_sessions,
        "written_exam": entry.written_exam,
        "practical_exam": entry.practical_exam,
        "head_neck": entry.head_neck,
        "completed_year": entry.completed.year,
        "completed_on": entry.completed.on,
        "country": entry.country,
        "course_approver": entry.course_approver,
    }


def certification_row(
    act: Act, entry: CertificationEntry, *, owner: int, submitting: bool
) -> Certification:
    """Write a certification."""
    return Certification(
        practitioner_id=owner,
        **certification_values(act, entry),
        **_begun(act, submitting=submitting),
    )


def certification_values(act: Act, entry: CertificationEntry) -> dict[str, Any]:
    """Give what an entry says of a certification, as columns.

    One of the kept list is called as the list calls it.
    """
    listed = act.book.programs.find(entry.program)
    return {
        "program": entry.program,
        "body": entry.body or (listed.body if listed else ""),
        "name": entry.name or (listed.name if listed else ""),
        "abbreviation": entry.abbreviation or (listed.abbreviation or None if listed else None),
        "body_website": entry.body_website,
        "number": entry.number,
        "issued": entry.issued,
        "expires": entry.expires,
    }


def _begun(act: Act, *, submitting: bool) -> dict[str, Any]:
    return {
        "id": fresh_id(),
        "state": CredentialState.SUBMITTED if submitting else CredentialState.DRAFT,
        "state_since": act.at,
        "appeal": Appeal.NONE,
    }


PRECISIONS: Final = {True: Precision.POSTAL, False: Precision.CITY}
"""How closely the gazetteer knows a place, by whether it is a postal code."""
