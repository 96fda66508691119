"""Saying that a listing is still correct: by its owner, from a letter or signed in, or by phone."""

from datetime import date
from typing import Final

from directory.domain.clock import local_day
from directory.domain.entry.editing import guard_seen
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose, NewPatients
from directory.models.practitioners import Practitioner
from directory.queries.confirmable import Confirmable, confirmable
from directory.queries.links import LinkDead, look_at
from directory.workflows.accounts.links import use_link
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.entering import NoSuchPerson, changed, owner

_TAKES: Final = {NewPatients.YES: True, NewPatients.NO: False, NewPatients.NOT_KNOWN: None}


def attest(
    act: Act,
    practitioner_id: int,
    *,
    new_patients: NewPatients,
    seen: str | None = None,
    by_telephone: bool = False,
) -> None:
    """Confirm all facts of a listing, and say whether new patients are taken.

    `seen`: what the page that asked had shown; `Stale` where the facts are others now. Raises
    `NoSuchPerson`, also for somebody who has left.
    """
    person = owner(act, practitioner_id)
    facts = _facts(act, practitioner_id)
    if seen is not None:
        guard_seen(seen, facts.shown())
    today = local_day(act.at, facts.time_zone)
    person.attested_on = today
    _say(act, person, new_patients=new_patients, today=today)
    changed(act, person)
    act.log(
        DecisionAct.ATTESTED,
        Subject(practitioner_id=practitioner_id),
        reason="by_telephone" if by_telephone else None,
        new_patients=new_patients.value,
    )


def confirm_new_patients(act: Act, practitioner_id: int, *, new_patients: NewPatients) -> None:
    """Say whether new patients are taken, and nothing else; raises `NoSuchPerson`."""
    person = owner(act, practitioner_id)
    facts = _facts(act, practitioner_id)
    _say(act, person, new_patients=new_patients, today=local_day(act.at, facts.time_zone))
    changed(act, person)
    act.log(
        DecisionAct.ATTESTED,
        Subject(practitioner_id=practitioner_id),
        reason="new_patients",
        new_patients=new_patients.value,
    )


def attest_by_link(office: Office, token: str, *, new_patients: NewPatients, seen: str) -> None:
    """Confirm a listing by the link of a letter, which is used up by it.

    Raises `LinkDead`, also where the listing is somebody else's since, and `Stale`.
    """
    purpose = LinkPurpose.STILL_CORRECT
    with office.database.reading() as connection:
        account_id = look_at(connection, token, purpose=purpose, at=office.now()).account_id
    with office.act(Actor(ActorKind.OWNER, account_id)) as act:
        link = use_link(act, token, purpose=purpose)
        try:
            person = owner(act, link.subject_id or 0)
            if person.account_id != link.account_id:
                raise LinkDead
            attest(act, person.id, new_patients=new_patients, seen=seen)
        except NoSuchPerson as gone:
            raise LinkDead from gone


def _facts(act: Act, practitioner_id: int) -> Confirmable:
    # Which places are left depends on the day alone, and days differ by less than one.
    found = confirmable(act.session.connection(), practitioner_id, today=act.today)
    if found is None:
        raise NoSuchPerson
    return found


def _say(act: Act, person: Practitioner, *, new_patients: NewPatients, today: date) -> None:
    takes = _TAKES[new_patients]
    person.takes_new_patients = takes
    person.new_patients_confirmed_on = None if takes is None else today
    person.new_patients_confirmed_by = None if takes is None else act.actor.kind
    until = person.no_new_patients_until
    if takes is not False or (until is not None and until < today):
        person.no_new_patients_until = None
