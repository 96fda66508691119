"""Figures that never flatter: rounded down, unknown where there are few, days that really count."""

from datetime import date, timedelta

import pytest

from directory.domain.expected_days import is_working_day, working_days_after
from directory.domain.figures import (
    FEW,
    Share,
    TookIn,
    in_words,
    months_until,
    older_than_working_days,
    share,
    took,
)
from directory.domain.vocabulary import Country

YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def test_of_few_nothing_is_said() -> None:
    assert share(FEW - 1, FEW - 1) is None
    assert share(FEW, FEW) is not None
    assert took(5, FEW - 1) is None
    assert took(None, FEW) is None
    assert took(5, FEW) is not None


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        # Compared with Wilson's interval as others compute it.
        (199, 200, Share(199, 200, 99, 97, 100)),
        (200, 200, Share(200, 200, 100, 98, 100)),
        (0, 20, Share(0, 20, 0, 0, 17)),
        (10, 20, Share(10, 20, 50, 29, 71)),
        (20, 20, Share(20, 20, 100, 83, 100)),
    ],
)
def test_a_share_is_rounded_down_and_says_how_sure_it_is(
    part: int, whole: int, said: Share
) -> None:
    assert share(part, whole) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, (1, TookIn.HOURS)),
        (3_600, (1, TookIn.HOURS)),
        (3_601, (2, TookIn.HOURS)),
        (2 * 86_400, (48, TookIn.HOURS)),
        (2 * 86_400 + 1, (3, TookIn.DAYS)),
        (10 * 86_400, (10, TookIn.DAYS)),
    ],
)
def test_how_long_something_took_is_rounded_up(seconds: int, said: tuple[int, TookIn]) -> None:
    assert in_words(seconds) == said


def test_a_report_is_late_when_its_working_days_are_over_in_both_countries() -> None:
    for today in YEAR:
        edge = older_than_working_days(today)
        both = [
            all(is_working_day(edge + timedelta(days=number), country) for country in Country)
            for number in range((today - edge).days)
        ]
        assert sum(both) == 5
        assert both[0]
        for country in Country:
            assert working_days_after(edge - timedelta(days=1), 5, country=country) < today


def test_the_last_months_cross_a_year() -> None:
    assert months_until(date(2026, 2, 28), 4) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert len(months_until(date(2026, 12, 31))) == 6
