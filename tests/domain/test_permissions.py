from dataclasses import replace
from datetime import date

import pytest

from directory.domain.permissions import allowed
from directory.domain.situations import Actor, Refusal, Undoable
from directory.domain.verification import STEPS, Action, Appeal
from directory.domain.vocabulary import ActorKind, CredentialState
from tests.domain.reviewing import (
    ACTORS,
    ANA,
    BEN,
    CAM,
    DELEGATE,
    ON_REGISTER,
    OWNER,
    REVIEWER,
    WAITING,
    everything,
    proposed,
    refusal,
    reviewer,
    standing,
    take,
    taken,
)

VERIFY = replace(everything(Action.VERIFY), words="")
OPEN = Appeal.OPEN
SUSPENDED = standing(CredentialState.SUSPENDED)
LIFT = everything(Action.LIFT)
APPEALED = replace(WAITING, appeal=Appeal.OPEN, decided_by=frozenset({ANA, CAM}))


@pytest.mark.parametrize("kind", sorted(set(ActorKind) - {ActorKind.SYSTEM}))
def test_people_act_with_an_account(kind: ActorKind) -> None:
    with pytest.raises(ValueError, match=f"{kind}: people act with an account"):
        Actor(kind, None)


def test_the_system_acts_without_an_account() -> None:
    with pytest.raises(ValueError, match="the system without one"):
        Actor(ActorKind.SYSTEM, ANA)


def test_an_owner_acts_on_their_own_credentials_alone() -> None:
    draft, submit = standing(CredentialState.DRAFT), everything(Action.SUBMIT)
    taken(take(draft, submit, actor=Actor(ActorKind.OWNER, OWNER)))
    stranger = Actor(ActorKind.OWNER, ANA)
    assert refusal(take(draft, submit, actor=stranger)) is Refusal.NOT_YOURS
    assert allowed(draft, stranger) == ()


def test_a_credential_without_an_owner_is_nobodys() -> None:
    nobodys = replace(standing(CredentialState.DRAFT), owner=None)
    outcome = take(nobodys, everything(Action.SUBMIT), actor=ACTORS[ActorKind.OWNER])
    assert refusal(outcome) is Refusal.NOT_YOURS


def test_the_system_suspends_also_where_there_is_no_owner() -> None:
    nobodys = replace(standing(CredentialState.VERIFIED), owner=None, deferred_until=None)
    suspend = everything(Action.SUSPEND)
    taken(take(nobodys, suspend, actor=ACTORS[ActorKind.SYSTEM]))


@pytest.mark.parametrize("account", [OWNER, DELEGATE])
@pytest.mark.parametrize(
    "action", sorted({key[1] for key, step in STEPS.items() if REVIEWER.kind in step.actors})
)
def test_nobody_decides_on_their_own_file_nor_their_delegate(account: int, action: Action) -> None:
    for state in CredentialState:
        outcome = take(standing(state), everything(action), actor=reviewer(account))
        assert refusal(outcome) is Refusal.OWN_FILE
        assert allowed(standing(state), reviewer(account)) == ()


@pytest.mark.parametrize("account", [OWNER, DELEGATE])
def test_a_look_of_their_own_at_their_own_credential_is_none(account: int) -> None:
    verify = replace(VERIFY, check=replace(ON_REGISTER, reviewer=account))
    assert refusal(take(WAITING, verify)) is Refusal.OWN_FILE


@pytest.mark.parametrize("action", [Action.VERIFY, Action.REFUSE, Action.QUERY, Action.DEFER])
def test_an_appeal_is_heard_by_another_reviewer(action: Action) -> None:
    decision = everything(action)
    for account in (ANA, CAM):
        assert refusal(take(APPEALED, decision, actor=reviewer(account))) is Refusal.SAME_REVIEWER
        assert allowed(APPEALED, reviewer(account)) == ()
    taken(take(APPEALED, decision, actor=reviewer(BEN)))
    assert action in allowed(APPEALED, reviewer(BEN))


@pytest.mark.parametrize("appeal", [Appeal.NONE, Appeal.DECIDED])
def test_without_an_appeal_the_same_reviewer_goes_on(appeal: Appeal) -> None:
    taken(take(replace(APPEALED, appeal=appeal), VERIFY))


def test_the_owner_goes_on_with_an_appealed_file_even_if_they_are_a_reviewer() -> None:
    own = replace(APPEALED, decided_by=frozenset({OWNER}))
    taken(take(own, everything(Action.EDIT), actor=ACTORS[ActorKind.OWNER]))


def test_an_appealed_suspension_is_lifted_by_two_others() -> None:
    appealed = replace(SUSPENDED, appeal=Appeal.OPEN, decided_by=frozenset({CAM}))
    by_decider = take(appealed, LIFT, proposal=proposed(LIFT, by=CAM))
    assert refusal(by_decider) is Refusal.SAME_REVIEWER
    confirmed = take(appealed, LIFT, actor=reviewer(CAM), proposal=proposed(LIFT))
    assert refusal(confirmed) is Refusal.SAME_REVIEWER
    assert taken(take(appealed, LIFT, proposal=proposed(LIFT))).appeal is Appeal.NONE


@pytest.mark.parametrize("state", sorted({state for state, do in STEPS if do is Action.UNDO}))
def test_a_decision_is_taken_back_by_whoever_took_it_and_nobody_else(
    state: CredentialState,
) -> None:
    undo, decided = everything(Action.UNDO), replace(standing(state), undoable=Undoable(ANA, OPEN))
    assert taken(take(decided, undo)).appeal is OPEN
    assert taken(take(decided, undo)).deferred_until is None
    assert Action.UNDO in allowed(decided, REVIEWER)
    for over, who in ((decided, reviewer(BEN)), (replace(decided, undoable=None), REVIEWER)):
        assert refusal(take(over, undo, actor=who)) is Refusal.UNDO_OVER
        assert Action.UNDO not in allowed(over, who)


def test_an_appeal_has_a_day_by_which_it_is_decided_and_nothing_else_has() -> None:
    refused, appeal = standing(CredentialState.REFUSED), everything(Action.APPEAL)
    outcome = taken(take(refused, appeal, actor=ACTORS[ActorKind.OWNER]))
    assert outcome.appeal_due == date(2026, 12, 8)
    assert taken(take(APPEALED, VERIFY, actor=reviewer(BEN))).appeal_due is None


def test_a_decision_is_appealed_once_and_a_new_one_anew() -> None:
    refused, appeal = standing(CredentialState.REFUSED), everything(Action.APPEAL)
    owner = ACTORS[ActorKind.OWNER]
    decided = replace(refused, appeal=Appeal.DECIDED)
    assert refusal(take(decided, appeal, actor=owner)) is Refusal.ALREADY_APPEALED
    assert Action.APPEAL not in allowed(decided, owner)
    again = taken(take(decided, everything(Action.SUBMIT), actor=owner))
    assert again.appeal is Appeal.NONE


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (ActorKind.OWNER, Action.VERIFY),
        (ActorKind.REVIEWER, Action.SUBMIT),
        (ActorKind.SYSTEM, Action.VERIFY),
    ],
)
def test_what_is_not_their_part_is_so_from_no_state_and_on_no_page(
    kind: ActorKind, action: Action
) -> None:
    for state in CredentialState:
        newer = replace(standing(state), version=4)
        outcome = take(newer, everything(action), actor=ACTORS[kind])
        assert refusal(outcome) is Refusal.NOT_YOUR_PART
