"""Changes of name and region: held until a reviewer has looked, once anything was checked."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import ActorKind, Country, HeldKind, HeldOutcome, Precision
from directory.models.listings import HeldChange
from directory.models.practitioners import FormerName, PracticeLocation, Practitioner
from directory.queries.held_changes import once_checked
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import changed, owner
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import tell
from directory.workflows.own_files import stands_on_its_side

__all__ = [
    "NoSuchChange",
    "NotTheirs",
    "accept_change",
    "hold_address",
    "hold_name",
    "is_held_back",
    "refuse_change",
    "withdraw_change",
]

_DONE = {
    HeldOutcome.ACCEPTED: DecisionAct.CHANGE_ACCEPTED,
    HeldOutcome.REFUSED: DecisionAct.CHANGE_REFUSED,
    HeldOutcome.WITHDRAWN: DecisionAct.CHANGE_WITHDRAWN,
}


class NoSuchChange(Exception):
    """There is no such change of this listing that still waits."""


class NotTheirs(Exception):
    """Whoever decides stands on the side of the listing, or is no reviewer."""


def is_held_back(act: Act, practitioner_id: int) -> bool:
    """Say whether changes of name and region wait for a reviewer."""
    return once_checked(act.session.connection(), practitioner_id)


def hold_name(act: Act, person: Practitioner, *, name: Mapping[str, Any]) -> int:
    """Keep a new name until a reviewer has looked at it; gives the number of the change."""
    before = {each: getattr(person, each) for each in name}
    return _hold(act, person.id, kind=HeldKind.NAME, before=before, after=name)


def hold_address(act: Act, place: PracticeLocation, *, address: Mapping[str, Any]) -> int:
    """Keep an address in another region until a reviewer has looked at it."""
    before = {each: getattr(place, each) for each in address}
    return _hold(
        act,
        place.practitioner_id,
        kind=HeldKind.LOCATION,
        before=before,
        after=address,
        place_id=place.id,
    )


def drop_held(
    act: Act, practitioner_id: int, *, kind: HeldKind, place_id: int | None = None
) -> None:
    """Withdraw what waits, because its owner has now said something else."""
    statement = select(HeldChange).where(
        HeldChange.practitioner_id == practitioner_id,
        HeldChange.kind == kind,
        HeldChange.subject_id.is_(None) if place_id is None else HeldChange.subject_id == place_id,
        HeldChange.settled_at.is_(None),
    )
    for change in act.session.scalars(statement.order_by(HeldChange.id)).all():
        _settle(act, change, outcome=HeldOutcome.WITHDRAWN)


def withdraw_change(act: Act, practitioner_id: int, *, change_id: int) -> None:
    """Take a change back; the old value simply stays. Raises `NoSuchChange`."""
    owner(act, practitioner_id)
    change = _waiting(act, change_id)
    if change.practitioner_id != practitioner_id:
        raise NoSuchChange
    _settle(act, change, outcome=HeldOutcome.WITHDRAWN)


def accept_change(act: Act, change_id: int) -> None:
    """Make a change public, and tell its owner; raises `NoSuchChange` and `NotTheirs`."""
    change = _waiting(act, change_id)
    person = owner(act, change.practitioner_id)
    _guard(act, person)
    after = json.loads(change.after)
    if change.kind is HeldKind.NAME:
        former = f"{person.given_name} {person.family_name}"
        _take(person, after)
        _remember(person, former)
    else:
        place = act.session.get(PracticeLocation, change.subject_id)
        if place is None:
            raise NoSuchChange
        _take(
            place,
            {
                **after,
                "country": Country(after["country"]),
                "precision": Precision(after["precision"]),
            },
        )
    _settle(act, change, outcome=HeldOutcome.ACCEPTED)
    changed(act, person)
    tell(act, person.id, template="change_accepted", kind=change.kind.value)


def refuse_change(act: Act, change_id: int, *, words: str) -> None:
    """Leave things as they are, and tell the owner why; raises as `accept_change` does."""
    change = _waiting(act, change_id)
    person = owner(act, change.practitioner_id)
    _guard(act, person)
    if not words.strip():
        raise ValueError("a refusal says why")
    _settle(act, change, outcome=HeldOutcome.REFUSED, words=words)
    tell(act, person.id, template="change_refused", kind=change.kind.value, words=words)


def _hold(
    act: Act,
    practitioner_id: int,
    *,
    kind: HeldKind,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    place_id: int | None = None,
) -> int:
    drop_held(act, practitioner_id, kind=kind, place_id=place_id)
    number = fresh_id()
    act.session.add(
        HeldChange(
            id=number,
            practitioner_id=practitioner_id,
            kind=kind,
            subject_id=place_id,
            before=json.dumps(dict(before), sort_keys=True),
            after=json.dumps(dict(after), sort_keys=True),
            asked_by=act.actor.account,
            asked_at=act.at,
            settled_by=None,
            settled_at=None,
            outcome=None,
        )
    )
    act.log(DecisionAct.CHANGE_HELD, _subject(practitioner_id, place_id), kind=kind.value)
    return number


def _waiting(act: Act, change_id: int) -> HeldChange:
    change = act.session.scalar(
        select(HeldChange).where(HeldChange.id == change_id).with_for_update()
    )
    if change is None or change.settled_at is not None:
        raise NoSuchChange
    return change


def _settle(act: Act, change: HeldChange, *, outcome: HeldOutcome, words: str = "") -> None:
    change.settled_by, change.settled_at = act.actor.account, act.at
    change.outcome = outcome
    act.session.flush()
    act.log(
        _DONE[outcome],
        _subject(change.practitioner_id, change.subject_id),
        words=words or None,
        kind=change.kind.value,
    )


def _guard(act: Act, person: Practitioner) -> None:
    if act.actor.kind is not ActorKind.REVIEWER or stands_on_its_side(act, person.id):
        raise NotTheirs


def _take(row: Practitioner | PracticeLocation, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _remember(person: Practitioner, former: str) -> None:
    """Keep the old name beside papers that may still show it; it is never public."""
    if all(each.name != former for each in person.former_names):
        person.former_names.append(FormerName(id=fresh_id(), name=former))


def _subject(practitioner_id: int, place_id: int | None) -> Subject:
    kind = None if place_id is None else SubjectKind.LOCATION
    return Subject(practitioner_id=practitioner_id, kind=kind, id=place_id)
