"""By when work on the desk is to be done, how old it is, and whether it is late."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from directory.domain.expected_days import LICENCE_DAYS, working_days_after
from directory.domain.vocabulary import Country, DeskKind

OTHER_DAYS: Final = 5
"""Working days for everything that nothing else is said of."""
URGENT_DAYS: Final = 1
"""Working days for an exclusion: somebody may be needling who must not."""
SOON: Final = timedelta(days=1)
_DAYS: Final[Mapping[DeskKind, int]] = MappingProxyType(
    {
        DeskKind.LICENCE: LICENCE_DAYS,
        DeskKind.AUTHORIZATION: LICENCE_DAYS,
        DeskKind.EXCLUSION: URGENT_DAYS,
    }
)


class Due(StrEnum):
    """How the day by which something is to be done lies to today."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NEVER = "never"


def work_due(kind: DeskKind, since: datetime, *, country: Country | None) -> date:
    """Give the day by which work that came at an instant is to be done.

    Where nobody knows the country, the days are those of the United States.
    """
    days = _DAYS.get(kind, OTHER_DAYS)
    return working_days_after(utc_day(since), days, country=country or Country.US)


def how_due(due_on: date | None, *, today: date) -> Due:
    """Say how a day lies to today; tomorrow is soon."""
    if due_on is None:
        return Due.NEVER
    if due_on < today:
        return Due.LATE
    if due_on == today:
        return Due.TODAY
    return Due.SOON if due_on - today <= SOON else Due.LATER


def age_in_days(since: datetime, *, at: datetime) -> int:
    """Count the whole days that something has lain there."""
    return max((at - since).days, 0)


def utc_day(at: datetime) -> date:
    """Give the day of an instant, by which the desk counts."""
    return at.astimezone(UTC).date()


def day_begins(day: date) -> datetime:
    """Give the instant at which a day of the desk begins."""
    return datetime.combine(day, time(), UTC)
