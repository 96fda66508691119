from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.desk_due import (
    Due,
    age_in_days,
    day_begins,
    how_due,
    utc_day,
    work_due,
)
from directory.domain.vocabulary import Country, DeskKind

TODAY = date(2026, 11, 24)
# A Tuesday; on Thursday Americans give thanks.
SINCE = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "country", "due"),
    [
        (DeskKind.LICENCE, Country.CA, date(2026, 11, 27)),
        (DeskKind.LICENCE, Country.US, date(2026, 11, 30)),
        (DeskKind.LICENCE, None, date(2026, 11, 30)),
        (DeskKind.AUTHORIZATION, Country.CA, date(2026, 11, 27)),
        (DeskKind.TRAINING, Country.CA, date(2026, 12, 1)),
        (DeskKind.CLAIM, Country.US, date(2026, 12, 2)),
        (DeskKind.EXCLUSION, Country.US, date(2026, 11, 25)),
    ],
)
def test_work_is_due_after_working_days(kind: DeskKind, country: Country | None, due: date) -> None:
    assert work_due(kind, SINCE, country=country) == due


@pytest.mark.parametrize(
    ("days", "how"),
    [(-1, Due.LATE), (0, Due.TODAY), (1, Due.SOON), (2, Due.LATER)],
)
def test_how_a_day_lies_to_today(days: int, how: Due) -> None:
    assert how_due(TODAY + timedelta(days=days), today=TODAY) is how


def test_what_has_no_day_is_never_late() -> None:
    assert how_due(None, today=TODAY) is Due.NEVER


def test_age_counts_whole_days_and_never_back() -> None:
    day = timedelta(days=1)
    assert age_in_days(SINCE, at=SINCE + 2 * day - timedelta(seconds=1)) == 1
    assert age_in_days(SINCE, at=SINCE + 2 * day) == 2
    assert age_in_days(SINCE, at=SINCE - day) == 0


def test_the_days_of_the_desk_are_those_of_utc() -> None:
    assert day_begins(TODAY) == datetime(2026, 11, 24, tzinfo=UTC)
    assert utc_day(day_begins(TODAY) - timedelta(seconds=1)) == date(2026, 11, 23)
