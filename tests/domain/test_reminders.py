"""Ladders of reminders: on which day which letter, never twice, and nobody missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.reminders import (
    HIDDEN_STEP,
    LAST_HOLDS_DAYS,
    NOTHING,
    STEPS,
    Rungs,
    attestation_due,
    is_in_hand,
    reach,
    rungs,
)
from directory.domain.vocabulary import CredentialState, ReminderKind

DUE = date(2027, 2, 28)
LICENCE, STILL_CORRECT = ReminderKind.LICENCE, ReminderKind.STILL_CORRECT


def day(step: int) -> date:
    return DUE + timedelta(days=step)


def test_the_ladders_are_those_that_we_publish() -> None:
    assert STEPS[STILL_CORRECT] == (-14, -3, 0, 14, 276)
    for kind in (LICENCE, ReminderKind.AUTHORIZATION, ReminderKind.CERTIFICATION):
        assert STEPS[kind] == (-90, -60, -30, -14, -7, -1, 1)
    assert set(STEPS) == set(ReminderKind)
    assert attestation_due(date(2026, 11, 12)) == date(2027, 2, 10)
    # 365 days after the confirmation a listing is shown for the last day.
    assert attestation_due(date(2026, 11, 12)) + timedelta(days=HIDDEN_STEP) == (
        date(2026, 11, 12) + timedelta(days=366)
    )


@pytest.mark.parametrize("kind", ReminderKind)
def test_each_rung_is_sent_on_its_day_and_not_before(kind: ReminderKind) -> None:
    dealt: list[int] = []
    for step in STEPS[kind]:
        assert rungs(kind, DUE, today=day(step - 1), dealt=dealt) == NOTHING
        assert rungs(kind, DUE, today=day(step), dealt=dealt) == Rungs(step)
        dealt.append(step)
        assert rungs(kind, DUE, today=day(step), dealt=dealt) == NOTHING


def test_after_a_month_without_a_run_one_letter_stands_for_all() -> None:
    assert rungs(LICENCE, DUE, today=day(-10), dealt=[-90]) == Rungs(-14, (-60, -30))
    assert rungs(LICENCE, DUE, today=day(1 + 30), dealt=[-90, -60, -30]) == Rungs(1, (-14, -7, -1))


def test_the_last_rung_is_sent_while_it_says_something_new() -> None:
    last = day(1 + LAST_HOLDS_DAYS)
    assert rungs(LICENCE, DUE, today=last).send == 1
    assert rungs(LICENCE, DUE, today=last + timedelta(days=1)) == NOTHING


def test_nobody_is_reminded_of_what_they_have_only_just_said() -> None:
    assert rungs(LICENCE, DUE, today=day(-40), since=day(-45)) == NOTHING
    assert rungs(LICENCE, DUE, today=day(-30), since=day(-45)) == Rungs(-30, (-90, -60))
    assert rungs(LICENCE, DUE, today=day(-60), since=day(-60)).send == -60


def test_a_clock_that_goes_back_sends_nothing_again() -> None:
    assert rungs(LICENCE, DUE, today=day(-20), dealt=[-30, -14]) == NOTHING
    assert rungs(LICENCE, DUE, today=day(-89), dealt=[1]) == NOTHING


def test_the_ends_of_time_are_no_fault() -> None:
    assert rungs(LICENCE, date.max, today=DUE) == NOTHING
    assert rungs(LICENCE, date.min, today=date.max) == NOTHING


def test_reach_names_exactly_the_days_that_can_ask_for_a_letter() -> None:
    for kind in ReminderKind:
        first, last = reach(kind, DUE)
        assert rungs(kind, first, today=DUE).send is not None
        assert rungs(kind, last, today=DUE).send is not None
        assert rungs(kind, first - timedelta(days=1), today=DUE) == NOTHING
        assert rungs(kind, last + timedelta(days=1), today=DUE) == NOTHING


@pytest.mark.parametrize("state", CredentialState)
def test_a_renewal_with_reviewers_needs_no_warning_before_the_end(state: CredentialState) -> None:
    waits = state in {CredentialState.SUBMITTED, CredentialState.DEFERRED}
    assert is_in_hand(-7, state) is waits
    assert not is_in_hand(1, state)
    assert not is_in_hand(-7, None)


RUNS = st.lists(st.integers(-120, 420), max_size=60)


class Kept:
    """The rows that runs leave, with the key that makes each once."""

    def __init__(self, kind: ReminderKind) -> None:
        self.kind = kind
        self.rows: dict[int, bool] = {}
        self.letters: list[int] = []

    def run(self, today: date) -> Rungs:
        found = rungs(self.kind, DUE, today=today, dealt=set(self.rows))
        if found.send is not None:
            for step in (*found.passed, found.send):
                assert step not in self.rows
                self.rows[step] = step == found.send
            self.letters.append(found.send)
        return found


@given(st.sampled_from(list(ReminderKind)), RUNS)
def test_on_whatever_days_it_runs_no_letter_goes_twice_and_each_rises(
    kind: ReminderKind, days: list[int]
) -> None:
    kept = Kept(kind)
    for each in days:
        kept.run(day(each))
    assert kept.letters == sorted(set(kept.letters))
    assert kept.letters == [step for step, sent in sorted(kept.rows.items()) if sent]


@given(st.sampled_from(list(ReminderKind)), st.data())
def test_however_seldom_it_runs_nobody_is_missed(kind: ReminderKind, data: st.DataObject) -> None:
    kept, today = Kept(kind), -130
    while today < STEPS[kind][-1] + LAST_HOLDS_DAYS - 31:
        before = today
        today += data.draw(st.integers(1, 31))
        reached = [step for step in STEPS[kind] if before < step <= today]
        # Whoever has come to a new rung since the last run gets a letter, and it is that rung's.
        assert kept.run(day(today)).send == (reached[-1] if reached else None)
    assert set(kept.rows) == set(STEPS[kind])


@given(st.sampled_from(list(ReminderKind)), RUNS, st.integers(-120, 30))
def test_what_was_on_file_too_late_for_a_rung_never_sends_it(
    kind: ReminderKind, days: list[int], since: int
) -> None:
    for each in days:
        found = rungs(kind, DUE, today=day(each), since=day(since))
        assert found.send is None or found.send >= since
