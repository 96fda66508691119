"""Steps that one reviewer proposed: a second one confirms or refuses, or a day's delay is over."""

from collections import Counter
from typing import Final

from sqlalchemy import select

from directory.domain.decisions import Taken
from directory.domain.log_entries import DecisionAct
from directory.domain.seconding import DELAY, SecondReviewer
from directory.domain.situations import Actor, Refusal
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole
from directory.models.reviews import ProposedStep
from directory.queries.accounts import Visitor
from directory.queries.own_files import is_own
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Office
from directory.workflows.alerting import alert
from directory.workflows.credential_rows import NoSuchCredential, find, subject
from directory.workflows.deciding import count
from directory.workflows.decision_texts import read_decision
from directory.workflows.noted_checks import mark_used
from directory.workflows.verification import NoSuchProposal, StepRefused, confirm

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_AT_ONCE: Final = 100


class NotForYou(Exception):
    """Whoever stands on the side of a file settles nothing about it; nor does who left the desk."""


def confirm_step(act: Act, visitor: Visitor, *, proposal_id: int) -> Taken:
    """Do what another reviewer proposed, as it was proposed.

    Raises `NoSuchProposal`, `NotForYou`, and `StepRefused` where the file changed since, or where
    it was proposed by oneself.
    """
    step = _held(act, proposal_id)
    # After the person, as every decision does it: two at once never wait for each other.
    spend_proof(act, visitor.session_id)
    return _carry_out(act, step)


def refuse_step(act: Act, visitor: Visitor, *, proposal_id: int, words: str) -> None:
    """Put aside what was proposed; who proposed it may as well.

    `words`: what they read. Raises `NoSuchProposal` and `NotForYou`.
    """
    step = _held(act, proposal_id)
    spend_proof(act, visitor.session_id)
    if is_own(act.session.connection(), step.practitioner_id, account_id=act.actor.account):
        raise NotForYou
    _put_aside(act, step, words=words)


def carry_out_due(office: Office) -> Counter[str]:
    """Do what nobody has to confirm any more, in the name of whoever proposed it a day ago.

    What cannot be done any more is put aside: it was decided on a file that has changed.
    """
    done: Counter[str] = Counter()
    if office.second_reviewer is SecondReviewer.REQUIRED:
        return done
    with office.database.reading() as connection:
        due = connection.execute(
            select(ProposedStep.id, ProposedStep.proposed_by)
            .where(
                ProposedStep.settled_at.is_(None),
                ProposedStep.proposed_at <= office.now() - DELAY,
            )
            .order_by(ProposedStep.proposed_at, ProposedStep.id)
            .limit(_AT_ONCE)
        ).all()
    for row in due:
        done[_done(office, row.id, by=row.proposed_by)] += 1
    return +done


def _done(office: Office, proposal_id: int, *, by: int) -> str:
    try:
        with office.act(Actor(ActorKind.REVIEWER, by)) as act:
            _carry_out(act, _held(act, proposal_id))
    except NoSuchProposal:
        return "settled by others"
    except (StepRefused, NotForYou) as refused:
        why = refused.refusal if isinstance(refused, StepRefused) else None
        if why is Refusal.SAME_REVIEWER:
            return "not yet"
    else:
        return "carried out"
    try:
        with office.act(_SYSTEM) as act:
            _put_aside(act, _held(act, proposal_id), words="")
    except NoSuchProposal:
        return "settled by others"
    return "put aside"


def _held(act: Act, proposal_id: int) -> ProposedStep:
    """Give an open proposal whose person no other act can change; raises `NoSuchProposal`."""
    whose = act.session.scalar(
        select(ProposedStep.practitioner_id).where(ProposedStep.id == proposal_id)
    )
    if whose is None:
        raise NoSuchProposal
    act.hold(whose)
    step = act.session.get_one(ProposedStep, proposal_id, populate_existing=True)
    if step.settled_at is not None:
        raise NoSuchProposal
    return step


def _carry_out(act: Act, step: ProposedStep) -> Taken:
    if not _still_reviews(act, step.proposed_by):
        raise NotForYou
    try:
        row = find(act, step.subject_kind, credential_id=step.subject_id)
    except NoSuchCredential:
        raise NoSuchProposal from None
    since, rests_on = row.state_since, read_decision(step.decision).check
    taken = confirm(act, step.id)
    if rests_on is not None:
        mark_used(act, row, at=act.at)
    fact = count(act, row, taken=taken, since=since)
    alert(act, fact.account_id)
    return taken


def _put_aside(act: Act, step: ProposedStep, *, words: str) -> None:
    step.settled_by, step.settled_at, step.confirmed = act.actor.account, act.at, False
    row = find(act, step.subject_kind, credential_id=step.subject_id)
    act.log(
        DecisionAct.PROPOSAL_REFUSED,
        subject(row),
        from_state=row.state,
        words=words or None,
        action=step.action.value,
        proposed_by=step.proposed_by,
    )


def _still_reviews(act: Act, account_id: int) -> bool:
    """Say whether who proposed something still reviews: nobody acts through one who left."""
    reviews = (
        select(AccountRole.account_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.account_id == account_id,
            AccountRole.role == ActorKind.REVIEWER,
            Account.disabled_at.is_(None),
            Account.closed_at.is_(None),
        )
    )
    return act.session.scalar(reviews) is not None
