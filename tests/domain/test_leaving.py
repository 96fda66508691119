"""How long somebody who left may come back."""

from datetime import UTC, date, datetime, timedelta

from directory.domain.leaving import erased_on, last_left, may_come_back

LEFT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_there_are_thirty_days_to_come_back() -> None:
    assert erased_on(LEFT) == date(2026, 12, 31)
    end = LEFT + timedelta(days=30)
    assert last_left(end) == LEFT
    assert may_come_back(LEFT, end - timedelta(seconds=1))
    assert not may_come_back(LEFT, end)
