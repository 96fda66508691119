"""Entering a person and where they see patients: checked, written, judged, and logged."""

from sqlalchemy import func, select

from directory.domain.entry.locations import LocationEntry
from directory.domain.entry.persons import PersonEntry, check_person
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.known import Sought, look_up
from directory.workflows.acts import Act, Subject
from directory.workflows.admission import (
    Entered,
    EntryFaulty,
    Practising,
    admit_location,
    admit_person,
    passed,
    write,
)
from directory.workflows.entry_rows import location_row, person_row
from directory.workflows.lookups import Lookups

__all__ = ["Entered", "EntryFaulty", "NoSuchPerson", "enter_location", "enter_person"]


class NoSuchPerson(Exception):
    """There is no practitioner with this identifier."""


def enter_person(
    act: Act,
    entry: PersonEntry,
    *,
    lookups: Lookups,
    account_id: int | None = None,
    phones: tuple[str, ...] = (),
    submitting: bool = False,
) -> Entered:
    """Enter a person, not public yet; `phones`: of their practice, in international form.

    Raises `EntryFaulty`; then nothing was written.
    """
    normal = check_person(entry, reading=lookups.contacts, submitting=submitting).value
    sought = Sought(npis=[normal.npi] if normal.npi else (), phones=phones)
    checked = admit_person(
        entry,
        lookups=lookups,
        record=look_up(act.session.connection(), sought),
        practising=Practising(phones=phones),
        submitting=submitting,
    )
    passed(checked)
    row = person_row(act, checked.value, account_id=account_id)
    act.session.add(row)
    write(act)
    act.judge(row.id)
    act.log(DecisionAct.ENTERED, Subject(practitioner_id=row.id))
    return Entered(row.id, checked.faults)


def enter_location(
    act: Act,
    practitioner_id: int,
    *,
    entry: LocationEntry,
    lookups: Lookups,
    point: tuple[float, float] | None = None,
) -> Entered:
    """Enter a practice location behind a person's others; the person is judged by its law too.

    Raises `EntryFaulty` and `NoSuchPerson`.
    """
    person = owner(act, practitioner_id)
    located = admit_location(entry, lookups=lookups, point=point)
    passed(located.checked)
    if located.spot is None:
        # Cannot be: what passes was found.
        raise EntryFaulty(located.checked.faults)
    last = act.session.scalar(
        select(func.max(PracticeLocation.position)).where(
            PracticeLocation.practitioner_id == practitioner_id
        )
    )
    row = location_row(
        located.checked.value, located.spot, position=0 if last is None else last + 1
    )
    row.practitioner_id = practitioner_id
    act.session.add(row)
    write(act)
    changed(act, person)
    act.log(
        DecisionAct.ENTERED,
        Subject(practitioner_id=practitioner_id, kind=SubjectKind.LOCATION, id=row.id),
    )
    return Entered(row.id, located.checked.faults)


def owner(act: Act, practitioner_id: int) -> Practitioner:
    """Give a person, whom no other act may change until this one ends."""
    act.hold(practitioner_id)
    person = act.session.get(Practitioner, practitioner_id, populate_existing=True)
    if person is None:
        raise NoSuchPerson
    return person


def names_of(person: Practitioner) -> tuple[str, ...]:
    """Give the names that may stand on a person's papers, now and formerly."""
    return (
        f"{person.given_name} {person.family_name}",
        *(former.name for former in person.former_names),
    )


def changed(act: Act, person: Practitioner) -> None:
    """Note that a person changed, and judge them anew."""
    person.updated_at = act.at
    write(act)
    act.judge(person.id)
