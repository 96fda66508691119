"""People of a roster as they are on file: read for many at once, compared, and brought up to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from directory.domain.entry.licences import LicenceEntry
from directory.domain.entry.locations import LocationEntry
from directory.domain.entry.persons import PersonEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.place_text import plain
from directory.domain.roster import LineFault
from directory.domain.vocabulary import CredentialState, Headache
from directory.models.credentials import Certification, Licence, Training
from directory.models.practitioners import PracticeLocation, Practitioner, SaysTheySee, Speaks
from directory.workflows.entry_rows import Spot, location_values, training_values

_CHECKED: Final = frozenset(
    {CredentialState.VERIFIED, CredentialState.SUSPENDED, CredentialState.REVOKED}
)
_OPEN: Final = frozenset({CredentialState.SUBMITTED, CredentialState.DRAFT})
"""A reviewer has begun on any other, and a roster changes nothing under their hands."""
_OF_ADDRESS: Final = frozenset(
    {"lat", "lon", "precision", "point_source", "radius_km", "time_zone"}
)

Key = tuple[Any, ...]


@dataclass(slots=True)
class File:
    """A person and what belongs to them, by what a roster calls each by."""

    person: Practitioner
    locations: dict[Key, PracticeLocation] = field(default_factory=dict)
    licences: dict[Key, Licence] = field(default_factory=dict)
    trainings: dict[Key, Training] = field(default_factory=dict)
    certifications: dict[Key, Certification] = field(default_factory=dict)

    def kept_because(self) -> LineFault | None:
        """Say why a roster never changes this person, where it does not."""
        if self.person.account_id is not None:
            return LineFault.OWNED
        states = {
            *(paper.state for paper in self.licences.values()),
            *(paper.state for paper in self.trainings.values()),
            *(paper.state for paper in self.certifications.values()),
        }
        checked = bool(states & _CHECKED)
        return LineFault.CHECKED if checked or self.person.published else None

    @property
    def next_position(self) -> int:
        """Behind the last location."""
        return max((each.position for each in self.locations.values()), default=-1) + 1


def location_key(entry: LocationEntry | PracticeLocation) -> Key:
    """Name a location as rosters do."""
    return plain(entry.name), plain(entry.street or ""), entry.postal_code


def licence_key(entry: LicenceEntry | Licence) -> Key:
    """Name a licence."""
    return entry.country, entry.region, entry.profession, entry.number


def training_key(entry: TrainingEntry) -> Key:
    """Name a course."""
    return plain(entry.provider), plain(entry.course), entry.completed.year, entry.completed.on


def certification_key(entry: CertificationEntry | Certification) -> Key:
    """Name a certification."""
    if entry.program is not None:
        return (entry.program,)
    return plain(entry.body), plain(entry.name)


def files_of(session: Session, ids: Collection[int]) -> dict[int, File]:
    """Read people whom a roster may change; nobody else changes them until this act ends."""
    if not ids:
        return {}
    people = session.scalars(
        select(Practitioner)
        .where(Practitioner.id.in_(ids))
        .options(
            selectinload(Practitioner.headaches),
            selectinload(Practitioner.languages),
            selectinload(Practitioner.techniques),
            selectinload(Practitioner.professions),
            selectinload(Practitioner.former_names),
            selectinload(Practitioner.locations),
        )
        .order_by(Practitioner.id)
        .with_for_update()
    )
    files = {person.id: File(person) for person in people}
    for file in files.values():
        file.locations = {location_key(each): each for each in file.person.locations}
    for licence in _papers(session, Licence, ids=ids):
        files[licence.practitioner_id].licences.setdefault(licence_key(licence), licence)
    for training in _papers(session, Training, ids=ids):
        key = (
            plain(training.provider),
            plain(training.course),
            training.completed_year,
            training.completed_on,
        )
        files[training.practitioner_id].trainings.setdefault(key, training)
    for certification in _papers(session, Certification, ids=ids):
        papers = files[certification.practitioner_id].certifications
        papers.setdefault(certification_key(certification), certification)
    return files


def _papers(session: Session, table: Any, *, ids: Collection[int]) -> Any:  # noqa: ANN401
    return session.scalars(
        select(table).where(table.practitioner_id.in_(ids)).order_by(table.state_since, table.id)
    )


def bring_person(person: Practitioner, entry: PersonEntry) -> bool:
    """Bring a person to what a roster says; what it does not say stays. True: changed."""
    stated = {
        "given_name": entry.given_name,
        "family_name": entry.family_name,
        "npi": entry.npi,
        "email": entry.email,
    }
    changed = _bring(person, {name: value for name, value in stated.items() if value})
    sees = {Headache(seen.headache) for seen in entry.headaches}
    if sees and sees != {each.headache for each in person.headaches}:
        kept = [each for each in person.headaches if each.headache in sees]
        new = sees - {each.headache for each in kept}
        person.headaches = [*kept, *(SaysTheySee(headache=each) for each in sorted(new))]
        changed = True
    if entry.languages and entry.languages != tuple(each.language for each in person.languages):
        kept_by_tag = {each.language: each for each in person.languages}
        person.languages = [kept_by_tag.get(tag) or Speaks(language=tag) for tag in entry.languages]
        for position, each in enumerate(person.languages):
            each.position = position
        changed = True
    return changed


def bring_location(
    row: PracticeLocation, entry: LocationEntry, *, spot: Spot, point_stated: bool
) -> bool:
    """Bring a location to what a roster says; a point found offline replaces none."""
    values = {
        name: value
        for name, value in location_values(entry, spot).items()
        if value is not None and (point_stated or name not in _OF_ADDRESS)
    }
    if point_stated:
        values["radius_km"] = spot.radius_km
    return _bring(row, values)


def bring_licence(row: Licence, entry: LicenceEntry, *, class_stated: bool) -> bool:
    """Bring a licence to what a roster says, unless a reviewer has begun on it."""
    values: dict[str, Any] = {"issued": entry.issued, "expires": entry.expires}
    if class_stated:
        values["licence_class"] = entry.licence_class
    return row.state in _OPEN and _bring(row, _said(values))


def bring_training(row: Training, entry: TrainingEntry, *, head_neck_stated: bool) -> bool:
    """Bring a course to what a roster says, unless a reviewer has begun on it."""
    values = _said(training_values(entry))
    if not head_neck_stated:
        del values["head_neck"]
    # By these the course was found; they only differ in how they are written.
    for name in ("provider", "course"):
        del values[name]
    return row.state in _OPEN and _bring(row, values)


def bring_certification(row: Certification, entry: CertificationEntry) -> bool:
    """Bring a certification to what a roster says, unless a reviewer has begun on it."""
    values = {"number": entry.number, "issued": entry.issued, "expires": entry.expires}
    return row.state in _OPEN and _bring(row, _said(values))


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _bring(row: object, values: Mapping[str, Any]) -> bool:
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed
