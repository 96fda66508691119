"""Changing a practitioner's places part by part: address, point, hours, access, last day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from directory.domain.entry.addresses import Point, check_moved_point
from directory.domain.entry.contacts import read_phone
from directory.domain.entry.duplicates import Holder
from directory.domain.entry.editing import guard_seen
from directory.domain.entry.faults import Fault, FaultCode, Findings, Weight, warning
from directory.domain.entry.locations import LONGEST_LINE, LocationEntry
from directory.domain.entry.opening_hours import Span
from directory.domain.entry.own_parts import KEPT_BY_CLINIC, PlacePart, place_part
from directory.domain.entry.text import read_line
from directory.domain.entry.websites import read_website
from directory.domain.geocoding import Located, Refinement, judge_refinement
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import Access, HeldKind, Precision
from directory.models.practitioners import Offers, OpenHours, PracticeLocation, Practitioner
from directory.queries.held_changes import once_checked
from directory.queries.known import Sought, look_up
from directory.queries.own_facts import OwnPlace
from directory.workflows.acts import Act, Subject
from directory.workflows.admission import EntryFaulty, admit_location, passed, write
from directory.workflows.editing_persons import facts_now
from directory.workflows.entering import changed, enter_location, owner
from directory.workflows.entry_rows import STATED, Spot, location_values
from directory.workflows.held_changes import drop_held, hold_address, is_held_back
from directory.workflows.lookups import Lookups

_REACH: Final = ("phone", "website")


class NoSuchPlace(Exception):
    """The listing has no such place."""


class KeptByClinic(Exception):
    """The manager of its clinic keeps this part of the place."""


class ToNotice(Exception):
    """Nothing stops the change; nothing was written until the person has seen this."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Placed:
    """A place after a change; `held`: the change waits for a reviewer."""

    id: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A place that is about to change: its row, its person, and what stands."""

    person: Practitioner
    row: PracticeLocation
    stands: OwnPlace


def add_place(
    act: Act, practitioner_id: int, *, address: LocationEntry, lookups: Lookups
) -> Placed:
    """Add a place by its address; its point is found offline. Raises `EntryFaulty`."""
    return Placed(enter_location(act, practitioner_id, entry=address, lookups=lookups).id)


def save_address(
    act: Act,
    practitioner_id: int,
    *,
    place_id: int,
    address: LocationEntry,
    seen: str,
    lookups: Lookups,
) -> Placed:
    """Change the address; its point is found anew unless the address is the same.

    Raises `EntryFaulty`, `Stale`, `NoSuchPlace` and `KeptByClinic`; then nothing was written.
    """
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.ADDRESS, seen=seen)
    located = admit_location(replace(address, phone=None, website=None), lookups=lookups)
    passed(located.checked)
    if located.spot is None:
        # Cannot be: what passes was found.
        raise EntryFaulty(located.checked.faults)
    entry, row = located.checked.value, kept.row
    if place_part(entry, PlacePart.ADDRESS) == place_part(kept.stands, PlacePart.ADDRESS):
        return Placed(place_id)
    spot = _spot_of(row) if _same_address(entry, kept.stands) else located.spot
    values = {
        name: value for name, value in location_values(entry, spot).items() if name not in _REACH
    }
    moves = (entry.country, entry.region) != (row.country, row.region)
    if moves and is_held_back(act, practitioner_id):
        hold_address(act, row, address=values)
        return Placed(place_id, held=True)
    drop_held(act, practitioner_id, kind=HeldKind.LOCATION, place_id=place_id)
    _save(act, kept, part=PlacePart.ADDRESS, values=values)
    return Placed(place_id)


def save_point(
    act: Act,
    practitioner_id: int,
    *,
    place_id: int,
    point: tuple[float, float],
    seen: str,
    lookups: Lookups,
) -> None:
    """Set the point that somebody says is right; one outside the region raises `EntryFaulty`.

    The point of a home practice is its town's or postal code's, and stays so.
    """
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.POINT, seen=seen)
    row = kept.row
    if row.street_hidden or point == (row.lat, row.lon):
        return
    found = lookups.places.at(*point)
    expected = lookups.places.of_address(
        row.postal_code, row.city, region=row.region, country=row.country
    )
    faults = check_moved_point(found, row.country, region=row.region, expected=expected)
    if faults:
        raise EntryFaulty(faults)
    spot = Spot(Point(*point, Precision.STREET), STATED, None, found.time_zone)
    _save(act, kept, part=PlacePart.POINT, values=_values(spot))


def refine_point(
    act: Act,
    practitioner_id: int,
    *,
    place_id: int,
    located: Located,
    source: str,
    lookups: Lookups,
) -> bool:
    """Take a geocoder's finer point where it agrees with ours; says whether it did."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.POINT, seen=None)
    row = kept.row
    offline = lookups.places.of_address(
        row.postal_code, row.city, region=row.region, country=row.country
    )
    finer = lookups.places.at(located.lat, located.lon)
    if row.street_hidden or offline is None:
        return False
    if judge_refinement(offline, finer) is not Refinement.ACCEPTED:
        return False
    point = Point(located.lat, located.lon, located.precision)
    _save(
        act,
        kept,
        part=PlacePart.POINT,
        values=_values(Spot(point, source, None, finer.time_zone)),
        source=source,
    )
    return True


def save_reach(
    act: Act,
    practitioner_id: int,
    *,
    place_id: int,
    phone: str,
    website: str,
    seen: str,
    noticed: Iterable[str],
    lookups: Lookups,
) -> None:
    """Save how patients reach a place; also raises `ToNotice` unless its codes were `noticed`."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.REACH, seen=seen)
    found = Findings()
    number = read_phone(phone, kept.row.country, reading=lookups.contacts)
    site = read_website(website)
    found.add((*number.faults, *site.faults))
    found.add(_elsewhere(act, kept.person, phone=number.value))
    faults = tuple(found.faults)
    if any(fault.weight is Weight.ERROR for fault in faults):
        raise EntryFaulty(faults)
    told = frozenset(noticed)
    unseen = tuple(f for f in faults if f.weight is Weight.WARNING and f.code not in told)
    if unseen:
        raise ToNotice(unseen)
    _save(act, kept, part=PlacePart.REACH, values={"phone": number.value, "website": site.value})


def save_hours(
    act: Act, practitioner_id: int, *, place_id: int, hours: Iterable[Span], seen: str
) -> None:
    """Save when patients are seen at a place."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.HOURS, seen=seen)
    kept.row.hours.clear()
    act.session.flush()
    kept.row.hours.extend(
        OpenHours(weekday=span.weekday, opens=span.opens, closes=span.closes) for span in hours
    )
    _save(act, kept, part=PlacePart.HOURS)


def save_access(
    act: Act,
    practitioner_id: int,
    *,
    place_id: int,
    access: Iterable[Access],
    parking: str,
    seen: str,
) -> None:
    """Save what a place offers to those who need it."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.ACCESS, seen=seen)
    read = read_line(parking, "parking", longest=LONGEST_LINE)
    passed(read)
    kept.row.access.clear()
    act.session.flush()
    kept.row.access.extend(Offers(access=each) for each in dict.fromkeys(access))
    _save(act, kept, part=PlacePart.ACCESS, values={"parking": read.value})


def end_place(
    act: Act, practitioner_id: int, *, place_id: int, last_day: date | None, seen: str
) -> None:
    """Say which day is the last at a place, or that there is none after all."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.END, seen=seen)
    _save(act, kept, part=PlacePart.END, values={"ended_on": last_day})


def may_remove(act: Act, practitioner_id: int) -> bool:
    """Say whether places may go without a trace: nothing was ever checked, so nothing public."""
    return not once_checked(act.session.connection(), practitioner_id)


def remove_place(act: Act, practitioner_id: int, *, place_id: int) -> None:
    """Remove a place; one of a listing that was checked ends today, and its history stays."""
    kept = _kept(act, practitioner_id, place_id=place_id, part=PlacePart.END, seen=None)
    drop_held(act, practitioner_id, kind=HeldKind.LOCATION, place_id=place_id)
    if not may_remove(act, practitioner_id):
        _save(act, kept, part=PlacePart.END, values={"ended_on": act.today})
        return
    kept.person.locations.remove(kept.row)
    write(act)
    changed(act, kept.person)
    act.log(DecisionAct.EDITED, _subject(kept), part="removed")


def _kept(
    act: Act, practitioner_id: int, *, place_id: int, part: PlacePart, seen: str | None
) -> Kept:
    """Give a place that only this act may change; `seen` is of what its form showed."""
    person = owner(act, practitioner_id)
    row = act.session.scalar(
        select(PracticeLocation)
        .where(PracticeLocation.id == place_id, PracticeLocation.practitioner_id == practitioner_id)
        .execution_options(populate_existing=True)
    )
    stands = facts_now(act, practitioner_id).place(place_id)
    if row is None or stands is None:
        raise NoSuchPlace
    if part in KEPT_BY_CLINIC and stands.kept_by_clinic:
        raise KeptByClinic
    if seen is not None:
        guard_seen(seen, place_part(stands, part))
    return Kept(person, row, stands)


def _save(
    act: Act,
    kept: Kept,
    *,
    part: PlacePart,
    values: Mapping[str, Any] | None = None,
    source: str | None = None,
) -> None:
    for name, value in (values or {}).items():
        setattr(kept.row, name, value)
    changed(act, kept.person)
    act.log(DecisionAct.EDITED, _subject(kept), part=part.value, source=source)


def _subject(kept: Kept) -> Subject:
    return Subject(practitioner_id=kept.person.id, kind=SubjectKind.LOCATION, id=kept.row.id)


def _same_address(entry: LocationEntry, stands: OwnPlace) -> bool:
    """Say whether only the name differs, so that the point still stands for the address."""
    return replace(entry, name="", phone=None, website=None, confirmed=False) == LocationEntry(
        name="",
        street=stands.street,
        street_hidden=stands.street_hidden,
        city=stands.city,
        region=stands.region,
        postal_code=stands.postal_code,
        country=stands.country,
    )


def _spot_of(row: PracticeLocation) -> Spot:
    return Spot(
        Point(row.lat, row.lon, row.precision),
        row.point_source or STATED,
        row.radius_km,
        row.time_zone,
    )


def _values(spot: Spot) -> dict[str, Any]:
    return {
        "lat": spot.point.lat,
        "lon": spot.point.lon,
        "precision": spot.point.precision,
        "point_source": spot.source,
        "radius_km": spot.radius_km,
        "time_zone": spot.time_zone,
    }


def _elsewhere(act: Act, person: Practitioner, *, phone: str | None) -> tuple[Fault, ...]:
    if phone is None:
        return ()
    record = look_up(act.session.connection(), Sought(phones=[phone]))
    name = f"{person.given_name} {person.family_name}"
    if record.phone_and_name(phone, name, own=person.id) is not Holder.ANOTHER:
        return ()
    return (warning(FaultCode.PHONE_AND_NAME_ELSEWHERE, "phone"),)
