"""The days that a private calendar holds: what ends when, and how long before it says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.checks import PUBLISHED
from directory.domain.clock import months_after
from directory.domain.credentials import Check
from directory.domain.reminders import STEPS
from directory.domain.vocabulary import CredentialKind, ReminderKind


class DayKind(StrEnum):
    """What a day in a calendar is about."""

    CONFIRM = "confirm"
    LICENCE_ENDS = "licence_ends"
    AUTHORIZATION_ENDS = "authorization_ends"
    CERTIFICATION_ENDS = "certification_ends"
    LOOKED_AT_AGAIN = "looked_at_again"


ENDS: Final = {
    CredentialKind.LICENCE: DayKind.LICENCE_ENDS,
    CredentialKind.AUTHORIZATION: DayKind.AUTHORIZATION_ENDS,
    CredentialKind.CERTIFICATION: DayKind.CERTIFICATION_ENDS,
}
_LADDERS: Final = {
    DayKind.CONFIRM: ReminderKind.STILL_CORRECT,
    DayKind.LICENCE_ENDS: ReminderKind.LICENCE,
    DayKind.AUTHORIZATION_ENDS: ReminderKind.AUTHORIZATION,
    DayKind.CERTIFICATION_ENDS: ReminderKind.CERTIFICATION,
}
_MOST_ALARMS: Final = 4
"""A calendar that rings as often as letters come is one that nobody keeps."""
_LOOKED_UP: Final = frozenset({CredentialKind.LICENCE, CredentialKind.AUTHORIZATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day of somebody's listing. `about`: the paper, or the practitioner."""

    kind: DayKind
    about: int
    practitioner_id: int
    day: date


def alarms(kind: DayKind) -> tuple[int, ...]:
    """Give how many days before a day a calendar rings; the last steps of the letters' ladder.

    A new look is ours to take: the calendar says when, and stays silent.
    """
    ladder = _LADDERS.get(kind)
    if ladder is None:
        return ()
    return tuple(-step for step in STEPS[ladder] if step <= 0)[-_MOST_ALARMS:]


def looked_at_again_by(kind: CredentialKind, check: Check | None) -> date | None:
    """Give the last day for which a look holds that has to be taken again; None where none has."""
    if check is None or kind not in _LOOKED_UP:
        return None
    return months_after(check.looked_on, PUBLISHED.regulator_months)
