from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.domain.checks import Claim, incomplete
from directory.domain.decisions import Decision, Proposal, Refused, Taken
from directory.domain.reasons import Reason
from directory.domain.situations import Actor, Situation
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialState, RegisterStatus
from tests.domain.reviewing import (
    ANA,
    BEN,
    DELEGATE,
    ON_REGISTER,
    OWNER,
    TODAY,
    everything,
    proposed,
    standing,
    take,
    taken,
)

_CHECKS = st.sampled_from(
    [
        None,
        ON_REGISTER,
        replace(ON_REGISTER, looked_on=TODAY - timedelta(days=15)),
        replace(ON_REGISTER, status_found=RegisterStatus.SUSPENDED),
        replace(ON_REGISTER, reviewer=OWNER),
    ]
)


@st.composite
def attempts(draw: st.DrawFn) -> tuple[Actor, Decision, Proposal | None, bool]:
    kind = draw(st.sampled_from([*ActorKind, *[ActorKind.REVIEWER] * 6]))
    account = draw(st.sampled_from([OWNER, DELEGATE, ANA, BEN]))
    actor = Actor(kind, None if kind is ActorKind.SYSTEM else account)
    action = draw(st.sampled_from(Action))
    whole, overrides = everything(action), draw(st.booleans())
    decision = replace(
        whole,
        version=draw(st.integers(3, 6)),
        reason=Reason.RULE_OUT_OF_DATE if overrides else whole.reason,
        check=draw(_CHECKS),
        words=draw(st.sampled_from(["", "Why."])),
        overrides=overrides,
    )
    first = draw(st.sampled_from([None, OWNER, DELEGATE, ANA, BEN]))
    proposal = None if first is None else proposed(decision, by=first)
    return actor, decision, proposal, draw(st.booleans())


@given(st.sampled_from(CredentialState), st.lists(attempts(), max_size=12))
def test_nothing_is_verified_but_by_an_independent_reviewer_on_a_complete_check(
    state: CredentialState, tries: list[tuple[Actor, Decision, Proposal | None, bool]]
) -> None:
    now = standing(state)
    for actor, sent, proposal, failed in tries:
        # Most pages are fresh.
        decision = sent if sent.version == 3 else replace(sent, version=now.version)
        waits = proposal and replace(proposal, decision=decision)
        now = replace(now, rule_failed=failed)
        outcome = take(now, decision, actor=actor, proposal=waits)
        if isinstance(outcome, Refused):
            continue
        _sound(now, decision, outcome, actor=actor, proposal=waits)
        now = replace(
            now,
            state=outcome.state,
            version=outcome.version,
            appeal=outcome.appeal,
            deferred_until=outcome.deferred_until,
        )


def _sound(
    before: Situation,
    decision: Decision,
    outcome: Taken,
    *,
    actor: Actor,
    proposal: Proposal | None,
) -> None:
    assert decision.version == before.version == outcome.version - 1
    assert before.state not in {CredentialState.REVOKED, CredentialState.WITHDRAWN}
    assert (outcome.deferred_until is None) is (outcome.state is not CredentialState.DEFERRED)
    assert (actor.kind is ActorKind.OWNER) is (actor.account == OWNER)
    assert actor.account != DELEGATE
    if outcome.state is not CredentialState.VERIFIED:
        return
    assert actor.kind is ActorKind.REVIEWER
    claim = Claim(kind=before.kind, ends=before.ends)
    assert incomplete(decision.check, claim, today=TODAY) == ()
    assert decision.check is not None
    assert decision.check.reviewer not in {OWNER, DELEGATE}
    if before.state is CredentialState.SUSPENDED or before.rule_failed:
        assert proposal is not None
        assert proposal.by not in {actor.account, OWNER, DELEGATE}


@given(
    st.sampled_from([s for s in CredentialState if s is not CredentialState.VERIFIED]),
    st.lists(attempts().filter(lambda sent: sent[0].kind is not ActorKind.REVIEWER), max_size=12),
)
def test_without_a_reviewer_nobody_ever_gets_to_verified(
    state: CredentialState, tries: list[tuple[Actor, Decision, Proposal | None, bool]]
) -> None:
    now = standing(state)
    for actor, sent, proposal, _ in tries:
        outcome = take(now, replace(sent, version=now.version), actor=actor, proposal=proposal)
        if isinstance(outcome, Taken):
            now = replace(now, state=outcome.state, version=outcome.version, appeal=outcome.appeal)
    assert now.state is not CredentialState.VERIFIED


def test_a_file_walks_through_every_state_and_each_step_leads_where_the_next_begins() -> None:
    now = standing(CredentialState.DRAFT)
    walk = [
        (OWNER, Action.SUBMIT, "submitted none"),
        (ANA, Action.QUERY, "queried none"),
        (OWNER, Action.ANSWER, "submitted none"),
        (ANA, Action.REFUSE, "refused none"),
        (OWNER, Action.APPEAL, "submitted open"),
        (BEN, Action.DEFER, "deferred open"),
        (BEN, Action.RESUME, "submitted open"),
        (BEN, Action.VERIFY, "verified none"),
        (ANA, Action.EXTEND, "verified none"),
        (ANA, Action.SUSPEND, "suspended none"),
        (OWNER, Action.APPEAL, "suspended open"),
        (BEN, Action.UPHOLD, "suspended decided"),
        (ANA, Action.LIFT, "verified none"),
        (OWNER, Action.EDIT, "submitted none"),
        (BEN, Action.VERIFY, "verified none"),
        (BEN, Action.REVOKE, "revoked none"),
    ]
    for account, action, expected in walk:
        actor = Actor(ActorKind.OWNER if account == OWNER else ActorKind.REVIEWER, account)
        decision = replace(everything(action), version=now.version)
        outcome = taken(take(now, decision, actor=actor, proposal=proposed(decision)))
        assert f"{outcome.state} {outcome.appeal}" == expected
        now = replace(now, state=outcome.state, version=outcome.version, appeal=outcome.appeal)
    assert now.version == 3 + len(walk)
