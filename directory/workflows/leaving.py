"""Leaving the directory: gone from every search at once, erased after a month, or back before."""

from typing import Final

from sqlalchemy import select

from directory.domain.leaving import erased_on, last_left, may_come_back
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.practitioners import Practitioner
from directory.queries.accounts import Visitor
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.entering import NoSuchPerson, changed, owner
from directory.workflows.erasing import erase_person
from directory.workflows.mail import tell

_AT_ONCE: Final = 100
"""People that one run erases at most, each in an act of its own."""
_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)


class NotGone(Exception):
    """The person has not left, or too long ago to come back."""


def leave(act: Act, visitor: Visitor, *, practitioner_id: int) -> None:
    """Take a listing out of the directory; its owner has proved anew who they are."""
    spend_proof(act, visitor.session_id)
    person = owner(act, practitioner_id)
    if person.left_at is not None:
        return
    person.published, person.paused_at, person.left_at = False, None, act.at
    changed(act, person)
    tell(act, person.id, template="listing_left", erased=erased_on(act.at).isoformat())
    act.log(DecisionAct.LEFT, Subject(practitioner_id=person.id))


def come_back(act: Act, practitioner_id: int) -> None:
    """Keep the listing after all; it stays hidden until its owner publishes it. `NotGone`."""
    person = owner(act, practitioner_id)
    if person.left_at is None or not may_come_back(person.left_at, act.at):
        raise NotGone
    person.left_at, person.paused_at = None, act.at
    changed(act, person)
    act.log(DecisionAct.PAUSED, Subject(practitioner_id=person.id), from_state="left")


def erase_due(office: Office) -> int:
    """Erase those who left a month ago, each in an act of its own; gives how many there were."""
    erased = 0
    with office.database.reading() as connection:
        due = connection.scalars(
            select(Practitioner.id)
            .where(Practitioner.left_at <= last_left(office.now()))
            .order_by(Practitioner.left_at, Practitioner.id)
            .limit(_AT_ONCE)
        ).all()
    for practitioner_id in due:
        with office.act(_SYSTEM) as act:
            erased += _erase(act, practitioner_id)
    return erased


def _erase(act: Act, practitioner_id: int) -> bool:
    try:
        person = owner(act, practitioner_id)
    except NoSuchPerson:
        # Another run was quicker.
        return False
    if person.left_at is None or may_come_back(person.left_at, act.at):
        return False
    erase_person(act, practitioner_id)
    return True
