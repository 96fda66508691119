from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from directory.domain.accounts.sessions import (
    DEVICE_KNOWN_FOR,
    FRESH,
    IDLE_OF_STAFF,
    LONGEST,
    SEEN_EVERY,
    UNFINISHED,
    SessionFacts,
    StepUp,
    is_alive,
    is_proven,
    is_strong,
)
from directory.domain.vocabulary import SignInMethod

AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
SESSION = SessionFacts(
    opened_by=SignInMethod.PASSWORD,
    lacking=None,
    seen_at=AT,
    ends_at=AT + 12 * HOUR,
    proven_at=AT,
    proof=SignInMethod.PASSWORD,
    proof_spent=False,
)


def test_so_long_things_last() -> None:
    assert LONGEST == 12 * HOUR
    assert IDLE_OF_STAFF == HOUR
    assert UNFINISHED == 15 * MINUTE
    assert SEEN_EVERY == MINUTE
    assert timedelta(days=90) == DEVICE_KNOWN_FOR
    assert FRESH == {
        StepUp.AHEAD: 30 * MINUTE,
        StepUp.HOURLY: HOUR,
        StepUp.ALWAYS: 10 * MINUTE,
    }


def test_how_fresh_a_proof_has_to_be_is_known_by_these_words() -> None:
    assert [need.value for need in StepUp] == ["none", "ahead", "hourly", "always"]


@pytest.mark.parametrize("of_staff", [False, True])
@pytest.mark.parametrize(
    ("at", "alive"),
    [
        (AT + 12 * HOUR - SECOND, True),
        (AT + 12 * HOUR, False),
        (AT + 12 * HOUR + SECOND, False),
    ],
)
def test_a_session_ends_at_its_end_however_much_it_is_used(
    at: datetime, *, of_staff: bool, alive: bool
) -> None:
    session = replace(SESSION, seen_at=at)
    assert is_alive(session, of_staff=of_staff, at=at) is alive


@pytest.mark.parametrize(
    ("idle", "of_staff", "alive"),
    [
        (HOUR - SECOND, True, True),
        (HOUR, True, False),
        (HOUR + SECOND, True, False),
        (HOUR, False, True),
        (12 * HOUR - SECOND, False, True),
    ],
)
def test_an_idle_hour_ends_sessions_of_staff_alone(
    idle: timedelta, *, of_staff: bool, alive: bool
) -> None:
    assert is_alive(SESSION, of_staff=of_staff, at=AT + idle) is alive


SPENT, UNSPENT = True, False
NONE, AHEAD, HOURLY, ALWAYS = StepUp.NONE, StepUp.AHEAD, StepUp.HOURLY, StepUp.ALWAYS


@pytest.mark.parametrize(
    ("age", "spent", "good_for"),
    [
        (-SECOND, UNSPENT, {NONE}),
        (-SECOND, SPENT, {NONE}),
        (0 * SECOND, UNSPENT, {NONE, AHEAD, HOURLY, ALWAYS}),
        (0 * SECOND, SPENT, {NONE, AHEAD, HOURLY}),
        (10 * MINUTE - SECOND, UNSPENT, {NONE, AHEAD, HOURLY, ALWAYS}),
        (10 * MINUTE - SECOND, SPENT, {NONE, AHEAD, HOURLY}),
        (10 * MINUTE, UNSPENT, {NONE, AHEAD, HOURLY}),
        (10 * MINUTE + SECOND, UNSPENT, {NONE, AHEAD, HOURLY}),
        (30 * MINUTE - SECOND, SPENT, {NONE, AHEAD, HOURLY}),
        (30 * MINUTE, UNSPENT, {NONE, HOURLY}),
        (HOUR - SECOND, UNSPENT, {NONE, HOURLY}),
        (HOUR - SECOND, SPENT, {NONE, HOURLY}),
        (HOUR, UNSPENT, {NONE}),
        (HOUR, SPENT, {NONE}),
        (HOUR + SECOND, UNSPENT, {NONE}),
    ],
)
def test_for_which_acts_a_proof_is_good(
    age: timedelta, good_for: set[StepUp], *, spent: bool
) -> None:
    session = replace(SESSION, proof_spent=spent)
    assert {need for need in StepUp if is_proven(session, need, at=AT + age)} == good_for


def test_staff_act_as_long_as_a_passkey_was_the_last_proof_and_in_demonstrations() -> None:
    strong = {SignInMethod.PASSKEY, SignInMethod.DEMO}
    for opened_by, proof in product(SignInMethod, SignInMethod):
        session = replace(SESSION, opened_by=opened_by, proof=proof)
        expected = proof in strong
        assert is_strong(session) is expected, (opened_by, proof)
