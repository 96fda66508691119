"""When an answer is to be expected: working days of the country, without its federal holidays."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from directory.domain.vocabulary import Country

LICENCE_DAYS: Final = 3
"""Working days in which a licence is checked, so far as it is up to the reviewers."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def working_days_after(day: date, number: int, *, country: Country) -> date:
    """Count working days on; the day itself does not count."""
    while number:
        day += _DAY
        number -= is_working_day(day, country)
    return day


def is_working_day(day: date, country: Country) -> bool:
    """Say whether federal offices of a country work on a day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, country)


@lru_cache(maxsize=64)
def holidays(year: int, country: Country) -> frozenset[date]:
    """Give the days of a year on which federal holidays are kept, by their rules."""
    if country is Country.CA:
        return frozenset(_after_the_weekend(sorted(_canadian(year))))
    # The next New Year's Day may be kept on the last day of this year.
    kept = (_nearest(day) for each in (year, year + 1) for day in _american(each))
    return frozenset(day for day in kept if day.year == year)


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar."""
    # Meeus, Jones and Butcher: the golden number, the corrections of centuries, the moon's age.
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    fourth, left = divmod(rest, 4)
    weekday = (32 + 2 * odd + 2 * fourth - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, before = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, before + 1)


def _american(year: int) -> Iterator[date]:
    yield date(year, 1, 1)
    yield _nth(3, MONDAY, year=year, month=1)
    yield _nth(3, MONDAY, year=year, month=2)
    yield _last_monday_before(date(year, 6, 1))
    yield date(year, 6, 19)
    yield date(year, 7, 4)
    yield _nth(1, MONDAY, year=year, month=9)
    yield _nth(2, MONDAY, year=year, month=10)
    yield date(year, 11, 11)
    yield _nth(4, THURSDAY, year=year, month=11)
    yield date(year, 12, 25)


def _canadian(year: int) -> Iterator[date]:
    yield date(year, 1, 1)
    yield easter(year) - 2 * _DAY
    yield easter(year) + _DAY
    yield _last_monday_before(date(year, 5, 25))
    yield date(year, 7, 1)
    yield _nth(1, MONDAY, year=year, month=9)
    yield date(year, 9, 30)
    yield _nth(2, MONDAY, year=year, month=10)
    yield date(year, 11, 11)
    yield date(year, 12, 25)
    yield date(year, 12, 26)


def _nth(n: int, weekday: int, *, year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * (n - 1))


def _last_monday_before(day: date) -> date:
    """Give the last Monday before a day, which itself does not count."""
    day -= _DAY
    return day - timedelta(days=day.weekday())


def _nearest(day: date) -> date:
    """Move a holiday from a Saturday to the day before, and from a Sunday to the day after."""
    return day + {SATURDAY: -_DAY, SUNDAY: _DAY}.get(day.weekday(), timedelta())


def _after_the_weekend(days: list[date]) -> list[date]:
    """Move each holiday from a weekend to the next day that is neither weekend nor holiday."""
    kept: list[date] = []
    for day in days:
        moved = day
        while moved.weekday() >= SATURDAY or moved in kept or (moved != day and moved in days):
            moved += _DAY
        kept.append(moved)
    return kept
