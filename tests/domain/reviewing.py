"""A credential that waits, the people around it, and all that any step could ask for."""

from dataclasses import replace
from datetime import UTC, date, datetime

from directory.domain.checks import PUBLISHED, CheckRecord, Lives
from directory.domain.decisions import Decision, Proposal, Refused, Taken, decide
from directory.domain.reasons import REASONS
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor, Refusal, Situation, Undoable
from directory.domain.verification import Action, Appeal
from directory.domain.vocabulary import (
    ActorKind,
    CheckSource,
    CredentialKind,
    CredentialState,
    RegisterStatus,
)

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
OWNER, DELEGATE, ANA, BEN, CAM = 1, 2, 7, 8, 9

ACTORS = {
    ActorKind.OWNER: Actor(ActorKind.OWNER, OWNER),
    ActorKind.DELEGATE: Actor(ActorKind.DELEGATE, DELEGATE),
    ActorKind.CLINIC_MANAGER: Actor(ActorKind.CLINIC_MANAGER, 3),
    ActorKind.REVIEWER: Actor(ActorKind.REVIEWER, ANA),
    ActorKind.ADMINISTRATOR: Actor(ActorKind.ADMINISTRATOR, 4),
    ActorKind.SYSTEM: Actor(ActorKind.SYSTEM, None),
}
REVIEWER = ACTORS[ActorKind.REVIEWER]

ON_REGISTER = CheckRecord(
    kind=CredentialKind.LICENCE,
    source=CheckSource.REGULATOR_REGISTER,
    source_name="Colorado DORA",
    looked_on=date(2026, 11, 20),
    reviewer=ANA,
    url="https://apps.colorado.gov/dora/licensing/",
    status_found=RegisterStatus.ACTIVE,
    status_words="Active",
    end_found=date(2027, 2, 28),
)
WAITING = Situation(
    kind=CredentialKind.LICENCE,
    state=CredentialState.SUBMITTED,
    version=3,
    owner=OWNER,
    delegates=frozenset({DELEGATE}),
    ends=date(2027, 2, 28),
    deferred_until=TODAY,
    undoable=Undoable(ANA, Appeal.NONE),
)


def everything(action: Action) -> Decision:
    """A decision that lacks nothing, whatever the step asks for."""
    return Decision(
        action=action,
        version=WAITING.version,
        reason=min(REASONS[action]) if action in REASONS else None,
        words="The number is not on the register.",
        until=date(2026, 11, 25),
        check=ON_REGISTER,
    )


def proposed(decision: Decision, *, by: int = BEN, at: datetime = AT) -> Proposal:
    return Proposal(decision=decision, by=by, at=at)


def take(
    situation: Situation,
    decision: Decision,
    *,
    actor: Actor = REVIEWER,
    proposal: Proposal | None = None,
    at: datetime = AT,
    policy: SecondReviewer = SecondReviewer.REQUIRED,
    lives: Lives = PUBLISHED,
) -> Taken | Refused:
    return decide(
        situation,
        decision,
        actor=actor,
        at=at,
        today=TODAY,
        proposal=proposal,
        policy=policy,
        lives=lives,
    )


def taken(outcome: Taken | Refused) -> Taken:
    assert isinstance(outcome, Taken), outcome
    return outcome


def refusal(outcome: Taken | Refused) -> Refusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.refusal


def standing(state: CredentialState) -> Situation:
    return replace(WAITING, state=state)


def reviewer(account: int) -> Actor:
    return Actor(ActorKind.REVIEWER, account)
