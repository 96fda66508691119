from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.desk_files import (
    LONGEST_AWAY,
    LONGEST_PUT_OFF,
    MOST_AT_ONCE,
    OPEN_FOR,
    PUT_OFF_DAYS,
    DeskSettings,
    FileRefusal,
    is_away,
    is_open,
    not_away,
    not_so_many,
    not_until,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def test_a_file_is_open_for_a_quarter_of_an_hour() -> None:
    assert timedelta(minutes=15) == OPEN_FOR
    assert is_open(AT, at=AT + OPEN_FOR - timedelta(seconds=1))
    assert not is_open(AT, at=AT + OPEN_FOR)
    assert not is_open(None, at=AT)


@pytest.mark.parametrize(
    ("first", "last", "away"),
    [
        (None, None, False),
        (TODAY, None, False),
        (None, TODAY, False),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY + DAY, TODAY + DAY, False),
        (TODAY - DAY, TODAY - DAY, False),
    ],
)
def test_whoever_is_away_is_so_from_the_first_day_to_the_last(
    first: date | None, last: date | None, *, away: bool
) -> None:
    assert is_away(DeskSettings(away_from=first, away_until=last), TODAY) is away


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (0, FileRefusal.NOBODY_CHOSEN),
        (1, None),
        (MOST_AT_ONCE, None),
        (MOST_AT_ONCE + 1, FileRefusal.TOO_MANY),
    ],
)
def test_some_files_are_moved_at_once(files: int, why: FileRefusal | None) -> None:
    assert not_so_many(files) is why


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (-1, FileRefusal.DAY_NOT_TO_COME),
        (0, FileRefusal.DAY_NOT_TO_COME),
        (1, None),
        (LONGEST_PUT_OFF, None),
        (LONGEST_PUT_OFF + 1, FileRefusal.DAY_TOO_FAR),
    ],
)
def test_a_file_is_put_off_until_a_day_to_come(days: int, why: FileRefusal | None) -> None:
    assert not_until(TODAY + days * DAY, today=TODAY) is why


def test_every_choice_of_the_page_can_be_taken() -> None:
    assert all(not_until(TODAY + days * DAY, today=TODAY) is None for days in PUT_OFF_DAYS)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (None, None, None),
        (TODAY, None, FileRefusal.AWAY_HALF),
        (None, TODAY, FileRefusal.AWAY_HALF),
        (TODAY, TODAY, None),
        (TODAY - DAY, TODAY, None),
        (TODAY - DAY, TODAY - DAY, FileRefusal.DAY_NOT_TO_COME),
        (TODAY + DAY, TODAY, FileRefusal.AWAY_ENDS_FIRST),
        (TODAY, TODAY + LONGEST_AWAY * DAY, None),
        (TODAY, TODAY + (LONGEST_AWAY + 1) * DAY, FileRefusal.DAY_TOO_FAR),
    ],
)
def test_days_away_have_an_end_that_can_be_seen(
    first: date | None, last: date | None, why: FileRefusal | None
) -> None:
    assert not_away(DeskSettings(away_from=first, away_until=last), today=TODAY) is why
