"""Days and the instants at which they end, in the time zone of a place; instants as numbers."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

NEVER = datetime.min.replace(tzinfo=UTC)
"""The end of what never held."""
ALWAYS = datetime.max.replace(tzinfo=UTC)
"""The end of what never lapses."""
MICROSECONDS = 1_000_000
"""In a second."""
NEVER_SECONDS = 0
ALWAYS_SECONDS = (1 << 53) - 1
"""What `NEVER` and `ALWAYS` are as stored seconds."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def seconds(at: datetime) -> int:
    """Write an aware datetime as whole UTC seconds."""
    if at == ALWAYS:
        return ALWAYS_SECONDS
    return NEVER_SECONDS if at == NEVER else int(at.timestamp())


def microseconds(at: datetime) -> int:
    """Write an aware datetime as whole UTC microseconds."""
    return int(at.timestamp()) * MICROSECONDS + at.microsecond


def iso_day(text: str) -> date | None:
    """Read a day written as 2026-11-24, and in no other way; None where it is not one."""
    if not _ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def instant(stored: int) -> datetime:
    """Read what `seconds` wrote."""
    if stored >= ALWAYS_SECONDS:
        return ALWAYS
    return NEVER if stored <= NEVER_SECONDS else datetime.fromtimestamp(stored, UTC)


@lru_cache(maxsize=65_536)
def end_of(day: date, time_zone: str) -> datetime:
    """Give the exclusive end of a local day: the next local midnight, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight.astimezone(UTC)


def local_day(at: datetime, time_zone: str) -> date:
    """Give the calendar day that an instant falls on at a place."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def months_after(day: date, months: int) -> date:
    """Count calendar months on; where the month is too short, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
