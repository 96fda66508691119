"""Holding a person out of every list, and letting them back once two reviewers have said so."""

from sqlalchemy import select

from directory.domain.holds import HoldRefusal, may_end, may_open
from directory.domain.log_entries import DecisionAct
from directory.domain.reasons import Reason
from directory.domain.situations import Actor
from directory.domain.vocabulary import HoldKind
from directory.models.practitioners import Practitioner
from directory.models.reviews import Hold
from directory.queries.own_files import is_own
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import changed, owner
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import tell
from directory.workflows.own_files import stands_on_its_side


class HoldRefused(Exception):
    """A hold was neither opened nor ended; nothing has changed."""

    def __init__(self, refusal: HoldRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def open_hold(
    act: Act, practitioner_id: int, *, kind: HoldKind, reason: Reason | None, words: str
) -> int:
    """Take a person out of every list at once, and tell them why; gives the hold's number.

    Raises `HoldRefused` and `NoSuchPerson`.
    """
    person = owner(act, practitioner_id)
    refusal = may_open(
        kind,
        actor=act.actor,
        own=stands_on_its_side(act, practitioner_id),
        held=kinds_held(act, practitioner_id),
        reason=reason,
        words=words,
    )
    if refusal is not None or reason is None:
        raise HoldRefused(refusal or HoldRefusal.REASON_NOT_FOR_THIS)
    number = hold(act, person, kind=kind, reason=reason, words=words)
    act.log(
        DecisionAct.HOLD_OPENED,
        Subject(practitioner_id=practitioner_id),
        to_state=kind,
        reason=reason,
        words=words,
        hold=number,
    )
    return number


def hold(act: Act, person: Practitioner, *, kind: HoldKind, reason: Reason, words: str = "") -> int:
    """Write a hold, judge its person anew and tell them; whoever calls it logs it."""
    number = fresh_id()
    act.session.add(
        Hold(
            id=number,
            practitioner_id=person.id,
            kind=kind,
            reason=reason.value,
            opened_at=act.at,
            opened_by=act.actor.account,
            ended_at=None,
            ended_by=None,
        )
    )
    changed(act, person)
    tell(
        act,
        person.id,
        template="hold_opened",
        kind=kind.value,
        reason=reason.value,
        words=words,
    )
    return number


def held_under(
    act: Act, person: Practitioner, *, kind: HoldKind, reason: Reason, words: str = ""
) -> int:
    """Give the open hold of a kind; it is opened where there is none."""
    found = act.session.scalar(
        select(Hold.id)
        .where(Hold.practitioner_id == person.id, Hold.kind == kind, Hold.ended_at.is_(None))
        .order_by(Hold.opened_at, Hold.id)
        .limit(1)
    )
    return hold(act, person, kind=kind, reason=reason, words=words) if found is None else found


def kinds_held(act: Act, practitioner_id: int) -> frozenset[HoldKind]:
    """Give the kinds of the holds that are open on a person."""
    kinds = select(Hold.kind).where(
        Hold.practitioner_id == practitioner_id, Hold.ended_at.is_(None)
    )
    return frozenset(act.session.scalars(kinds))


def held(act: Act, hold_id: int, *, practitioner_id: int) -> Hold:
    """Give an open hold of a person, whom no other act may change until this one ends.

    Raises `HoldRefused`.
    """
    act.hold(practitioner_id)
    found = act.session.get(Hold, hold_id, populate_existing=True)
    if found is None or found.practitioner_id != practitioner_id or found.ended_at is not None:
        raise HoldRefused(HoldRefusal.NOT_OPEN)
    return found


def guard_end(act: Act, found: Hold, *, by: Actor, reason: Reason | None, words: str) -> None:
    """Raise `HoldRefused` where somebody may not have a hold ended."""
    refusal = may_end(
        found.kind,
        actor=by,
        own=is_own(act.session.connection(), found.practitioner_id, account_id=by.account),
        is_open=found.ended_at is None,
        reason=reason,
        words=words,
    )
    if refusal is not None:
        raise HoldRefused(refusal)


def end_hold(act: Act, found: Hold, *, reason: Reason | None, words: str, proposed_by: int) -> None:
    """End a hold that two reviewers want ended, and tell its person."""
    person = owner(act, found.practitioner_id)
    found.ended_at, found.ended_by = act.at, act.actor.account
    changed(act, person)
    tell(act, person.id, template="hold_ended", kind=found.kind.value, words=words)
    act.log(
        DecisionAct.HOLD_CLOSED,
        Subject(practitioner_id=person.id),
        from_state=found.kind,
        reason=reason,
        words=words,
        hold=found.id,
        proposed_by=proposed_by,
    )
