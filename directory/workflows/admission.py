"""Holding entries against the rules and what is on record; others write the rows."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.exc import IntegrityError

from directory.domain.entry.addresses import Point, read_postal_code
from directory.domain.entry.duplicates import Holder, Known
from directory.domain.entry.faults import Checked, Fault, FaultCode, error
from directory.domain.entry.licences import LicenceEntry, check_licence
from directory.domain.entry.locations import LocationEntry, check_location
from directory.domain.entry.persons import PersonEntry, check_person
from directory.domain.entry.rule_of_the_place import Asking, check_rule_of_the_place
from directory.domain.places import Place, PlaceKind
from directory.domain.vocabulary import Country, Precision, Profession
from directory.queries.known import OnRecord, Sought, look_up
from directory.workflows.acts import Act
from directory.workflows.entry_rows import GAZETTEER, PRECISIONS, STATED, Spot
from directory.workflows.lookups import Lookups


class EntryFaulty(Exception):
    """An entry was refused; nothing was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written, and what its person or a reviewer is to be shown."""

    id: int
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Practising:
    """What decides whether a person looks like somebody else: their telephones and licences."""

    phones: tuple[str, ...] = ()
    licensed: frozenset[tuple[str, Profession]] = frozenset()


def admit_person(
    entry: PersonEntry,
    *,
    lookups: Lookups,
    record: OnRecord,
    practising: Practising,
    own: int | None = None,
    submitting: bool = False,
) -> Checked[PersonEntry]:
    """Check a person, and whether they are listed already; `own`: who they are on record."""
    name = f"{entry.given_name} {entry.family_name}"
    holders = [record.phone_and_name(phone, name, own=own) for phone in practising.phones]
    first = check_person(entry, reading=lookups.contacts, submitting=submitting)
    known = Known(
        npi=record.npi(first.value.npi, own=own),
        phone_and_name=Holder.ANOTHER if Holder.ANOTHER in holders else Holder.NOBODY,
        same_name=record.same_name(
            (first.value.given_name, first.value.family_name), practising.licensed, own=own
        ),
    )
    if known == Known():
        return first
    return check_person(entry, reading=lookups.contacts, submitting=submitting, known=known)


@dataclass(frozen=True, slots=True)
class Located:
    """A location that was checked; `spot` is there where it passes."""

    checked: Checked[LocationEntry]
    spot: Spot | None


def admit_location(
    entry: LocationEntry, *, lookups: Lookups, point: tuple[float, float] | None = None
) -> Located:
    """Check a location; `point`: where it is said to lie, else its address is looked up.

    The point of a home practice is never its own.
    """
    stated = None if entry.street_hidden else point
    place = lookups.places.at(*stated) if stated else _place_of(entry, lookups)
    if place is not None and (stated or place.kind is PlaceKind.POSTAL):
        # A point or a postal code says where it is; only a town's name may mean another one.
        entry = replace(entry, confirmed=True)
    checked = check_location(
        entry, found_place=place, reading=lookups.contacts, regions=lookups.regions
    )
    if place is None or not checked.passes:
        return Located(checked, None)
    precision = Precision.STREET if stated else PRECISIONS[place.kind is PlaceKind.POSTAL]
    spot = Spot(
        Point(place.lat, place.lon, precision),
        STATED if stated else GAZETTEER,
        None if stated else place.radius_km,
        place.time_zone,
    )
    return Located(checked, spot)


def _place_of(entry: LocationEntry, lookups: Lookups) -> Place | None:
    code = read_postal_code(entry.postal_code, entry.country).value
    if code is None:
        return None
    return lookups.places.of_address(code, entry.city, region=entry.region, country=entry.country)


def admit_licence(
    act: Act,
    entry: LicenceEntry,
    *,
    names: tuple[str, ...],
    regions: Container[tuple[Country, str]],
    own: int | None,
    asking: Asking | None,
    record: OnRecord | None = None,
) -> Checked[LicenceEntry]:
    """Check a licence; `asking`: it is submitted, and the rule of its place is asked.

    `record`: who has its number, where the caller has looked up many at once.
    """
    submitting = asking is not None

    def check(known: Holder) -> Checked[LicenceEntry]:
        return check_licence(
            entry,
            names=names,
            regions=regions,
            today=act.today,
            submitting=submitting,
            known=known,
        )

    checked = check(Holder.NOBODY)
    held = checked.value
    key = (held.country, held.region, held.profession, held.number)
    if record is None:
        record = look_up(act.session.connection(), Sought(licences=[key]))
    holder = record.licence(key, own=own)
    if holder is not Holder.NOBODY:
        checked = check(holder)
    if asking is None or not checked.passes:
        return checked
    asking = replace(
        asking,
        profession=held.profession,
        country=held.country,
        region=held.region,
        practising_since=earliest(asking.practising_since, held.first_licensed_on, held.issued),
    )
    ruled = check_rule_of_the_place(
        asking, day=act.today, rules=act.book.rules, programs=act.book.programs
    )
    return Checked(checked.value, (*checked.faults, *ruled))


def earliest(*days: date | None) -> date | None:
    """Give the first of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def passed(checked: Checked[Any]) -> None:
    """Raise what stops an entry."""
    if not checked.passes:
        raise EntryFaulty(checked.faults)


def write(act: Act) -> None:
    """Put what was added into the tables; raises what the database refuses as the same faults."""
    try:
        # The tables have the last word on what two people enter in the same moment.
        act.session.flush()
    except IntegrityError as refused:
        raise EntryFaulty(named(refused)) from refused


_NAMED: Final = (
    (("uq_practitioner_npi", "practitioner.npi"), FaultCode.NPI_ON_ANOTHER_LISTING, "npi"),
    (
        ("uq_licence_verified_number", "licence.number"),
        FaultCode.LICENCE_ON_ANOTHER_LISTING,
        "number",
    ),
)


def named(refused: IntegrityError) -> tuple[Fault, ...]:
    """Say which rule of entry a constraint stands for; others are faults of ours."""
    said = str(refused.orig)
    for marks, code, field in _NAMED:
        if any(mark in said for mark in marks):
            return (error(code, field),)
    raise refused
