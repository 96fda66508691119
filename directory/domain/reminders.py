"""Ladders of reminders: which letter a day asks for, and which ones a later letter stands for.

A ladder leads up to a day and past it. Of the rungs that a day has reached only the last is true
still, so that it alone is sent: however long nobody looked, there is one letter and no heap. A rung
that was dealt with is never dealt with again, and none below it either, even where a clock goes
back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from directory.domain.verdict import ATTESTATION_DAYS, NEW_PATIENTS_DAYS
from directory.domain.vocabulary import CredentialState, ReminderKind

HIDDEN_STEP: Final = ATTESTATION_DAYS - NEW_PATIENTS_DAYS + 1
"""The first day on which a listing is hidden that nobody has confirmed."""
_ENDING: Final = (-90, -60, -30, -14, -7, -1, 1)
STEPS: Final[Mapping[ReminderKind, tuple[int, ...]]] = MappingProxyType(
    {
        ReminderKind.STILL_CORRECT: (-14, -3, 0, 14, HIDDEN_STEP),
        ReminderKind.LICENCE: _ENDING,
        ReminderKind.AUTHORIZATION: _ENDING,
        ReminderKind.CERTIFICATION: _ENDING,
    }
)
"""Days after the day that is reminded of; before it, negative. Each ladder rises."""
LAST_HOLDS_DAYS: Final = 60
"""So long after its day the last rung says something new; a month without a run misses nobody."""


@dataclass(frozen=True, slots=True)
class Rungs:
    """What a day asks for: the rung to send, if any, and the lower ones that it stands for."""

    send: int | None
    passed: tuple[int, ...] = ()


NOTHING: Final = Rungs(None)
_WITH_REVIEWERS: Final = frozenset({CredentialState.SUBMITTED, CredentialState.DEFERRED})


def attestation_due(attested_on: date) -> date:
    """Give the last day on which what was said of new patients holds."""
    return attested_on + timedelta(days=NEW_PATIENTS_DAYS)


def rungs(
    kind: ReminderKind,
    due: date,
    *,
    today: date,
    dealt: Collection[int] = (),
    since: date | None = None,
) -> Rungs:
    """Say what to do on a day about a ladder that leads to `due`.

    `dealt`: the rungs that were sent or passed over. `since`: from when what it is about has been
    on file; nobody is reminded of what they have only just said.
    """
    gone = (today - due).days
    reached = [step for step in STEPS[kind] if step <= gone]
    if not reached or max(dealt, default=reached[0] - 1) >= reached[-1]:
        return NOTHING
    step = reached[-1]
    is_last = step == STEPS[kind][-1]
    if is_last and gone > step + LAST_HOLDS_DAYS:
        return NOTHING
    if since is not None and step < (since - due).days:
        return NOTHING
    return Rungs(step, tuple(each for each in reached[:-1] if each not in dealt))


def reach(kind: ReminderKind, today: date) -> tuple[date, date]:
    """Give the first and the last day that a ladder may lead to, for anything to be sent today."""
    steps = STEPS[kind]
    return (
        today - timedelta(days=steps[-1] + LAST_HOLDS_DAYS),
        today - timedelta(days=steps[0]),
    )


def is_in_hand(step: int, renewal: CredentialState | None) -> bool:
    """Say whether a warning is needless, because reviewers have the later period of a paper.

    One who was asked something is warned still: it is for them to answer in time.
    """
    return step < 0 and renewal in _WITH_REVIEWERS
