import csv
import gzip
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.adapters.place_files import FOLDER
from directory.domain.clock import (
    ALWAYS,
    ALWAYS_SECONDS,
    NEVER,
    NEVER_SECONDS,
    end_of,
    instant,
    iso_day,
    local_day,
    microseconds,
    months_after,
    seconds,
)

DAYS = (
    date(2026, 1, 1),
    date(2026, 3, 7),  # before the clocks go forward in most of the US and Canada
    date(2026, 3, 8),
    date(2026, 10, 31),
    date(2026, 11, 1),  # the clocks go back
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2026, 12, 31),
)


@cache
def zones() -> tuple[str, ...]:
    """Every time zone that a place of ours is in."""
    with gzip.open(FOLDER / "places.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return tuple(sorted({row["time_zone"] for row in csv.DictReader(file)} - {""}))


def test_every_day_of_every_place_ends_on_a_quarter_hour() -> None:
    assert len(zones()) > 30
    for zone, day in product(zones(), DAYS):
        end = end_of(day, zone)
        assert end.tzinfo is UTC
        assert int(end.timestamp()) % 900 == 0, (zone, day)
        assert local_day(end, zone) == day + timedelta(days=1), (zone, day)
        assert local_day(end - timedelta(seconds=1), zone) == day, (zone, day)


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        (date(2027, 2, 28), "America/Denver", "2027-03-01T07:00"),
        (date(2026, 3, 7), "America/Denver", "2026-03-08T07:00"),
        (date(2026, 3, 8), "America/Denver", "2026-03-09T06:00"),
        (date(2026, 11, 1), "America/Denver", "2026-11-02T07:00"),
        (date(2026, 7, 1), "America/Phoenix", "2026-07-02T07:00"),
        (date(2026, 7, 1), "America/Regina", "2026-07-02T06:00"),
        (date(2028, 2, 29), "America/New_York", "2028-03-01T05:00"),
        (date(2026, 7, 1), "America/St_Johns", "2026-07-02T02:30"),
        (date(2026, 7, 1), "Pacific/Chatham", "2026-07-01T11:15"),
        (date(2026, 7, 1), "Etc/GMT+12", "2026-07-02T12:00"),
        (date(2026, 7, 1), "Pacific/Kiritimati", "2026-07-01T10:00"),
    ],
)
def test_a_day_ends_at_local_midnight(day: date, zone: str, end: str) -> None:
    assert end_of(day, zone) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 6, 1), 24)]
)
def test_days_are_as_long_as_the_clocks_make_them(day: date, hours: int) -> None:
    before = end_of(day - timedelta(days=1), "America/Chicago")
    assert end_of(day, "America/Chicago") - before == timedelta(hours=hours)


@settings(deadline=None)
@given(
    stored=st.integers(min_value=1, max_value=int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())),
)
def test_an_instant_is_read_as_it_was_written(stored: int) -> None:
    assert seconds(instant(stored)) == stored


def test_the_ends_of_time_survive_being_stored() -> None:
    assert (seconds(NEVER), instant(NEVER_SECONDS)) == (NEVER_SECONDS, NEVER)
    assert (seconds(ALWAYS), instant(ALWAYS_SECONDS)) == (ALWAYS_SECONDS, ALWAYS)
    assert NEVER_SECONDS < seconds(datetime(2026, 1, 1, tzinfo=UTC)) < ALWAYS_SECONDS
    assert instant(-1) == NEVER
    assert instant(ALWAYS_SECONDS + 1) == ALWAYS


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 3), 6, date(2027, 5, 3)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_months_are_counted_on(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@settings(deadline=None)
@given(day=st.dates(date(1950, 1, 1), date(2100, 1, 1)), months=st.integers(0, 240))
@example(day=date(2026, 1, 31), months=1)
def test_counting_months_reaches_the_right_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_microseconds_are_whole_and_counted_from_the_epoch() -> None:
    assert microseconds(datetime(1970, 1, 1, 0, 0, 2, 7, tzinfo=UTC)) == 2_000_007
    late = datetime(2026, 11, 24, 18, 0, 0, 999_999, tzinfo=UTC)
    assert microseconds(late) == seconds(late) * 1_000_000 + 999_999


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-2-3",
        "2026-02-30",
        "20260203",
        "2026-02-03T00",
        " 2026-02-03",
        "२०२६-०२-०३",
    ],
)
def test_a_day_is_written_in_one_way_alone(text: str) -> None:
    assert iso_day(text) is None


def test_a_day_that_is_one_is_read() -> None:
    assert iso_day("2028-02-29") == date(2028, 2, 29)


def test_the_ends_of_time_are_those_and_nothing_beside_them() -> None:
    assert instant(NEVER_SECONDS) == instant(-1) == NEVER
    assert instant(1) == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert instant(ALWAYS_SECONDS) == instant(ALWAYS_SECONDS + 1) == ALWAYS
