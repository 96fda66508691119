from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.domain.checks import Lack, Lives
from directory.domain.decisions import Refused, Taken
from directory.domain.reasons import OVERRIDES, REASONS, Reason, reasons_for
from directory.domain.situations import Refusal
from directory.domain.verification import STEPS, Action, Appeal
from directory.domain.vocabulary import ActorKind, CredentialState, Finding, RegisterStatus
from tests.domain.reviewing import (
    ACTORS,
    BEN,
    ON_REGISTER,
    TODAY,
    WAITING,
    everything,
    proposed,
    refusal,
    standing,
    take,
    taken,
)

VERIFY = replace(everything(Action.VERIFY), words="")
SUSPENDED = standing(CredentialState.SUSPENDED)
LIFT = everything(Action.LIFT)
FAILED = replace(WAITING, rule_failed=True)
OVERRIDE = replace(VERIFY, overrides=True, reason=Reason.RULE_OUT_OF_DATE)
DAY = timedelta(days=1)


def test_a_step_says_what_to_write() -> None:
    assert take(WAITING, VERIFY) == Taken(
        action=Action.VERIFY,
        before=CredentialState.SUBMITTED,
        state=CredentialState.VERIFIED,
        version=4,
        deferred_until=None,
        appeal=Appeal.NONE,
        appeal_due=None,
        proposed_by=None,
        overrode=False,
    )


# --- Fresh pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("read", [2, 4])
def test_a_decision_on_another_version_is_refused(read: int) -> None:
    assert refusal(take(WAITING, replace(VERIFY, version=read))) is Refusal.STALE


def test_a_stale_page_is_told_so_before_anything_about_where_the_file_stands() -> None:
    verified = replace(standing(CredentialState.VERIFIED), version=4)
    assert refusal(take(verified, VERIFY)) is Refusal.STALE


def test_a_stale_page_tells_a_stranger_nothing() -> None:
    outcome = take(replace(WAITING, version=4), VERIFY, actor=ACTORS[ActorKind.DELEGATE])
    assert refusal(outcome) is Refusal.NOT_YOUR_PART


# --- Reasons, words, days -------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "action"), STEPS)
def test_a_reason_fits_its_action(state: CredentialState, action: Action) -> None:
    step = STEPS[state, action]
    situation = replace(standing(state), appeal=step.only_if or Appeal.NONE)
    fit = REASONS.get(action, frozenset())
    for reason in Reason:
        decision = replace(everything(action), reason=reason)
        actor = ACTORS[min(step.actors)]
        outcome = take(situation, decision, actor=actor, proposal=proposed(decision))
        found = outcome.refusal if isinstance(outcome, Refused) else None
        assert found is (None if reason in fit else Refusal.REASON_NOT_FOR_THIS)


def test_every_step_that_needs_a_reason_has_some_and_every_reason_is_for_something() -> None:
    for (_, action), step in STEPS.items():
        assert not step.needs_reason or REASONS[action]
    assert OVERRIDES.union(*REASONS.values()) == set(Reason)
    assert all(reasons.isdisjoint(OVERRIDES) for reasons in REASONS.values())
    assert reasons_for(Action.REFUSE, overriding=False) == REASONS[Action.REFUSE]
    assert reasons_for(Action.LIFT, overriding=True) == OVERRIDES
    assert reasons_for(Action.SUBMIT, overriding=False) == frozenset()


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, Refusal.DAY_NOT_IN_FUTURE),
        (TODAY - DAY, Refusal.DAY_NOT_IN_FUTURE),
        (TODAY, Refusal.DAY_NOT_IN_FUTURE),
        (TODAY + DAY, TODAY + DAY),
    ],
)
def test_a_file_is_deferred_to_a_day_to_come(until: date | None, expected: object) -> None:
    outcome = take(WAITING, replace(everything(Action.DEFER), until=until))
    found = outcome.refusal if isinstance(outcome, Refused) else outcome.deferred_until
    assert found == expected


@pytest.mark.parametrize(
    ("until", "by_itself"),
    [(None, False), (TODAY + DAY, False), (TODAY, True), (TODAY - DAY, True)],
)
def test_a_deferred_file_comes_back_by_itself_on_its_day_and_a_reviewer_may_fetch_it_sooner(
    until: date | None, *, by_itself: bool
) -> None:
    deferred = replace(standing(CredentialState.DEFERRED), deferred_until=until)
    resume = everything(Action.RESUME)
    alone = take(deferred, resume, actor=ACTORS[ActorKind.SYSTEM])
    if by_itself:
        assert taken(alone).deferred_until is None
    else:
        assert refusal(alone) is Refusal.DAY_NOT_COME
    assert taken(take(deferred, resume)).state is CredentialState.SUBMITTED


def test_an_edit_does_not_shorten_a_deferral() -> None:
    deferred = replace(standing(CredentialState.DEFERRED), deferred_until=TODAY + 9 * DAY)
    outcome = take(deferred, everything(Action.EDIT), actor=ACTORS[ActorKind.OWNER])
    assert taken(outcome).deferred_until == TODAY + 9 * DAY


# --- Grounds --------------------------------------------------------------------------------------


def test_a_decision_without_a_complete_check_says_what_is_missing() -> None:
    bare = replace(ON_REGISTER, url=None, status_words="")
    outcome = take(WAITING, replace(VERIFY, check=bare))
    assert outcome == Refused(Refusal.CHECK_INCOMPLETE, (Lack.ADDRESS, Lack.STATUS_WORDS))
    assert take(WAITING, replace(VERIFY, check=None)) == Refused(
        Refusal.CHECK_INCOMPLETE, (Lack.NO_RECORD,)
    )


def test_an_old_check_is_told_apart_from_an_incomplete_one() -> None:
    old = replace(ON_REGISTER, looked_on=TODAY - 15 * DAY)
    assert take(WAITING, replace(VERIFY, check=old)) == Refused(
        Refusal.CHECK_TOO_OLD, (Lack.TOO_OLD,)
    )
    worse = replace(old, url=None)
    assert take(WAITING, replace(VERIFY, check=worse)) == Refused(
        Refusal.CHECK_INCOMPLETE, (Lack.ADDRESS, Lack.TOO_OLD)
    )


def test_a_tighter_setting_makes_a_check_too_old_sooner() -> None:
    outcome = take(WAITING, VERIFY, lives=Lives(regulator_days=3))
    assert refusal(outcome) is Refusal.CHECK_TOO_OLD


def test_only_an_extension_may_move_the_end() -> None:
    later = replace(ON_REGISTER, end_found=date(2029, 2, 28))
    assert take(WAITING, replace(VERIFY, check=later)) == Refused(
        Refusal.CHECK_INCOMPLETE, (Lack.END_DIFFERS,)
    )
    extend = replace(everything(Action.EXTEND), check=later)
    taken(take(standing(CredentialState.VERIFIED), extend))


def test_a_restricted_licence_is_verified_once_its_conditions_are_found_to_allow_needling() -> None:
    restricted = replace(VERIFY, check=replace(ON_REGISTER, status_found=RegisterStatus.RESTRICTED))
    assert refusal(take(WAITING, restricted)) is Refusal.CHECK_INCOMPLETE
    taken(take(replace(WAITING, bars_needling=Finding.NO), restricted))


def test_a_failed_rule_stops_every_way_to_verified() -> None:
    for (state, action), step in STEPS.items():
        failed = replace(standing(state), rule_failed=True, appeal=step.only_if or Appeal.NONE)
        decision = everything(action)
        actor = ACTORS[min(step.actors)]
        outcome = take(failed, decision, actor=actor, proposal=proposed(decision))
        if step.to is CredentialState.VERIFIED:
            assert refusal(outcome) is Refusal.FAILED_RULE
        else:
            assert not taken(outcome).overrode


def test_a_failed_rule_is_overridden_by_two_with_a_reason() -> None:
    assert refusal(take(FAILED, OVERRIDE)) is Refusal.SECOND_NEEDED
    outcome = taken(take(FAILED, OVERRIDE, proposal=proposed(OVERRIDE)))
    assert outcome.state is CredentialState.VERIFIED
    assert outcome.overrode
    assert outcome.proposed_by == BEN


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (None, Refusal.REASON_MISSING),
        (Reason.CORRECTED, Refusal.REASON_NOT_FOR_THIS),
        (Reason.SOURCE_SAYS_OTHERWISE, Refusal.SECOND_NEEDED),
    ],
)
def test_who_overrides_says_why(reason: Reason | None, expected: Refusal) -> None:
    assert refusal(take(FAILED, replace(OVERRIDE, reason=reason))) is expected
    lift = replace(LIFT, overrides=True, reason=reason)
    assert refusal(take(replace(SUSPENDED, rule_failed=True), lift)) is expected


def test_an_override_of_nothing_needs_no_second() -> None:
    outcome = taken(take(WAITING, OVERRIDE, proposal=proposed(OVERRIDE)))
    assert not outcome.overrode
    assert outcome.proposed_by is None


def test_there_is_nothing_to_override_in_a_refusal() -> None:
    refuse = replace(everything(Action.REFUSE), overrides=True)
    taken(take(FAILED, refuse))
    as_override = replace(refuse, reason=Reason.RULE_OUT_OF_DATE)
    assert refusal(take(FAILED, as_override)) is Refusal.REASON_NOT_FOR_THIS
