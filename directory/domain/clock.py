"""Days and the instants at which they end, in the time zone of a place."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


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
