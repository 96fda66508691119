"""Clinics: begun by a manager, and kept in one place for everybody whose place is linked to them.

What a manager changes reaches each linked place in the same act; each person is judged and told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import func, select

from directory.domain.clinics import ClinicRefusal, refused_move
from directory.domain.entry.addresses import check_moved_point
from directory.domain.entry.contacts import read_phone
from directory.domain.entry.editing import guard_seen
from directory.domain.entry.locations import LONGEST_LINE, LocationEntry
from directory.domain.entry.opening_hours import Span
from directory.domain.entry.own_parts import PlacePart, place_part
from directory.domain.entry.text import read_line
from directory.domain.entry.websites import read_website
from directory.domain.geocoding import Located, Refinement, judge_refinement
from directory.domain.keepers import sayable
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.places import Place
from directory.domain.vocabulary import Access, Precision
from directory.models.clinics import Clinic, ClinicHours, ClinicOffers
from directory.models.practitioners import PracticeLocation
from directory.queries.accounts import Visitor
from directory.queries.clinics import OwnClinic, clinic_now
from directory.workflows.acts import Act, Subject
from directory.workflows.admission import EntryFaulty, admit_location, passed
from directory.workflows.clinic_rows import NoSuchClinic, managed, put_clinic_at
from directory.workflows.entering import changed, owner
from directory.workflows.entry_rows import location_values
from directory.workflows.identifiers import fresh_id
from directory.workflows.lookups import Lookups
from directory.workflows.mail import tell

_NOT_OF_CLINICS: Final = frozenset({"street_hidden", "point_source", "radius_km"})
_REACH: Final = frozenset({"phone", "website"})


class ClinicRefused(Exception):
    """A clinic does not do what was asked; `why` says why."""

    def __init__(self, why: ClinicRefusal) -> None:
        super().__init__(why.value)
        self.why = why


def begin_clinic(act: Act, visitor: Visitor, *, address: LocationEntry, lookups: Lookups) -> int:
    """Begin a clinic by its address, which is found offline; gives its number.

    Raises `EntryFaulty`; then nothing was written.
    """
    values = _located(address, lookups)
    clinic = Clinic(
        id=fresh_id(),
        manager_account_id=visitor.account.id,
        created_at=act.at,
        parking=None,
        **values,
    )
    act.session.add(clinic)
    act.session.flush()  # the log names it
    act.log(DecisionAct.ENTERED, Subject(kind=SubjectKind.CLINIC, id=clinic.id))
    return clinic.id


def save_clinic_address(
    act: Act,
    visitor: Visitor,
    *,
    clinic_id: int,
    address: LocationEntry,
    seen: str,
    lookups: Lookups,
) -> None:
    """Change the address; its point is found anew.

    Raises `EntryFaulty`, `Stale`, `NoSuchClinic`, and `ClinicRefused` for a move to another region
    while somebody is linked; then nothing was written.
    """
    clinic, stands = _kept(act, visitor, clinic_id=clinic_id, part=PlacePart.ADDRESS, seen=seen)
    values = {
        name: value for name, value in _located(address, lookups).items() if name not in _REACH
    }
    where = (clinic.country, clinic.region), (values["country"], values["region"])
    why = refused_move(*where, people=people_at(act, clinic_id))
    if why is not None:
        raise ClinicRefused(why)
    if all(getattr(stands, name) == values[name] for name in _SAID):
        return
    if all(getattr(stands, name) == values[name] for name in _SAID - {"name"}):
        # Only the name differs: a point that somebody put right stays where it is.
        values = {"name": values["name"]}
    _save(act, clinic, part=PlacePart.ADDRESS, values=values)


_SAID: Final = frozenset({"name", "street", "city", "region", "postal_code", "country"})


def save_clinic_point(
    act: Act,
    visitor: Visitor,
    *,
    clinic_id: int,
    point: tuple[float, float],
    seen: str,
    lookups: Lookups,
) -> None:
    """Set the point that the manager says is right; one outside the region is `EntryFaulty`."""
    clinic, _ = _kept(act, visitor, clinic_id=clinic_id, part=PlacePart.POINT, seen=seen)
    if point == (clinic.lat, clinic.lon):
        return
    found = lookups.places.at(*point)
    faults = check_moved_point(
        found, clinic.country, region=clinic.region, expected=_offline(clinic, lookups)
    )
    if faults:
        raise EntryFaulty(faults)
    lat, lon = point
    values = {"lat": lat, "lon": lon, "precision": Precision.STREET, "time_zone": found.time_zone}
    _save(act, clinic, part=PlacePart.POINT, values=values)


def refine_clinic_point(
    act: Act, visitor: Visitor, *, clinic_id: int, located: Located, lookups: Lookups
) -> bool:
    """Take a geocoder's finer point where it agrees with ours; says whether it did."""
    clinic = managed(act, clinic_id, account_id=visitor.account.id)
    offline, finer = _offline(clinic, lookups), lookups.places.at(located.lat, located.lon)
    if offline is None or judge_refinement(offline, finer) is not Refinement.ACCEPTED:
        return False
    values = {
        "lat": located.lat,
        "lon": located.lon,
        "precision": located.precision,
        "time_zone": finer.time_zone,
    }
    _save(act, clinic, part=PlacePart.POINT, values=values)
    return True


def save_clinic_reach(
    act: Act,
    visitor: Visitor,
    *,
    clinic_id: int,
    phone: str,
    website: str,
    seen: str,
    lookups: Lookups,
) -> None:
    """Save how patients reach the clinic."""
    clinic, _ = _kept(act, visitor, clinic_id=clinic_id, part=PlacePart.REACH, seen=seen)
    number = read_phone(phone, clinic.country, reading=lookups.contacts)
    site = read_website(website)
    passed(replace(number, faults=(*number.faults, *site.faults)))
    values = {"phone": number.value, "website": site.value}
    _save(act, clinic, part=PlacePart.REACH, values=values)


def save_clinic_hours(
    act: Act, visitor: Visitor, *, clinic_id: int, hours: Iterable[Span], seen: str
) -> None:
    """Save when the clinic is open."""
    clinic, _ = _kept(act, visitor, clinic_id=clinic_id, part=PlacePart.HOURS, seen=seen)
    clinic.hours.clear()
    act.session.flush()  # the same spans may come again
    clinic.hours.extend(
        ClinicHours(weekday=span.weekday, opens=span.opens, closes=span.closes) for span in hours
    )
    _save(act, clinic, part=PlacePart.HOURS)


def save_clinic_access(
    act: Act,
    visitor: Visitor,
    *,
    clinic_id: int,
    access: Iterable[Access],
    parking: str,
    seen: str,
) -> None:
    """Save what the clinic offers to those who need it."""
    clinic, _ = _kept(act, visitor, clinic_id=clinic_id, part=PlacePart.ACCESS, seen=seen)
    read = read_line(parking, "parking", longest=LONGEST_LINE)
    passed(read)
    clinic.access.clear()
    act.session.flush()  # the same kinds may come again
    clinic.access.extend(ClinicOffers(access=each) for each in dict.fromkeys(access))
    _save(act, clinic, part=PlacePart.ACCESS, values={"parking": read.value})


def people_at(act: Act, clinic_id: int) -> int:
    """Count the places that are linked to a clinic."""
    linked = select(func.count()).where(PracticeLocation.clinic_id == clinic_id)
    return act.session.scalar(linked) or 0


def _located(address: LocationEntry, lookups: Lookups) -> dict[str, Any]:
    """Give the columns of an address that was checked and found; raises `EntryFaulty`."""
    located = admit_location(replace(address, street_hidden=False), lookups=lookups)
    passed(located.checked)
    if located.spot is None:
        # Cannot be: what passes was found.
        raise EntryFaulty(located.checked.faults)
    values = location_values(located.checked.value, located.spot)
    return {name: value for name, value in values.items() if name not in _NOT_OF_CLINICS}


def _offline(clinic: Clinic, lookups: Lookups) -> Place | None:
    return lookups.places.of_address(
        clinic.postal_code, clinic.city, region=clinic.region, country=clinic.country
    )


def _kept(
    act: Act, visitor: Visitor, *, clinic_id: int, part: PlacePart, seen: str
) -> tuple[Clinic, OwnClinic]:
    """Give a clinic that only this act may change; `seen` is of what its form showed."""
    clinic = managed(act, clinic_id, account_id=visitor.account.id)
    stands = clinic_now(act.session.connection(), clinic_id)
    if stands is None:
        raise NoSuchClinic
    guard_seen(seen, place_part(stands, part))
    return clinic, stands


def _save(
    act: Act, clinic: Clinic, *, part: PlacePart, values: Mapping[str, Any] | None = None
) -> None:
    for name, value in (values or {}).items():
        setattr(clinic, name, value)
    act.session.flush()  # it is read back as its people get it
    people = _spread(act, clinic, part=part)
    act.log(
        DecisionAct.EDITED,
        Subject(kind=SubjectKind.CLINIC, id=clinic.id),
        part=part.value,
        people=people,
    )


def _spread(act: Act, clinic: Clinic, *, part: PlacePart) -> int:
    """Bring a part of a clinic to every place that is linked to it; says how many there are."""
    stands = clinic_now(act.session.connection(), clinic.id)
    linked = select(PracticeLocation.practitioner_id).where(PracticeLocation.clinic_id == clinic.id)
    told = 0
    # In one order, so that no two acts wait for each other.
    for practitioner_id in sorted(set(act.session.scalars(linked))):
        person = owner(act, practitioner_id)
        for place in person.locations:
            # Somebody may have left while they were waited for.
            if stands is None or place.clinic_id != clinic.id:
                continue
            put_clinic_at(act, place, clinic=stands, parts=(part,))
            told += 1
            act.log(
                DecisionAct.EDITED,
                Subject(practitioner_id=practitioner_id, kind=SubjectKind.LOCATION, id=place.id),
                part=part.value,
                clinic=clinic.id,
            )
        changed(act, person)
        tell(act, practitioner_id, template="clinic_changed", clinic=sayable(clinic.name))
    return told
