"""Claims: who may begin one, what a code comes to, what waits a week, and who settles what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.claims import (
    HOLD,
    LIFETIMES,
    MOST_OPEN,
    MOST_TRIES,
    ClaimFacts,
    ClaimRefusal,
    Typed,
    code_of,
    first_state,
    has_ended,
    is_due,
    open_ways,
    read_code,
    refusal_to_begin,
    refusal_to_settle,
    typed,
)
from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SOON = NOW + timedelta(seconds=1)
MAIL, PHONE, PAPERS = ClaimWay.CODE_BY_MAIL, ClaimWay.CODE_BY_PHONE, ClaimWay.PAPERS
BEGUN = ClaimFacts(state=ClaimState.BEGUN, way=MAIL, tries=0, ends_at=SOON, hold_until=None)
WAITING = replace(BEGUN, state=ClaimState.WAITING, hold_until=NOW)


def test_without_a_contact_on_record_papers_alone_are_open() -> None:
    assert open_ways(by_mail=True, by_phone=True) == (MAIL, PHONE, PAPERS)
    assert open_ways(by_mail=False, by_phone=True) == (PHONE, PAPERS)
    assert open_ways(by_mail=False, by_phone=False) == (PAPERS,)


@pytest.mark.parametrize(
    ("way", "own_open", "open_here", "owns", "why"),
    [
        (MAIL, 0, False, False, None),
        (MAIL, MOST_OPEN - 1, False, False, None),
        (MAIL, MOST_OPEN, False, False, ClaimRefusal.TOO_MANY),
        (MAIL, 1, True, False, ClaimRefusal.OPEN_ALREADY),
        (PHONE, 0, False, False, ClaimRefusal.WAY_CLOSED),
        (MAIL, 0, False, True, ClaimRefusal.OWNS_A_LISTING),
    ],
)
def test_who_may_begin(
    way: ClaimWay, own_open: int, *, open_here: bool, owns: bool, why: ClaimRefusal | None
) -> None:
    ways = (MAIL, PAPERS)
    found = refusal_to_begin(way, ways, own_open=own_open, open_here=open_here, owns=owns)
    assert found is why


def test_of_several_claims_the_first_alone_is_not_contested() -> None:
    assert first_state(is_held=False, another_open=False) is ClaimState.BEGUN
    assert first_state(is_held=False, another_open=True) is ClaimState.CONTESTED
    assert first_state(is_held=True, another_open=False) is ClaimState.CONTESTED


@pytest.mark.parametrize("state", ClaimState)
@pytest.mark.parametrize("right", [True, False])
def test_a_code_counts_only_while_a_claim_waits_for_it(state: ClaimState, *, right: bool) -> None:
    came = typed(replace(BEGUN, state=state), right=right, at=NOW)
    if state is ClaimState.BEGUN:
        assert came is (Typed.RIGHT if right else Typed.WRONG)
    else:
        assert came is Typed.OVER


def test_codes_end_with_the_last_try_and_with_time() -> None:
    nearly = replace(BEGUN, tries=MOST_TRIES - 1)
    assert typed(nearly, right=False, at=NOW) is Typed.LAST
    assert typed(nearly, right=True, at=NOW) is Typed.RIGHT
    assert typed(replace(BEGUN, tries=MOST_TRIES), right=True, at=NOW) is Typed.OVER
    assert typed(BEGUN, right=True, at=SOON) is Typed.OVER


def test_a_proven_claim_is_due_after_its_week_and_not_before() -> None:
    assert is_due(WAITING, at=NOW)
    assert not is_due(replace(WAITING, hold_until=SOON), at=NOW)
    assert not is_due(replace(WAITING, hold_until=None), at=NOW)
    assert not is_due(replace(WAITING, state=ClaimState.REFUSED), at=NOW)
    assert timedelta(days=7) == HOLD


def test_a_claim_that_nobody_proves_ends() -> None:
    assert has_ended(BEGUN, at=SOON)
    assert not has_ended(BEGUN, at=NOW)
    assert not has_ended(WAITING, at=SOON)
    assert set(LIFETIMES) == set(ClaimWay)


REVIEWER = ActorKind.REVIEWER


@pytest.mark.parametrize("part", ActorKind)
def test_reviewers_alone_settle(part: ActorKind) -> None:
    found = refusal_to_settle(BEGUN, part, own=False, granting=True, another_first=False)
    assert found is (None if part is REVIEWER else ClaimRefusal.NO_PART)


def test_nobody_settles_what_is_theirs_or_settled_or_second() -> None:
    own = refusal_to_settle(BEGUN, REVIEWER, own=True, granting=True, another_first=False)
    assert own is ClaimRefusal.OWN_CLAIM
    over = replace(BEGUN, state=ClaimState.GRANTED)
    for granting in (True, False):
        found = refusal_to_settle(over, REVIEWER, own=False, granting=granting, another_first=False)
        assert found is ClaimRefusal.NOT_OPEN
    second = replace(BEGUN, state=ClaimState.CONTESTED)
    found = refusal_to_settle(second, REVIEWER, own=False, granting=True, another_first=True)
    assert found is ClaimRefusal.ANOTHER_FIRST
    assert (
        refusal_to_settle(second, REVIEWER, own=False, granting=False, another_first=True) is None
    )


def test_what_was_proven_can_be_refused_until_its_week_is_over_and_not_granted_again() -> None:
    granted = refusal_to_settle(WAITING, REVIEWER, own=False, granting=True, another_first=False)
    assert granted is ClaimRefusal.NOT_OPEN
    refused = refusal_to_settle(WAITING, REVIEWER, own=False, granting=False, another_first=False)
    assert refused is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0482 1937", "04821937"),
        ("048-219-37", "04821937"),
        ("", ""),
        ("٠٤٨٢١٩٣٧", ""),
        ("1" * 99, "1" * 40),
    ],
)
def test_codes_are_read_as_they_are_said(text: str, digits: str) -> None:
    assert read_code(text) == digits


def test_a_code_keeps_its_zeros() -> None:
    assert code_of(42) == "00000042"
    assert code_of(10**8 + 7) == "00000007"
