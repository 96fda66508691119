"""What a listing counts for that was looked at anew: every combination of what can be found."""

from itertools import product

import pytest

from directory.domain.accuracy import ESSENTIAL, Counted, Fact, Found, counted

ALL_RIGHT = dict.fromkeys(Fact, Found.RIGHT)


def test_where_all_is_right_it_is_exact_and_functional() -> None:
    assert counted(ALL_RIGHT) == Counted(exact=True, functional=True)
    assert counted(ALL_RIGHT).counts


@pytest.mark.parametrize(("fact", "found"), list(product(Fact, Found)))
def test_one_fact_decides_as_it_was_found(fact: Fact, found: Found) -> None:
    result = counted({**ALL_RIGHT, fact: found})
    exact = {Found.RIGHT: True, Found.UNKNOWN: None}.get(found, False)
    functional: bool | None = True
    if fact in ESSENTIAL:
        functional = {Found.WRONG: False, Found.UNKNOWN: None}.get(found, True)
    assert result == Counted(exact=exact, functional=functional)
    assert result.counts is (exact is not None and functional is not None)


def test_what_is_wrong_decides_whatever_is_not_known_beside_it() -> None:
    answers = {**ALL_RIGHT, Fact.PHONE: Found.WRONG, Fact.ADDRESS: Found.UNKNOWN}
    assert counted(answers) == Counted(exact=False, functional=False)


def test_what_is_not_shown_is_not_asked() -> None:
    answers = dict(ALL_RIGHT)
    del answers[Fact.HOURS]
    assert counted(answers) == Counted(exact=True, functional=True)
