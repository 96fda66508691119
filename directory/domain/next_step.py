"""The one thing that the owner of a listing has to do now: one table of priorities, top first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from directory.domain.tasks import OnFile, Paper, can_be_sent, unsent, usable
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialKind, CredentialState

CONFIRM_AHEAD: Final = timedelta(days=14)
RENEW_AHEAD: Final = timedelta(days=60)


class Step(StrEnum):
    """What there is to do; the two last ones are nothing."""

    COME_BACK = "come_back"
    ANSWER = "answer"
    READ_MESSAGE = "read_message"
    APPEAL = "appeal"
    FINISH = "finish"
    SEND = "send"
    MEND = "mend"
    RENEW = "renew"
    ADD_LICENCE = "add_licence"
    ADD_TRAINING = "add_training"
    ADD_PLACE = "add_place"
    ADD_HEADACHES = "add_headaches"
    SEND_DRAFTS = "send_drafts"
    CONFIRM = "confirm"
    RENEW_SOON = "renew_soon"
    PUBLISH = "publish"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Paper):
    """A credential on file, with its number and how it hangs together with others.

    `followed`: a later period of it is on file and counts, or may once it is checked.
    """

    id: int
    appeal: Appeal = Appeal.NONE
    followed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """All that decides what comes next.

    `confirm_by`: the last day on which what patients read counts as confirmed; None while nothing
    was ever confirmed. `erased_on`: only for somebody who has left. `held`: changes that wait.
    """

    on_file: OnFile
    filed: tuple[Filed, ...] = ()
    published: bool = False
    confirm_by: date | None = None
    unread: bool = False
    held: int = 0
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The step, the credential that it is about, and the day that matters, where there is one."""

    step: Step
    about: Filed | None = None
    day: date | None = None


_WAITING: Final = frozenset({CredentialState.SUBMITTED, CredentialState.DEFERRED})
_PERIODIC: Final = frozenset({CredentialKind.LICENCE, CredentialKind.AUTHORIZATION})


def next_step(stand: Stand, *, today: date) -> Next:
    """Give the first line of the table that applies; there is always one."""
    return next(found for line in _TABLE for found in line(stand, today))


def _left(stand: Stand, _today: date) -> Iterator[Next]:
    if stand.erased_on is not None:
        yield Next(Step.COME_BACK, day=stand.erased_on)


def _asked(stand: Stand, _today: date) -> Iterator[Next]:
    for each in stand.filed:
        if each.state is CredentialState.QUERIED:
            yield Next(Step.ANSWER, each)


def _written(stand: Stand, _today: date) -> Iterator[Next]:
    if stand.unread:
        yield Next(Step.READ_MESSAGE)


def _suspended(stand: Stand, _today: date) -> Iterator[Next]:
    for each in stand.filed:
        if each.state is CredentialState.SUSPENDED and each.appeal is Appeal.NONE:
            yield Next(Step.APPEAL, each)


def _undeclared(stand: Stand, today: date) -> Iterator[Next]:
    if not stand.on_file.declared:
        ready = can_be_sent(stand.on_file, today=today)
        yield Next(Step.SEND if ready else Step.FINISH)


def _refused(stand: Stand, today: date) -> Iterator[Next]:
    for each in stand.filed:
        if each.state is CredentialState.REFUSED and not _has(stand, each.kind, today=today):
            yield Next(Step.MEND, each)


def _ended(stand: Stand, today: date) -> Iterator[Next]:
    for each in stand.filed:
        over = each.state is CredentialState.VERIFIED and each.has_ended(today)
        if over and not each.followed and each.kind in _PERIODIC:
            yield Next(Step.RENEW, each, each.ends)


def _missing(stand: Stand, today: date) -> Iterator[Next]:
    # Refused and suspended ones were asked about above; an appeal is waited for.
    if not _has(stand, CredentialKind.LICENCE, today=today) and not _contested(stand):
        yield Next(Step.ADD_LICENCE)
    if not _has(stand, CredentialKind.TRAINING, today=today) and not _contested(stand):
        yield Next(Step.ADD_TRAINING)
    if not stand.on_file.places:
        yield Next(Step.ADD_PLACE)
    if not stand.on_file.headaches:
        yield Next(Step.ADD_HEADACHES)


def _drafts(stand: Stand, today: date) -> Iterator[Next]:
    if unsent(stand.filed, today=today):
        yield Next(Step.SEND_DRAFTS)


def _unconfirmed(stand: Stand, today: date) -> Iterator[Next]:
    due = stand.confirm_by
    if due is None or due - CONFIRM_AHEAD <= today:
        yield Next(Step.CONFIRM, day=due)


def _hidden(stand: Stand, _today: date) -> Iterator[Next]:
    checked = any(
        each.kind is CredentialKind.LICENCE and each.state is CredentialState.VERIFIED
        for each in stand.filed
    )
    if checked and not stand.published:
        yield Next(Step.PUBLISH)


def _ending(stand: Stand, today: date) -> Iterator[Next]:
    ending = sorted(
        (each.ends, each.id, each)
        for each in stand.filed
        if each.state is CredentialState.VERIFIED
        and each.ends is not None
        and today <= each.ends <= today + RENEW_AHEAD
        and not each.followed
    )
    for ends, _, each in ending[:1]:
        yield Next(Step.RENEW_SOON, each, ends)


def _waiting(stand: Stand, _today: date) -> Iterator[Next]:
    if stand.held or any(
        each.state in _WAITING or each.appeal is Appeal.OPEN for each in stand.filed
    ):
        yield Next(Step.WAIT)


def _none(_stand: Stand, _today: date) -> Iterator[Next]:
    yield Next(Step.NOTHING)


_TABLE: Final[tuple[Callable[[Stand, date], Iterator[Next]], ...]] = (
    _left,
    _asked,
    _written,
    _suspended,
    _undeclared,
    _refused,
    _ended,
    _missing,
    _drafts,
    _unconfirmed,
    _ending,
    _hidden,
    _waiting,
    _none,
)
"""Who waits for an answer comes first, then what keeps a listing from patients, then the rest."""


def _has(stand: Stand, kind: CredentialKind, *, today: date) -> bool:
    return any(each.kind is kind and usable(each, today=today) for each in stand.filed)


def _contested(stand: Stand) -> bool:
    return any(each.appeal is Appeal.OPEN for each in stand.filed)
