"""Decisions on credentials: what has to come with one, and what follows from it."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.domain import verification
from directory.domain.appeals import appeal_after, appeal_due
from directory.domain.checks import PUBLISHED, CheckRecord, Claim, Lack, Lives, incomplete
from directory.domain.permissions import not_now, not_theirs
from directory.domain.reasons import Reason, reasons_for
from directory.domain.seconding import SecondReviewer, seconded
from directory.domain.situations import Actor, Refusal, Situation
from directory.domain.verification import Action, Appeal, OnAppeal, Step
from directory.domain.vocabulary import ActorKind, CredentialState


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody sends: the action, the version they read, and what has to come with it.

    `overrides`: they know that an automatic rule failed, and `reason` says why it is set aside.
    """

    action: Action
    version: int
    reason: Reason | None = None
    words: str = ""
    until: date | None = None
    check: CheckRecord | None = None
    overrides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that waits for a second reviewer; exactly this one can be confirmed."""

    decision: Decision
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not taken; `lacks` says what the check record lacks."""

    refusal: Refusal
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken, and what to write down.

    `appeal_due`: only where the step is an appeal. `proposed_by`: only where it took two, or a
    day's delay. `overrode`: a failed rule was set aside.
    """

    action: Action
    before: CredentialState
    state: CredentialState
    version: int
    deferred_until: date | None
    appeal: Appeal
    appeal_due: date | None
    proposed_by: int | None
    overrode: bool


def decide(
    situation: Situation,
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
    today: date,
    proposal: Proposal | None = None,
    policy: SecondReviewer = SecondReviewer.REQUIRED,
    lives: Lives = PUBLISHED,
) -> Taken | Refused:
    """Take a step, or say what stands against it; `today` is the day of `at` where we sit.

    `SECOND_NEEDED` comes last: all else is in order, and the decision can be kept as a proposal.
    Where a proposal is carried out after its delay, the actor is who proposed it.
    """
    refusal = _barred(situation, decision, actor=actor)
    if refusal is not None:
        return Refused(refusal)
    step = verification.STEPS[situation.state, decision.action]
    overrode = step.needs_check and situation.rule_failed
    refused = _unsaid(decision, step) or _untimely(situation, decision, actor=actor, today=today)
    if refused is None and step.needs_check:
        refused = _groundless(situation, decision, today=today, lives=lives)
    if refused is not None:
        return refused
    two = step.needs_second or overrode
    if two:
        if proposal is None or proposal.decision != decision:
            return Refused(Refusal.SECOND_NEEDED)
        refusal = _alone(situation, proposal, actor=actor, at=at, policy=policy)
        if refusal is not None:
            return Refused(refusal)
    return Taken(
        action=decision.action,
        before=situation.state,
        state=step.to,
        version=situation.version + 1,
        deferred_until=_deferred(situation, decision, step=step),
        appeal=appeal_after(
            step.appeal,
            situation.appeal,
            earlier=situation.undoable.appeal if situation.undoable else Appeal.NONE,
        ),
        appeal_due=appeal_due(today) if step.appeal is OnAppeal.OPENS else None,
        proposed_by=proposal.by if two and proposal is not None else None,
        overrode=overrode,
    )


def _barred(situation: Situation, decision: Decision, *, actor: Actor) -> Refusal | None:
    refusal = not_theirs(situation, decision.action, actor=actor)
    if refusal is not None:
        return refusal
    # Before "not from here": on a stale page that would be the wrong answer.
    if decision.version != situation.version:
        return Refusal.STALE
    return not_now(situation, decision.action, actor=actor)


def _unsaid(decision: Decision, step: Step) -> Refused | None:
    overriding = step.needs_check and decision.overrides
    if decision.reason is None:
        if step.needs_reason or overriding:
            return Refused(Refusal.REASON_MISSING)
    elif decision.reason not in reasons_for(decision.action, overriding=overriding):
        return Refused(Refusal.REASON_NOT_FOR_THIS)
    if step.needs_words and not decision.words.strip():
        return Refused(Refusal.WORDS_MISSING)
    return None


def _untimely(
    situation: Situation, decision: Decision, *, actor: Actor, today: date
) -> Refused | None:
    step = verification.STEPS[situation.state, decision.action]
    if step.needs_until and (decision.until is None or decision.until <= today):
        return Refused(Refusal.DAY_NOT_IN_FUTURE)
    # A reviewer may take a deferred file up sooner: a register can be back before its day.
    if decision.action is Action.RESUME and actor.kind is ActorKind.SYSTEM:
        due = situation.deferred_until
        return None if due is not None and due <= today else Refused(Refusal.DAY_NOT_COME)
    return None


def _groundless(
    situation: Situation, decision: Decision, *, today: date, lives: Lives
) -> Refused | None:
    check = decision.check
    claim = Claim(
        kind=situation.kind,
        ends=situation.ends,
        bars_needling=situation.bars_needling,
        extends=decision.action is Action.EXTEND,
    )
    lacks = incomplete(check, claim, today=today, lives=lives)
    if lacks:
        old = lacks == (Lack.TOO_OLD,)
        return Refused(Refusal.CHECK_TOO_OLD if old else Refusal.CHECK_INCOMPLETE, lacks)
    # A look of their own at their own licence is not one, whoever decides on it.
    if check is not None and situation.is_own(check.reviewer):
        return Refused(Refusal.OWN_FILE)
    if situation.rule_failed and not decision.overrides:
        return Refused(Refusal.FAILED_RULE)
    return None


def _alone(
    situation: Situation,
    proposal: Proposal,
    *,
    actor: Actor,
    at: datetime,
    policy: SecondReviewer,
) -> Refusal | None:
    """Say what keeps a proposal from being carried out: who made it, or who would do it."""
    proposer = Actor(ActorKind.REVIEWER, proposal.by)
    refusal = _barred(situation, proposal.decision, actor=proposer)
    if refusal is not None:
        return refusal
    confirmed = seconded(
        policy, proposed_by=proposal.by, proposed_at=proposal.at, by=actor.account, at=at
    )
    return None if confirmed else Refusal.SAME_REVIEWER


def _deferred(situation: Situation, decision: Decision, *, step: Step) -> date | None:
    if step.needs_until:
        return decision.until
    return situation.deferred_until if step.to is CredentialState.DEFERRED else None
