from itertools import chain, combinations

import pytest

from directory.domain.accounts.rights import (
    EVERYBODY,
    RIGHTS,
    STAFF,
    Grant,
    Right,
    needs_strength,
    part_for,
)
from directory.domain.accounts.sessions import StepUp
from directory.domain.vocabulary import ActorKind

OWNER, DELEGATE, MANAGER = ActorKind.OWNER, ActorKind.DELEGATE, ActorKind.CLINIC_MANAGER
REVIEWER, ADMINISTRATOR, SYSTEM = ActorKind.REVIEWER, ActorKind.ADMINISTRATOR, ActorKind.SYSTEM
NONE, HOURLY, ALWAYS = StepUp.NONE, StepUp.HOURLY, StepUp.ALWAYS
EVERY_SET = tuple(
    frozenset(parts)
    for parts in chain.from_iterable(
        combinations(ActorKind, size) for size in range(len(ActorKind) + 1)
    )
)
OWN: list[ActorKind] = []
"""Everybody may, with what is theirs."""

TABLE = {
    # right: (the parts in which it can be done, how fresh a proof, whether it takes two)
    Right.SEE_ACCOUNT: (OWN, NONE, False),
    Right.CHANGE_NAME: (OWN, NONE, False),
    Right.SEE_SESSIONS: (OWN, NONE, False),
    Right.END_SESSION: (OWN, NONE, False),
    Right.CHANGE_PASSWORD: (OWN, ALWAYS, False),
    Right.CHANGE_PASSKEYS: (OWN, ALWAYS, False),
    Right.CHANGE_APP: (OWN, ALWAYS, False),
    Right.CHANGE_RECOVERY_CODES: (OWN, ALWAYS, False),
    Right.CHANGE_ADDRESS: (OWN, ALWAYS, False),
    Right.TAKE_DATA: (OWN, ALWAYS, False),
    Right.CLOSE_ACCOUNT: (OWN, ALWAYS, False),
    Right.SEE_LISTING: ([OWNER, DELEGATE], NONE, False),
    Right.EDIT_LISTING: ([OWNER, DELEGATE], NONE, False),
    Right.EDIT_CREDENTIALS: ([OWNER], NONE, False),
    Right.CONFIRM_FACTS: ([OWNER, DELEGATE, MANAGER], NONE, False),
    Right.SEND_LISTING: ([OWNER], NONE, False),
    Right.SEE_EVIDENCE: ([OWNER], NONE, False),
    Right.CHANGE_PUBLICITY: ([OWNER], NONE, False),
    Right.LEAVE_DIRECTORY: ([OWNER], ALWAYS, False),
    Right.CHANGE_DELEGATES: ([OWNER], ALWAYS, False),
    Right.BEGIN_LISTING: (OWN, NONE, False),
    Right.CLAIM_LISTING: (OWN, NONE, False),
    Right.ANSWER_INVITATION: (OWN, NONE, False),
    Right.BEGIN_CLINIC: (OWN, NONE, False),
    Right.SEE_CLINIC: ([MANAGER], NONE, False),
    Right.EDIT_CLINIC: ([MANAGER], NONE, False),
    Right.HAND_CLINIC: ([MANAGER], ALWAYS, False),
    Right.SEE_QUEUE: ([REVIEWER], NONE, False),
    Right.DECIDE: ([REVIEWER], HOURLY, False),
    Right.SECOND_DECISION: ([REVIEWER], ALWAYS, True),
    Right.TAKE_EVIDENCE: ([REVIEWER], ALWAYS, False),
    Right.SEE_FILE: ([REVIEWER], StepUp.AHEAD, False),
    Right.WORK_QUEUE: ([REVIEWER], NONE, False),
    Right.SIGN_REGISTER: ([REVIEWER], ALWAYS, False),
    Right.SEE_FIGURES: ([REVIEWER, ADMINISTRATOR], NONE, False),
    Right.SEE_BOOKS: ([REVIEWER, ADMINISTRATOR], NONE, False),
    Right.CHANGE_BOOKS: ([ADMINISTRATOR], HOURLY, False),
    Right.REASSIGN: ([ADMINISTRATOR], HOURLY, False),
    Right.SEE_AUDIT: ([ADMINISTRATOR], NONE, False),
    Right.TAKE_AUDIT: ([ADMINISTRATOR], ALWAYS, False),
    Right.SEE_SETTINGS: ([ADMINISTRATOR], NONE, False),
    Right.SEE_IMPORTS: ([REVIEWER, ADMINISTRATOR], NONE, False),
    Right.SEE_PEOPLE: ([ADMINISTRATOR], NONE, False),
    Right.PROPOSE: ([ADMINISTRATOR], ALWAYS, False),
    Right.SETTLE_PROPOSAL: ([ADMINISTRATOR], ALWAYS, True),
    Right.TAKE_ROLE: ([ADMINISTRATOR], ALWAYS, False),
    Right.DISABLE_ACCOUNT: ([ADMINISTRATOR], ALWAYS, False),
    Right.SEE_LETTERS: ([ADMINISTRATOR], NONE, False),
    Right.SEND_LETTER_AGAIN: ([ADMINISTRATOR], HOURLY, False),
}


def test_every_right_is_granted_and_in_this_table() -> None:
    assert set(RIGHTS) == set(Right) == set(TABLE)


def test_rights_are_known_by_their_names() -> None:
    assert [right.value for right in Right] == [right.name.lower() for right in Right]


def test_nobody_is_given_a_right_while_the_site_runs() -> None:
    with pytest.raises(TypeError):
        RIGHTS[Right.DECIDE] = Grant()  # type: ignore[index]


def test_who_plays_which_part() -> None:
    assert {OWNER, DELEGATE, MANAGER, REVIEWER, ADMINISTRATOR} == EVERYBODY
    assert {REVIEWER, ADMINISTRATOR} == STAFF


@pytest.mark.parametrize("right", Right)
def test_how_fresh_a_proof_a_right_asks_for_and_whether_it_takes_two(right: Right) -> None:
    _, step_up, two_people = TABLE[right]
    assert (RIGHTS[right].step_up, RIGHTS[right].two_people) == (step_up, two_people)


def expected_part(right: Right, holds: frozenset[ActorKind], *, strong: bool) -> ActorKind | None:
    parts, _, _ = TABLE[right]
    if not parts:
        return OWNER
    weak = frozenset({REVIEWER, ADMINISTRATOR}) if not strong else frozenset()
    return next((part for part in parts if part in holds and part not in weak), None)


@pytest.mark.parametrize("right", Right)
def test_in_which_part_something_is_done(right: Right) -> None:
    assert len(EVERY_SET) == 64
    for holds in EVERY_SET:
        weak, strong = (part_for(right, holds, strong=strong) for strong in (False, True))
        assert strong is expected_part(right, holds, strong=True), holds
        assert weak is expected_part(right, holds, strong=False), holds
        assert needs_strength(right, holds) is (weak is None and strong is not None), holds


def test_a_passkey_is_all_that_keeps_staff_from_their_work() -> None:
    of_staff = {right for right, (parts, _, _) in TABLE.items() if parts and set(parts) <= STAFF}
    everything = frozenset(ActorKind)
    assert {right for right in Right if needs_strength(right, everything)} == of_staff
    assert not any(needs_strength(right, frozenset()) for right in Right)


def test_a_right_is_by_default_everybodys_in_some_part_and_asks_for_no_proof() -> None:
    assert Grant() == Grant(parts=EVERYBODY, own=False, step_up=NONE, two_people=False)
