from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.decisions import Taken
from directory.domain.undoing import LastDecision, can_be_taken_back, is_kept, letter_leaves
from directory.domain.verification import STEPS, Action, Appeal
from directory.domain.vocabulary import CredentialState

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LAST = LastDecision(by=7, at=AT, version=4, letter_left=False)


@pytest.mark.parametrize(
    ("after", "expected"),
    [(-SECOND, False), (0 * SECOND, True), (59 * SECOND, True), (60 * SECOND, False)],
)
def test_a_decision_is_taken_back_within_a_minute(after: timedelta, *, expected: bool) -> None:
    assert can_be_taken_back(LAST, by=7, version=4, at=AT + after) is expected


def test_the_letter_leaves_when_nothing_can_be_taken_back_any_more() -> None:
    assert letter_leaves(AT) == AT + timedelta(minutes=1)
    assert not can_be_taken_back(LAST, by=7, version=4, at=letter_leaves(AT))


def test_only_whoever_took_it_takes_it_back_and_only_while_nothing_came_of_it() -> None:
    for by, version, last in (
        (8, 4, LAST),
        (None, 4, LAST),
        (7, 5, LAST),
        (7, 3, LAST),
        (7, 4, replace(LAST, letter_left=True)),
    ):
        assert not can_be_taken_back(last, by=by, version=version, at=AT)


def test_what_one_person_decided_on_what_waited_can_be_taken_back() -> None:
    kept = {
        (state, action)
        for (state, action), step in STEPS.items()
        if is_kept(_taken(action, state, step.to), moved_others=False)
    }
    assert kept == {
        (CredentialState.SUBMITTED, action)
        for action in (Action.VERIFY, Action.REFUSE, Action.QUERY, Action.DEFER)
    }


def test_what_took_two_or_moved_another_credential_stands() -> None:
    verified = _taken(Action.VERIFY, CredentialState.SUBMITTED, CredentialState.VERIFIED)
    assert not is_kept(replace(verified, proposed_by=8), moved_others=False)
    assert not is_kept(verified, moved_others=True)


def _taken(action: Action, before: CredentialState, after: CredentialState) -> Taken:
    return Taken(
        action=action,
        before=before,
        state=after,
        version=4,
        deferred_until=None,
        appeal=Appeal.NONE,
        appeal_due=None,
        proposed_by=None,
        overrode=False,
    )
