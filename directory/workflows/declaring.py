"""The declaration: everything that can be sent is sent at once, or nothing of it."""

import secrets
from datetime import date
from typing import Final

from sqlalchemy import select

from directory.domain.decisions import Decision
from directory.domain.entry.faults import Fault
from directory.domain.expected_days import LICENCE_DAYS, working_days_after
from directory.domain.log_entries import DecisionAct
from directory.domain.next_step import Filed
from directory.domain.references import REFERENCES, reference
from directory.domain.tasks import can_be_sent, unsent
from directory.domain.verification import Action
from directory.domain.vocabulary import Country
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.own_status import stand_of
from directory.workflows.acts import Act, Subject
from directory.workflows.admission import EntryFaulty
from directory.workflows.credential_rows import find
from directory.workflows.entering import NoSuchPerson, changed, owner
from directory.workflows.mail import tell
from directory.workflows.verification import take_step

_DRAWS: Final = 50
"""Tries to draw a reference that nobody has; with a million listings, five fail in all."""


class NotReady(Exception):
    """There is not enough yet for reviewers to check, or the person has left."""


class CannotBeSent(Exception):
    """A credential cannot be sent as it is; nothing was sent."""

    def __init__(self, filed: Filed, faults: tuple[Fault, ...]) -> None:
        super().__init__(filed.kind.value)
        self.filed = filed
        self.faults = faults


def declare(act: Act, practitioner_id: int, *, publish: bool) -> str:
    """Send all drafts that can be sent, by the owner's word that all is true; gives the reference.

    A draft that has ended stays one. Raises `NotReady`, `CannotBeSent` and `NoSuchPerson`.
    """
    person = owner(act, practitioner_id)
    stand = stand_of(act.session.connection(), person.id, at=act.at).stand
    if person.left_at is not None or not can_be_sent(stand.on_file, today=act.today):
        raise NotReady
    for draft in unsent(stand.filed, today=act.today):
        _send(act, draft)
    again = person.declared_at is not None
    person.reference = person.reference or _reference(act)
    person.declared_at, person.attested_on = act.at, act.today
    was_published = person.published
    person.published, person.paused_at = publish, None
    changed(act, person)
    _tell(act, person, again=again)
    about = Subject(practitioner_id=person.id)
    act.log(DecisionAct.DECLARED, about)
    if publish is not was_published:
        act.log(DecisionAct.PUBLISHED if publish else DecisionAct.PAUSED, about)
    return person.reference


def expected_on(declared_on: date, country: Country) -> date:
    """Give the day by which a licence that was sent on a day is checked."""
    return working_days_after(declared_on, LICENCE_DAYS, country=country)


def _send(act: Act, draft: Filed) -> None:
    row = find(act, draft.kind, credential_id=draft.id)
    try:
        take_step(
            act,
            draft.kind,
            credential_id=draft.id,
            decision=Decision(action=Action.SUBMIT, version=row.version),
        )
    except EntryFaulty as faulty:
        raise CannotBeSent(draft, faulty.faults) from faulty


def _tell(act: Act, person: Practitioner, *, again: bool) -> None:
    country = act.session.scalar(
        select(PracticeLocation.country)
        .where(PracticeLocation.practitioner_id == person.id)
        .order_by(PracticeLocation.position)
        .limit(1)
    )
    day = expected_on(act.today, Country.US if country is None else country)
    tell(
        act,
        person.id,
        template="listing_sent",
        reference=person.reference or "",
        expected="" if again else day.isoformat(),
    )


def _reference(act: Act) -> str:
    for _ in range(_DRAWS):
        drawn = reference(secrets.randbelow(REFERENCES))
        taken = act.session.scalar(
            select(Practitioner.id).where(Practitioner.reference == drawn).limit(1)
        )
        if taken is None:
            return drawn
    # Cannot be, short of a directory of everybody on earth.
    raise NoSuchPerson
