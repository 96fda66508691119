"""Samples are drawn by a hash of the week: nobody picks them, and anybody can draw them again."""

from collections import Counter
from datetime import date, timedelta

import pytest

from directory.domain.sampling import Drawn, draw, due_on, week_of
from directory.domain.vocabulary import Country

MONDAY = date(2026, 11, 23)
LISTED = [Drawn(person, person * 10 + place) for person in range(50) for place in range(3)]


@pytest.mark.parametrize("days", range(7))
def test_a_week_begins_on_its_monday(days: int) -> None:
    assert week_of(MONDAY + timedelta(days=days)) == MONDAY


def test_the_same_week_draws_the_same_people_in_whatever_order_they_are_read() -> None:
    drawn = draw(MONDAY, LISTED, number=7)
    assert draw(MONDAY, reversed(LISTED), number=7) == drawn
    assert len({each.practitioner_id for each in drawn}) == 7
    assert set(drawn) <= set(LISTED)


def test_another_week_draws_others_and_fewer_are_the_first_of_more() -> None:
    assert draw(MONDAY, LISTED, number=7) != draw(MONDAY + timedelta(weeks=1), LISTED, number=7)
    assert draw(MONDAY, LISTED, number=3) == draw(MONDAY, LISTED, number=7)[:3]


def test_a_person_with_many_places_is_no_likelier_than_one_with_one() -> None:
    listed = [Drawn(1, place) for place in range(9)] + [Drawn(2, 99)]
    weeks = [MONDAY + timedelta(weeks=number) for number in range(400)]
    seen = Counter(draw(week, listed, number=1)[0].practitioner_id for week in weeks)
    assert 160 < seen[1] < 240


def test_fewer_people_than_wanted_are_all_drawn_once() -> None:
    assert draw(MONDAY, LISTED[:6], number=10) == draw(MONDAY, LISTED[:6], number=2)
    assert draw(MONDAY, [], number=10) == []


def test_there_are_ten_working_days_to_look() -> None:
    # Thanksgiving lies between.
    assert due_on(MONDAY, Country.US) == date(2026, 12, 8)
    assert due_on(MONDAY, Country.CA) == date(2026, 12, 7)
