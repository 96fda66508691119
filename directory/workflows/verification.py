"""Steps of verification: one decision, its check record, the verdict, the letter, the log."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from directory.domain.checks import CheckRecord, Lack
from directory.domain.decisions import Decision, Proposal, Refused, Taken, decide
from directory.domain.log_entries import DecisionAct
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Refusal
from directory.domain.verification import Action, Appeal
from directory.domain.vocabulary import CredentialKind
from directory.models.credentials import CredentialCheck, Licence
from directory.models.reviews import ProposedStep
from directory.workflows.acts import Act
from directory.workflows.credential_rows import Row, find, kind_of, situation, subject
from directory.workflows.decision_texts import read_decision, write_decision
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import tell
from directory.workflows.periods import extended
from directory.workflows.replacing import make_room
from directory.workflows.submitting import check_submission

DONE = {
    Action.SUBMIT: DecisionAct.SUBMITTED,
    Action.EDIT: DecisionAct.EDITED,
    Action.ANSWER: DecisionAct.ANSWERED,
    Action.WITHDRAW: DecisionAct.WITHDRAWN,
    Action.APPEAL: DecisionAct.APPEALED,
    Action.VERIFY: DecisionAct.VERIFIED,
    Action.REFUSE: DecisionAct.REFUSED,
    Action.QUERY: DecisionAct.QUERIED,
    Action.DEFER: DecisionAct.DEFERRED,
    Action.RESUME: DecisionAct.RESUMED,
    Action.EXTEND: DecisionAct.CHECK_EXTENDED,
    Action.SUSPEND: DecisionAct.SUSPENDED,
    Action.LIFT: DecisionAct.LIFTED,
    Action.UPHOLD: DecisionAct.UPHELD,
    Action.REVOKE: DecisionAct.REVOKED,
    Action.REPLACE: DecisionAct.REPLACED,
    Action.UNDO: DecisionAct.UNDONE,
}
"""How the log calls each step."""
_DECISIONS = frozenset(
    {Action.VERIFY, Action.REFUSE, Action.SUSPEND, Action.LIFT, Action.UPHOLD, Action.REVOKE}
)
"""Steps that can be appealed against, or that settle an appeal: who took them is kept."""
_SENDS = frozenset({Action.SUBMIT, Action.ANSWER})
"""Steps by which a practitioner sends something to reviewers. An appeal sends it as it is."""
_TOLD = frozenset({Action.VERIFY})
"""Steps that are told also where a reviewer wrote nothing: it is what the owner waits for."""
_ONE_NUMBER = ("uq_licence_verified_number", "licence.number")
"""How PostgreSQL and SQLite name what keeps a number from being verified for two people."""
LINKS = {
    CredentialKind.LICENCE: "licence_id",
    CredentialKind.AUTHORIZATION: "authorization_id",
    CredentialKind.TRAINING: "training_id",
    CredentialKind.CERTIFICATION: "certification_id",
}


class StepRefused(Exception):
    """A step was not taken; nothing has changed."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.refusal.value)
        self.refusal: Refusal = refused.refusal
        self.lacks: tuple[Lack, ...] = refused.lacks


class NoSuchProposal(Exception):
    """There is no open proposal with this identifier."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision that waits for a second reviewer."""

    id: int


def take_step(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    decision: Decision,
    policy: SecondReviewer | None = None,
) -> Taken | Proposed:
    """Take a step of verification, or keep it as a proposal where it needs a second reviewer.

    Raises `StepRefused` and `NoSuchCredential`; where something is sent, also `EntryFaulty`.
    """
    row = find(act, kind, credential_id=credential_id)
    outcome = decide(
        situation(act, row),
        decision,
        actor=act.actor,
        at=act.at,
        today=act.today,
        policy=policy or act.policy,
    )
    if isinstance(outcome, Taken):
        if decision.action in _SENDS:
            check_submission(act, row)
        _carry_out(act, row, decision=decision, taken=outcome)
        return outcome
    if outcome.refusal is Refusal.SECOND_NEEDED and act.actor.account is not None:
        return _propose(act, row, decision=decision, by=act.actor.account)
    raise StepRefused(outcome)


def confirm(act: Act, proposal_id: int, *, policy: SecondReviewer | None = None) -> Taken:
    """Carry out what another reviewer proposed; with a delay, also one's own once it is over.

    Raises `StepRefused`, also where the file changed since, and `NoSuchProposal`.
    """
    step = _open_proposal(act, proposal_id)
    row = find(act, step.subject_kind, credential_id=step.subject_id)
    decision = read_decision(step.decision)
    outcome = decide(
        situation(act, row),
        decision,
        actor=act.actor,
        at=act.at,
        today=act.today,
        proposal=Proposal(decision=decision, by=step.proposed_by, at=step.proposed_at),
        policy=policy or act.policy,
    )
    if isinstance(outcome, Refused):
        raise StepRefused(outcome)
    step.settled_by, step.settled_at, step.confirmed = act.actor.account, act.at, True
    _carry_out(act, row, decision=decision, taken=outcome)
    return outcome


def _open_proposal(act: Act, proposal_id: int) -> ProposedStep:
    step = act.session.scalar(
        select(ProposedStep).where(ProposedStep.id == proposal_id).with_for_update()
    )
    if step is None or step.settled_at is not None:
        raise NoSuchProposal
    return step


def _propose(act: Act, row: Row, *, decision: Decision, by: int) -> Proposed:
    step = ProposedStep(
        id=fresh_id(),
        practitioner_id=row.practitioner_id,
        subject_kind=kind_of(row),
        subject_id=row.id,
        action=decision.action,
        decision=write_decision(decision),
        proposed_by=by,
        proposed_at=act.at,
        settled_by=None,
        settled_at=None,
        confirmed=None,
    )
    act.session.add(step)
    act.log(
        DecisionAct.PROPOSED,
        subject(row),
        from_state=row.state,
        reason=decision.reason,
        words=decision.words or None,
        action=decision.action.value,
    )
    return Proposed(step.id)


def _carry_out(act: Act, row: Row, *, decision: Decision, taken: Taken) -> None:
    if taken.state is not row.state:
        row.state_since = act.at
    row.state = taken.state
    row.deferred_until = taken.deferred_until
    row.appeal = taken.appeal
    if taken.action is Action.APPEAL:
        row.appealed_at = act.at
    elif taken.appeal is Appeal.NONE:
        row.appealed_at = None
    if taken.action in _DECISIONS:
        row.decided_by = act.actor.account
        row.seconded_by = taken.proposed_by
    # Also a step that leads back to the same state makes older pages stale.
    flag_modified(row, "state")
    looked_at = row
    if taken.action is Action.EXTEND and isinstance(row, Licence) and decision.check:
        looked_at = extended(act, row, ends=decision.check.end_found) or row
    if decision.check is not None and taken.action in {Action.VERIFY, Action.EXTEND, Action.LIFT}:
        record_check(act, looked_at, check=decision.check)
    _write(act)
    if taken.action is Action.VERIFY and row.corrects:
        make_room(act, row)
    act.judge(row.practitioner_id)
    if decision.words or taken.action in _TOLD:
        tell(
            act,
            row.practitioner_id,
            template=f"credential_{taken.action.value}",
            kind=kind_of(row).value,
            reason=decision.reason.value if decision.reason else "",
            words=decision.words,
        )
    rule = None
    if isinstance(row, Licence):
        rule = act.book.rules.on((row.country, row.region, row.profession), act.today)
    act.log(
        DecisionAct.OVERRIDDEN if taken.overrode else DONE[taken.action],
        subject(row),
        from_state=taken.before,
        to_state=taken.state,
        reason=decision.reason,
        words=decision.words or None,
        rule=rule,
        proposed_by=taken.proposed_by,
    )


def _write(act: Act) -> None:
    """Let the verdict and the correction read what was written; one number is verified once."""
    try:
        act.session.flush()
    except IntegrityError as fault:
        if any(name in str(fault.orig) for name in _ONE_NUMBER):
            raise StepRefused(Refused(Refusal.NUMBER_ELSEWHERE)) from fault
        raise


def record_check(act: Act, row: Row, *, check: CheckRecord) -> int:
    """Write down a look at a credential's source."""
    kept = CredentialCheck(
        id=fresh_id(),
        **{LINKS[kind_of(row)]: row.id},
        source=check.source,
        source_name=check.source_name,
        url=check.url,
        looked_on=check.looked_on,
        status_found=check.status_found,
        status_words=check.status_words or None,
        end_found=check.end_found,
        reference=check.reference or None,
        note=check.note or None,
        reviewer_id=check.reviewer,
        evidence_sha256=check.evidence_sha256,
    )
    act.session.add(kept)
    if isinstance(row, Licence):
        row.register_status, row.register_words = check.status_found, check.status_words or None
    return kept.id
