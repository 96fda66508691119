"""Figures about the directory's own work: shares with how sure they are, and the days they span.

Source of the interval: E. B. Wilson, Probable inference, the law of succession, and statistical
inference, Journal of the American Statistical Association 22 (1927).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor, sqrt
from typing import Final

from directory.domain.expected_days import is_working_day
from directory.domain.vocabulary import Country

FEW: Final = 20
"""Of fewer than this a share says more about chance, and about single people, than about us."""
LOOKED_DAYS: Final = (30, 60, 90, 120, 180)
"""Ages of looks at a register that are told apart; the last is as long as one holds, or nearly."""
CONFIRMED_DAYS: Final = 90
REPORT_DAYS: Final = 5
"""Working days in which a report is looked into."""
VERIFIED_DAYS: Final = 90
"""Days over which it is measured how long a check takes."""
SAMPLED_DAYS: Final = 365
"""Days over which samples are counted."""
AIM_EXACT, AIM_FUNCTIONAL = 95, 99
"""Percent of listings that are to be exactly right, and right enough to find somebody by."""
MONTHS: Final = 6
"""Months that a drawing shows beside each other."""
_DAY: Final = timedelta(days=1)
_Z: Final = 1.959963984540054
"""Leaves one in twenty outside."""
_TINY: Final = 1e-9
"""What floating numbers are off by, so that 100 % is not made 101."""
_HUNDRED: Final = 100
_HOUR, _DAY_S = 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, in whole percent that never flatter; `low`, `high`: 95 % lie between."""

    part: int
    whole: int
    percent: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Took:
    """How long half of them took at most, in seconds, and of how many that is known."""

    median: int
    number: int


class TookIn(StrEnum):
    """Units in which people read how long something took."""

    HOURS = "hours"
    DAYS = "days"


def share(part: int, whole: int) -> Share | None:
    """Give a share; None where there are too few to say."""
    if whole < FEW:
        return None
    low, high = _between(part / whole, whole)
    return Share(
        part,
        whole,
        _HUNDRED * part // whole,
        floor(_HUNDRED * max(0.0, low) + _TINY),
        ceil(_HUNDRED * min(1.0, high) - _TINY),
    )


def _between(proportion: float, whole: int) -> tuple[float, float]:
    square = _Z * _Z / whole
    middle = proportion + square / 2
    half = _Z * sqrt(proportion * (1 - proportion) / whole + square / whole / 4)
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def took(median: int | None, number: int) -> Took | None:
    """Give how long something took; None where too few were measured."""
    return None if median is None or number < FEW else Took(median, number)


def in_words(seconds: int) -> tuple[int, TookIn]:
    """Round up to whole hours, or from two days on to whole days: nobody is promised less."""
    hours = max(1, ceil(seconds / _HOUR))
    if hours <= 2 * _DAY_S // _HOUR:
        return hours, TookIn.HOURS
    return ceil(seconds / _DAY_S), TookIn.DAYS


def older_than_working_days(today: date, number: int = REPORT_DAYS) -> date:
    """Give the day before which something began that is older than so many working days.

    A day counts where federal offices of both countries work.
    """
    day = today
    while number:
        day -= _DAY
        number -= all(is_working_day(day, country) for country in Country)
    return day


def months_until(day: date, number: int = MONTHS) -> list[date]:
    """Give the first days of so many months, the one of `day` last."""
    count = day.year * 12 + day.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(count - number + 1, count + 1)]
