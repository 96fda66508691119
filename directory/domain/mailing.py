"""What becomes of a letter: when it is tried again, when it is given up, and when nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import MailState

MOST_ATTEMPTS: Final = 8
CLAIM_HOLDS: Final = timedelta(minutes=10)
"""Whoever has claimed a letter for longer is taken to be dead."""
_WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""After the first attempt, the second and so on; the last one holds for all that follow."""
_LIVES: Final = {purpose.value: life for purpose, life in LIFETIMES.items()}


class Outcome(StrEnum):
    """How handing over a letter ended.

    later: nothing was accepted. never: it was refused for good. unsure: it was handed over, and
    the answer was lost.
    """

    SENT = "sent"
    LATER = "later"
    NEVER = "never"
    UNSURE = "unsure"


class MailFault(StrEnum):
    """What went wrong last with a letter; a server's own words may hold addresses."""

    UNREACHABLE = "unreachable"
    NOT_ENCRYPTED = "not_encrypted"
    LOGIN_REFUSED = "login_refused"
    SENDER_REFUSED = "sender_refused"
    RECIPIENT_REFUSED = "recipient_refused"
    CONTENT_REFUSED = "content_refused"
    BUSY = "busy"
    BROKE_OFF = "broke_off"
    POSTMAN_LOST = "postman_lost"
    TEXT = "text"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Answer:
    """What whoever takes letters answered."""

    outcome: Outcome
    fault: MailFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter before it is put into words: which text, for whom, and what it says in codes.

    `params` with `purpose` (a LinkPurpose) and `token`: it holds a one-time link.
    """

    template: str
    language: str
    params: Mapping[str, str]
    to_address: str
    message_id: str
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter in words: a subject of one line, and plain text."""

    subject: str
    body: str


class Unwritable(Exception):
    """A letter cannot be put into words; the message names the text, never who would read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Where a letter stands after an attempt; `next_at`: only while it waits."""

    state: MailState
    fault: MailFault | None = None
    next_at: datetime | None = None


def fate(answer: Answer, *, attempts: int, at: datetime) -> Fate:
    """Say what follows from an answer to the attempt that is the letter's `attempts`-th."""
    match answer.outcome:
        case Outcome.SENT:
            return Fate(state=MailState.SENT)
        case Outcome.UNSURE:
            return Fate(state=MailState.UNSURE, fault=answer.fault)
        case Outcome.LATER if attempts < MOST_ATTEMPTS:
            wait = _WAITS[min(attempts, len(_WAITS)) - 1]
            return Fate(state=MailState.WAITING, fault=answer.fault, next_at=at + wait)
        case _:
            return Fate(state=MailState.FAILED, fault=answer.fault)


def has_expired(letter: Letter, *, at: datetime) -> bool:
    """Say whether the link in a letter works no more: nobody is sent one."""
    life = _LIVES.get(letter.params.get("purpose", ""))
    return life is not None and letter.queued_at + life <= at
