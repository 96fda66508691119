"""A credential that was sent, held once more against every rule of entry: point by point.

A reviewer sees what is in order as well as what is not, so each point is said, whatever it holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from directory.domain.entry.duplicates import Holder
from directory.domain.entry.faults import Checked, Fault, FaultCode, Weight
from directory.domain.entry.licences import (
    AuthorizationEntry,
    LicenceEntry,
    check_authorization,
    check_licence,
)
from directory.domain.entry.names import look_alikes
from directory.domain.entry.npi import read_npi
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.rule_of_the_place import Asking, check_rule_of_the_place
from directory.domain.entry.trainings import TrainingEntry, check_training
from directory.domain.listing import Book
from directory.domain.vocabulary import Country, Profession

Entry = LicenceEntry | AuthorizationEntry | TrainingEntry | CertificationEntry


class Point(StrEnum):
    """What is looked at, in the order in which it is said."""

    NUMBER = "number"
    ELSEWHERE = "elsewhere"
    NAME = "name"
    DATES = "dates"
    CLASS = "class"
    CONDITIONS = "conditions"
    HOME = "home"
    PROGRAM = "program"
    HOURS = "hours"
    HEAD_NECK = "head_neck"
    TWICE = "twice"
    RULE = "rule"
    OTHER = "other"


class Tone(StrEnum):
    """What a point comes to: in order, worth a look, or against the credential."""

    GOOD = "good"
    LOOK = "look"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One point and what was found; `likeness`: of the names, where they were compared."""

    point: Point
    faults: tuple[Fault, ...] = ()
    likeness: float | None = None

    @property
    def tone(self) -> Tone:
        """Say what the point comes to."""
        if any(fault.weight is Weight.ERROR for fault in self.faults):
            return Tone.AGAINST
        return Tone.LOOK if self.faults else Tone.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a credential is held against: the rest of its person's file that may still count."""

    names: tuple[str, ...]
    professions: frozenset[Profession] = frozenset()
    licences: tuple[LicenceEntry, ...] = ()
    authorizations: tuple[AuthorizationEntry, ...] = ()
    trainings: tuple[TrainingEntry, ...] = ()

    @property
    def practising_since(self) -> date | None:
        """The first day of practice that the licences tell of."""
        begun = (each.first_licensed_on or each.issued for each in self.licences)
        return min((day for day in begun if day is not None), default=None)


_OF_KIND: Final[Mapping[type, tuple[Point, ...]]] = MappingProxyType(
    {
        LicenceEntry: (
            Point.NUMBER,
            Point.ELSEWHERE,
            Point.NAME,
            Point.DATES,
            Point.CLASS,
            Point.CONDITIONS,
            Point.HOME,
            Point.RULE,
        ),
        AuthorizationEntry: (Point.NUMBER, Point.ELSEWHERE, Point.DATES),
        TrainingEntry: (
            Point.DATES,
            Point.PROGRAM,
            Point.HOURS,
            Point.HEAD_NECK,
            Point.TWICE,
        ),
        CertificationEntry: (Point.ELSEWHERE, Point.DATES, Point.PROGRAM),
    }
)
_BY_BEGINNING: Final = (
    ("licence_number_", Point.NUMBER),
    ("licence_on_", Point.ELSEWHERE),
    ("certification_number_", Point.ELSEWHERE),
    ("authorization_number_", Point.ELSEWHERE),
    ("name_", Point.NAME),
    ("licence_class_", Point.CLASS),
    ("licence_conditions", Point.CONDITIONS),
    ("privilege_", Point.HOME),
    ("program_", Point.PROGRAM),
    ("profession_not_eligible", Point.PROGRAM),
    ("hours_", Point.HOURS),
    ("number", Point.HOURS),
    ("head_neck_", Point.HEAD_NECK),
    ("training_added_", Point.TWICE),
    ("training_", Point.DATES),
    ("issued_", Point.DATES),
    ("first_licensed_", Point.DATES),
    ("end_", Point.DATES),
    ("date_", Point.DATES),
    ("rule_", Point.RULE),
)


def look_over(
    entry: Entry, beside: Beside, *, book: Book, today: date, elsewhere: bool = False
) -> tuple[Said, ...]:
    """Say of each point of a credential what it holds today.

    `elsewhere`: another listing has its number too.
    """
    known = Holder.ANOTHER if elsewhere else Holder.NOBODY
    checked = _checked(entry, beside, book=book, today=today, known=known)
    faults, score = checked.faults, None
    if isinstance(entry, LicenceEntry):
        score = checked.value.name_likeness
        faults += _ruled(entry, beside, book=book, today=today)
    return _sorted(faults, _OF_KIND[type(entry)], likeness=score)


def _checked(
    entry: Entry, beside: Beside, *, book: Book, today: date, known: Holder
) -> Checked[Any]:
    if isinstance(entry, TrainingEntry):
        return check_training(
            entry,
            programs=book.programs,
            professions=beside.professions,
            today=today,
            first_licensed_on=beside.practising_since,
            others=[each for each in beside.trainings if each is not entry],
        )
    if isinstance(entry, CertificationEntry):
        return check_certification(
            entry,
            programs=book.programs,
            professions=beside.professions,
            today=today,
            submitting=True,
            known=known,
        )
    regions = {(entry.country, entry.region)}
    if isinstance(entry, AuthorizationEntry):
        return check_authorization(
            entry, regions=regions, today=today, submitting=True, known=known
        )
    # Its own row has the number, and so have the periods before it.
    renewed = replace(entry, renews=True)
    return check_licence(
        renewed, names=beside.names, regions=regions, today=today, submitting=True, known=known
    )


def look_over_person(
    names: Iterable[str], npi: str | None, *, countries: frozenset[Country]
) -> tuple[Said, ...]:
    """Say of a person's own names and NPI what they hold; an NPI that is not there is no point."""
    alike = [fault for name in names for fault in look_alikes(name, "name")]
    name = Said(point=Point.NAME, faults=tuple(alike))
    if npi is None:
        return (name,)
    return (name, Said(point=Point.NUMBER, faults=read_npi(npi, countries=countries).faults))


def _ruled(entry: LicenceEntry, beside: Beside, *, book: Book, today: date) -> tuple[Fault, ...]:
    asking = Asking(
        profession=entry.profession,
        country=entry.country,
        region=entry.region,
        practising_since=beside.practising_since,
        trainings=beside.trainings,
        authorizations=beside.authorizations,
    )
    return check_rule_of_the_place(asking, day=today, rules=book.rules, programs=book.programs)


def _sorted(
    faults: Iterable[Fault], points: tuple[Point, ...], *, likeness: float | None
) -> tuple[Said, ...]:
    """Give each point with what is the matter there; what belongs nowhere else comes last."""
    at: dict[Point, list[Fault]] = {point: [] for point in (*points, Point.OTHER)}
    for fault in faults:
        point = point_of(fault.code)
        at[point if point in at else Point.OTHER].append(fault)
    return tuple(
        Said(
            point=point,
            faults=tuple(found),
            likeness=likeness if point is Point.NAME else None,
        )
        for point, found in at.items()
        if found or point is not Point.OTHER
    )


def point_of(code: FaultCode) -> Point:
    """Say what a fault is about."""
    found = (point for beginning, point in _BY_BEGINNING if code.startswith(beginning))
    return next(found, Point.OTHER)
