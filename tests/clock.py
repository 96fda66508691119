"""A clock that a test sets."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """What the app is given instead of the machine's clock."""

    at: datetime = START

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.at

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by
