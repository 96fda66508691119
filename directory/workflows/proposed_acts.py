"""What takes two reviewers about a person as a whole: one proposes it, another one confirms it.

Where an operator has it so, a day's delay stands for the second reviewer, and the directory
carries it out by itself; who proposed it is in the log either way.
"""

from typing import Final

from sqlalchemy import exists, select

from directory.domain.entry.editing import Stale, guard_seen
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.reasons import Reason
from directory.domain.seconding import DELAY, SecondReviewer, seconded
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActKind, ActorKind, ExclusionOutcome
from directory.models.accounts import Account, AccountRole
from directory.models.desk import ProposedAct
from directory.queries.accounts import Visitor
from directory.queries.own_files import is_own
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.exclusions import settle_with_hold
from directory.workflows.holds import HoldRefused, end_hold, guard_end, held
from directory.workflows.identifiers import fresh_id
from directory.workflows.merging import MergeRefused, guard_merge, merge, seen_of

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_AT_ONCE: Final = 100


class NoSuchAct(Exception):
    """There is no such proposal about this person, or it is settled."""


class ProposedAlready(Exception):
    """The same waits for a second reviewer already."""


class NotAnother(Exception):
    """Whoever proposed it cannot confirm it; nor can who stands on the person's side."""


def propose_end(
    act: Act, practitioner_id: int, *, hold_id: int, reason: Reason | None, words: str
) -> int:
    """Propose that a hold ends; gives the proposal's number.

    Raises `HoldRefused`, `ProposedAlready` and `NoSuchPerson`.
    """
    found = held(act, hold_id, practitioner_id=practitioner_id)
    guard_end(act, found, by=act.actor, reason=reason, words=words)
    return _propose(
        act,
        ActKind.END_HOLD,
        practitioner_id=practitioner_id,
        other_id=hold_id,
        reason=reason,
        words=words,
        seen="",
    )


def propose_merge(act: Act, kept_id: int, *, double_id: int, seen: str, words: str) -> int:
    """Propose that a double becomes part of a listing; `seen`: what the preview had shown.

    Raises `MergeRefused`, `Stale`, `ProposedAlready` and `NoSuchPerson`.
    """
    guard_merge(act, kept_id, double_id=double_id, by=act.actor)
    guard_seen(seen, seen_of(act, kept_id, double_id=double_id))
    return _propose(
        act,
        ActKind.MERGE,
        practitioner_id=kept_id,
        other_id=double_id,
        reason=None,
        words=words,
        seen=seen,
    )


def confirm_act(act: Act, visitor: Visitor, *, practitioner_id: int, proposal_id: int) -> None:
    """Do what another reviewer proposed, as it was proposed.

    Raises `NoSuchAct`, `NotAnother`, `Stale`, `HoldRefused` and `MergeRefused`.
    """
    spend_proof(act, visitor.session_id)
    found = _open(act, practitioner_id, proposal_id=proposal_id)
    _carry_out(act, found)


def refuse_act(
    act: Act, visitor: Visitor, *, practitioner_id: int, proposal_id: int, words: str
) -> None:
    """Put aside what was proposed; who proposed it may as well. Raises `NoSuchAct`, `NotAnother`.

    `words`: what the one who proposed it reads.
    """
    spend_proof(act, visitor.session_id)
    found = _open(act, practitioner_id, proposal_id=proposal_id)
    _guard_side(act, found)
    found.settled_by, found.settled_at, found.confirmed = act.actor.account, act.at, False
    act.log(
        DecisionAct.PROPOSAL_REFUSED,
        _subject(found),
        reason=found.kind.value,
        words=words or None,
        proposed_by=found.proposed_by,
    )


def carry_out_due(office: Office) -> int:
    """Carry out what nobody has to confirm any more; gives how many there were."""
    if office.second_reviewer is SecondReviewer.REQUIRED:
        return 0
    with office.database.reading() as connection:
        due = connection.execute(
            select(ProposedAct.id, ProposedAct.practitioner_id)
            .where(
                ProposedAct.settled_at.is_(None), ProposedAct.proposed_at <= office.now() - DELAY
            )
            .order_by(ProposedAct.proposed_at, ProposedAct.id)
            .limit(_AT_ONCE)
        ).all()
    return sum(_done(office, row.practitioner_id, proposal_id=row.id) for row in due)


def _done(office: Office, practitioner_id: int, *, proposal_id: int) -> bool:
    try:
        with office.act(_SYSTEM) as act:
            _carry_out(act, _open(act, practitioner_id, proposal_id=proposal_id))
    except (NoSuchAct, NotAnother, Stale, HoldRefused, MergeRefused):
        # Something changed since; it stays open, for a reviewer to look at.
        return False
    return True


def _propose(
    act: Act,
    kind: ActKind,
    *,
    practitioner_id: int,
    other_id: int,
    reason: Reason | None,
    words: str,
    seen: str,
) -> int:
    same = exists().where(
        ProposedAct.kind == kind,
        ProposedAct.practitioner_id == practitioner_id,
        ProposedAct.other_id == other_id,
        ProposedAct.settled_at.is_(None),
    )
    if act.session.scalar(select(same)):
        raise ProposedAlready
    if act.actor.account is None:
        raise ValueError(kind)
    found = ProposedAct(
        id=fresh_id(),
        kind=kind,
        practitioner_id=practitioner_id,
        other_id=other_id,
        seen=seen,
        reason=reason,
        words=words,
        proposed_by=act.actor.account,
        proposed_at=act.at,
        settled_by=None,
        settled_at=None,
        confirmed=None,
    )
    act.session.add(found)
    act.log(
        DecisionAct.PROPOSED,
        _subject(found),
        reason=kind.value,
        words=words or None,
        other=other_id,
    )
    return found.id


def _open(act: Act, practitioner_id: int, *, proposal_id: int) -> ProposedAct:
    act.hold(practitioner_id)
    found = act.session.get(ProposedAct, proposal_id, populate_existing=True)
    if found is None or found.practitioner_id != practitioner_id or found.settled_at is not None:
        raise NoSuchAct
    return found


def _carry_out(act: Act, found: ProposedAct) -> None:
    _guard_side(act, found)
    by = Actor(ActorKind.REVIEWER, found.proposed_by)
    alone = not seconded(
        act.policy,
        proposed_by=found.proposed_by,
        proposed_at=found.proposed_at,
        by=act.actor.account,
        at=act.at,
    )
    if alone or not _still_reviews(act, found.proposed_by):
        raise NotAnother
    other = found.other_id or 0
    if found.kind is ActKind.END_HOLD:
        hold = held(act, other, practitioner_id=found.practitioner_id)
        guard_end(act, hold, by=by, reason=found.reason, words=found.words)
        settle_with_hold(act, hold.id, outcome=ExclusionOutcome.NOT_THEIRS)
        end_hold(act, hold, reason=found.reason, words=found.words, proposed_by=found.proposed_by)
    else:
        guard_merge(act, found.practitioner_id, double_id=other, by=by)
        guard_seen(found.seen, seen_of(act, found.practitioner_id, double_id=other))
        merge(act, found.practitioner_id, double_id=other, proposed_by=found.proposed_by)
    found.settled_by, found.settled_at, found.confirmed = act.actor.account, act.at, True


def _guard_side(act: Act, found: ProposedAct) -> None:
    """Keep out who stands on the side of either person."""
    people = [found.practitioner_id]
    if found.kind is ActKind.MERGE and found.other_id is not None:
        people.append(found.other_id)
    connection = act.session.connection()
    if any(is_own(connection, who, account_id=act.actor.account) for who in people):
        raise NotAnother


def _still_reviews(act: Act, account_id: int) -> bool:
    """Say whether who proposed something may still review: nobody acts through one who left."""
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


def _subject(found: ProposedAct) -> Subject:
    return Subject(practitioner_id=found.practitioner_id, kind=SubjectKind.PROPOSAL, id=found.id)
