"""How long somebody who left the directory may come back, and when they are erased."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

COME_BACK_DAYS: Final = 30


def erased_on(left_at: datetime) -> date:
    """Give the day (UTC) on which somebody who left is erased."""
    return (left_at + timedelta(days=COME_BACK_DAYS)).astimezone(UTC).date()


def last_left(at: datetime) -> datetime:
    """Give the last instant of leaving of those who are to be erased now."""
    return at - timedelta(days=COME_BACK_DAYS)


def may_come_back(left_at: datetime, at: datetime) -> bool:
    """Say whether somebody who left is there still, to come back."""
    return left_at > last_left(at)
