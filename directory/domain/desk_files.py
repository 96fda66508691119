"""Who has a person's file: opened just now, assigned, put off; and reviewers who are away."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

OPEN_FOR: Final = timedelta(minutes=15)
"""So long others are told that somebody has opened a file; after that nobody is."""
MOST_AT_ONCE: Final = 100
"""Files that are assigned or put off together."""
PUT_OFF_DAYS: Final = (1, 3, 7, 14, 30)
"""Days that a file can be put off by, from one page."""
LONGEST_PUT_OFF: Final = 90
LONGEST_AWAY: Final = 366


class FileRefusal(StrEnum):
    """Why something was not done with files, or with the days of a reviewer."""

    OWN_FILE = "own_file"
    THEIR_OWN_FILE = "their_own_file"
    NOBODY_CHOSEN = "nobody_chosen"
    TOO_MANY = "too_many"
    NOT_THERE = "not_there"
    NO_REVIEWER = "no_reviewer"
    IS_AWAY = "is_away"
    SAME_REVIEWER = "same_reviewer"
    DAY_NOT_TO_COME = "day_not_to_come"
    DAY_TOO_FAR = "day_too_far"
    AWAY_ENDS_FIRST = "away_ends_first"
    AWAY_HALF = "away_half"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """How a reviewer works; `away_from` and `away_until` are the first and the last day."""

    shortcuts: bool = False
    next_oldest: bool = False
    away_from: date | None = None
    away_until: date | None = None


def is_open(opened_at: datetime | None, *, at: datetime) -> bool:
    """Say whether a file that was opened then is being read still, so far as anybody knows."""
    return opened_at is not None and at - opened_at < OPEN_FOR


def is_away(settings: DeskSettings, day: date) -> bool:
    """Say whether a reviewer is away on a day."""
    first, last = settings.away_from, settings.away_until
    return first is not None and last is not None and first <= day <= last


def not_so_many(people: int) -> FileRefusal | None:
    """Say why so many files cannot be moved at once; None where they can."""
    if people == 0:
        return FileRefusal.NOBODY_CHOSEN
    return FileRefusal.TOO_MANY if people > MOST_AT_ONCE else None


def not_until(day: date, *, today: date) -> FileRefusal | None:
    """Say why a file cannot be put off until a day; None where it can."""
    if day <= today:
        return FileRefusal.DAY_NOT_TO_COME
    too_far = (day - today).days > LONGEST_PUT_OFF
    return FileRefusal.DAY_TOO_FAR if too_far else None


def not_away(settings: DeskSettings, *, today: date) -> FileRefusal | None:
    """Say why somebody cannot be away so; None where they can, or are not."""
    first, last = settings.away_from, settings.away_until
    if first is None and last is None:
        return None
    if first is None or last is None:
        return FileRefusal.AWAY_HALF
    if last < first:
        return FileRefusal.AWAY_ENDS_FIRST
    if last < today:
        return FileRefusal.DAY_NOT_TO_COME
    return FileRefusal.DAY_TOO_FAR if (last - today).days > LONGEST_AWAY else None
