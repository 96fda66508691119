"""Who can see a listing: published, paused, and new patients that are not taken for a while."""

from datetime import date, timedelta
from typing import Final

from directory.domain.log_entries import DecisionAct
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import changed, owner

LONGEST_AWAY: Final = timedelta(days=366)


class NotPublishable(Exception):
    """The owner has not declared yet that all is true, or has left."""


class NotAway(Exception):
    """The last day of being away is past, or more than a year off."""


def publish(act: Act, practitioner_id: int) -> None:
    """Let patients see a listing as far as it is checked. Raises `NotPublishable`."""
    person = owner(act, practitioner_id)
    if person.declared_at is None or person.left_at is not None:
        raise NotPublishable
    if person.published:
        return
    person.published, person.paused_at = True, None
    _changed(act, person, done=DecisionAct.PUBLISHED)


def pause(act: Act, practitioner_id: int) -> None:
    """Hide a listing until its owner publishes it again."""
    person = owner(act, practitioner_id)
    if person.paused_at is not None or person.left_at is not None:
        return
    person.published, person.paused_at = False, act.at
    _changed(act, person, done=DecisionAct.PAUSED)


def stay_away(act: Act, practitioner_id: int, *, until: date) -> None:
    """Say that no new patients are taken up to a day; after it, that is not known.

    Raises `NotAway`.
    """
    if not act.today <= until <= act.today + LONGEST_AWAY:
        raise NotAway
    person = owner(act, practitioner_id)
    person.takes_new_patients, person.no_new_patients_until = False, until
    _said(act, person)


def take_new_patients(act: Act, practitioner_id: int) -> None:
    """Say that new patients are taken."""
    person = owner(act, practitioner_id)
    person.takes_new_patients, person.no_new_patients_until = True, None
    _said(act, person)


def _said(act: Act, person: Practitioner) -> None:
    person.new_patients_confirmed_on = act.today
    person.new_patients_confirmed_by = act.actor.kind
    changed(act, person)
    act.log(
        DecisionAct.ATTESTED,
        Subject(practitioner_id=person.id),
        reason="new_patients",
        new_patients="yes" if person.takes_new_patients else "no",
    )


def _changed(act: Act, person: Practitioner, *, done: DecisionAct) -> None:
    changed(act, person)
    act.log(done, Subject(practitioner_id=person.id))
