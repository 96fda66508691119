"""What the owner of a listing and the reviewers write to each other."""

from typing import Final

from sqlalchemy import func, select, update

from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind
from directory.models.listings import Message
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import owner
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import tell
from directory.workflows.own_files import guard_own

MOST_UNREAD: Final = 20
"""Messages of an owner that may wait to be read; a reviewer reads them together."""


class TooMany(Exception):
    """So many messages wait to be read that one more would help nobody."""


def write_to_reviewers(act: Act, practitioner_id: int, *, body: str) -> int:
    """Write to the reviewers; what they wrote counts as read. Raises `TooMany`."""
    owner(act, practitioner_id)
    if _unread(act, practitioner_id, by=ActorKind.OWNER) >= MOST_UNREAD:
        raise TooMany
    read_messages(act, practitioner_id)
    return _write(act, practitioner_id, body=body)


def write_to_owner(act: Act, practitioner_id: int, *, body: str) -> int:
    """Write to the owner of a listing, who also gets it as a letter; theirs count as read.

    Raises `OwnFile`.
    """
    owner(act, practitioner_id)
    guard_own(act, practitioner_id)
    read_messages(act, practitioner_id)
    number = _write(act, practitioner_id, body=body)
    tell(act, practitioner_id, template="message_written", words=body)
    return number


def put_aside(act: Act, practitioner_id: int) -> None:
    """Note that a reviewer has read what the owner wrote, and that it needs no answer.

    Raises `OwnFile`.
    """
    owner(act, practitioner_id)
    guard_own(act, practitioner_id)
    read_messages(act, practitioner_id)
    act.log(DecisionAct.NOTED, Subject(practitioner_id=practitioner_id), reason="messages_read")


def read_messages(act: Act, practitioner_id: int) -> None:
    """Note that the other side's messages were read, each once."""
    act.hold(practitioner_id)
    by_the_other_side = (
        Message.by == ActorKind.OWNER
        if act.actor.kind is ActorKind.REVIEWER
        else Message.by != ActorKind.OWNER
    )
    act.session.execute(
        update(Message)
        .where(
            Message.practitioner_id == practitioner_id,
            Message.seen_at.is_(None),
            by_the_other_side,
        )
        .values(seen_at=act.at)
    )


def _write(act: Act, practitioner_id: int, *, body: str) -> int:
    number = fresh_id()
    act.session.add(
        Message(
            id=number,
            practitioner_id=practitioner_id,
            subject_kind=None,
            subject_id=None,
            by=act.actor.kind,
            account_id=act.actor.account,
            body=body,
            written_at=act.at,
            seen_at=None,
        )
    )
    act.log(DecisionAct.MESSAGE_WRITTEN, Subject(practitioner_id=practitioner_id))
    return number


def _unread(act: Act, practitioner_id: int, *, by: ActorKind) -> int:
    found = act.session.scalar(
        select(func.count())
        .select_from(Message)
        .where(
            Message.practitioner_id == practitioner_id, Message.by == by, Message.seen_at.is_(None)
        )
    )
    return found or 0
