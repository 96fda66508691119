"""Working days and federal holidays, against days that both governments have published."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.expected_days import easter, holidays, is_working_day, working_days_after
from directory.domain.vocabulary import Country

US, CA = Country.US, Country.CA


def days(year: int, *texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{text}") for text in texts)


def test_the_days_of_offices_in_washington() -> None:
    assert holidays(2026, US) == days(
        2026, "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11",
        "11-26", "12-25",
    )  # fmt: skip


def test_a_new_year_s_day_on_a_saturday_is_kept_in_the_year_before() -> None:
    assert date(2027, 12, 31) in holidays(2027, US)
    assert not any(day.month == 1 and day.day <= 2 for day in holidays(2028, US))


def test_the_days_of_offices_in_ottawa() -> None:
    assert holidays(2026, CA) == days(
        2026, "01-01", "04-03", "04-06", "05-18", "07-01", "09-07", "09-30", "10-12", "11-11",
        "12-25", "12-28",
    )  # fmt: skip


def test_christmas_on_a_weekend_moves_both_days_on() -> None:
    assert days(2027, "12-27", "12-28") <= holidays(2027, CA)
    assert days(2022, "12-26", "12-27") <= holidays(2022, CA)


@pytest.mark.parametrize(
    ("year", "month_day"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2038, "04-25")]
)
def test_easter_is_where_the_tables_have_it(year: int, month_day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{month_day}")


@pytest.mark.parametrize(
    ("sent", "country", "answered"),
    [
        ("2026-11-24", US, "2026-11-30"),  # Thanksgiving and a weekend between
        ("2026-11-24", CA, "2026-11-27"),
        ("2026-12-01", US, "2026-12-04"),
        ("2026-12-24", CA, "2026-12-31"),
    ],
)
def test_three_working_days_on(sent: str, country: Country, answered: str) -> None:
    day = working_days_after(date.fromisoformat(sent), 3, country=country)
    assert day == date.fromisoformat(answered)


@given(st.dates(date(2000, 1, 1), date(2150, 1, 1)), st.integers(0, 20), st.sampled_from(Country))
def test_as_many_working_days_lie_between_and_the_last_one_is_one(
    day: date, number: int, country: Country
) -> None:
    found = working_days_after(day, number, country=country)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(is_working_day(each, country) for each in between) == number
    assert number == 0 or is_working_day(found, country)
    assert easter(day.year).weekday() == 6
