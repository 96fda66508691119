from dataclasses import replace
from datetime import timedelta

import pytest

from directory.domain.reasons import REASONS
from directory.domain.seconding import DELAY, SecondReviewer, seconded, takes_effect
from directory.domain.situations import Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialState
from tests.domain.reviewing import (
    ANA,
    AT,
    BEN,
    DELEGATE,
    OWNER,
    everything,
    proposed,
    refusal,
    reviewer,
    standing,
    take,
    taken,
)

SUSPENDED = standing(CredentialState.SUSPENDED)
LIFT = everything(Action.LIFT)
DAY = timedelta(days=1)


def test_lifting_a_suspension_takes_two_reviewers() -> None:
    assert refusal(take(SUSPENDED, LIFT)) is Refusal.SECOND_NEEDED
    outcome = taken(take(SUSPENDED, LIFT, proposal=proposed(LIFT, by=BEN)))
    assert outcome.proposed_by == BEN
    same = take(SUSPENDED, LIFT, proposal=proposed(LIFT, by=ANA))
    assert refusal(same) is Refusal.SAME_REVIEWER


def test_a_second_reviewer_is_asked_for_only_when_all_else_is_in_order() -> None:
    assert refusal(take(SUSPENDED, replace(LIFT, check=None))) is Refusal.CHECK_INCOMPLETE
    assert refusal(take(SUSPENDED, replace(LIFT, reason=None))) is Refusal.REASON_MISSING


def test_exactly_the_proposal_is_confirmed() -> None:
    other = replace(LIFT, reason=max(REASONS[Action.LIFT]))
    assert refusal(take(SUSPENDED, LIFT, proposal=proposed(other))) is Refusal.SECOND_NEEDED


def test_a_proposal_does_not_outlive_the_version_it_was_made_on() -> None:
    newer = replace(SUSPENDED, version=4)
    assert refusal(take(newer, LIFT, proposal=proposed(LIFT))) is Refusal.STALE


@pytest.mark.parametrize("account", [OWNER, DELEGATE])
def test_neither_of_the_two_is_on_the_owners_side(account: int) -> None:
    proposal = proposed(LIFT, by=account)
    assert refusal(take(SUSPENDED, LIFT, proposal=proposal)) is Refusal.OWN_FILE
    own = take(SUSPENDED, LIFT, actor=reviewer(account), proposal=proposed(LIFT))
    assert refusal(own) is Refusal.OWN_FILE


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(0), Refusal.SAME_REVIEWER),
        (DELAY - timedelta(seconds=1), Refusal.SAME_REVIEWER),
        (timedelta(hours=24), None),
        (timedelta(hours=25), None),
    ],
)
def test_a_sole_operator_waits_a_day(waited: timedelta, expected: Refusal | None) -> None:
    proposal = proposed(LIFT, by=ANA)
    outcome = take(
        SUSPENDED, LIFT, proposal=proposal, at=AT + waited, policy=SecondReviewer.DELAY_24H
    )
    if expected:
        assert refusal(outcome) is expected
    else:
        assert taken(outcome).proposed_by == ANA
    required = take(SUSPENDED, LIFT, proposal=proposal, at=AT + waited)
    assert refusal(required) is Refusal.SAME_REVIEWER


def test_a_delay_does_not_spare_the_proposal() -> None:
    outcome = take(SUSPENDED, LIFT, at=AT + DELAY, policy=SecondReviewer.DELAY_24H)
    assert refusal(outcome) is Refusal.SECOND_NEEDED


def test_a_colleague_confirms_also_within_the_day() -> None:
    outcome = take(SUSPENDED, LIFT, proposal=proposed(LIFT), policy=SecondReviewer.DELAY_24H)
    taken(outcome)


@pytest.mark.parametrize("policy", SecondReviewer)
def test_the_system_confirms_nothing_but_carries_out_what_nobody_has_to_confirm_any_more(
    policy: SecondReviewer,
) -> None:
    due = takes_effect(policy, proposed_at=AT)
    assert due == (AT + timedelta(hours=24) if policy is SecondReviewer.DELAY_24H else None)
    for at, expected in ((AT, False), (AT + 9 * DAY, due is not None)):
        found = seconded(policy, proposed_by=ANA, proposed_at=AT, by=None, at=at)
        assert found is expected
