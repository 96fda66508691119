"""Matches with the list of excluded people: raised by the list, settled by reviewers."""

from sqlalchemy import update

from directory.domain.exclusions import Fit, MatchRefusal, may_settle
from directory.domain.leie import Excluded
from directory.domain.log_entries import DecisionAct
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ExclusionOutcome, HoldKind
from directory.models.practitioners import Practitioner
from directory.models.reports import ExclusionMatch
from directory.models.reviews import Hold
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import owner
from directory.workflows.holds import held_under
from directory.workflows.identifiers import fresh_id
from directory.workflows.own_files import stands_on_its_side


class NoSuchMatch(Exception):
    """There is no such match of this person."""


class MatchRefused(Exception):
    """A match was not settled; nothing has changed."""

    def __init__(self, refusal: MatchRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def raise_match(act: Act, person: Practitioner, *, line: Excluded, fit: Fit) -> int:
    """Note that a line fits a person; by their NPI, they are held until a reviewer has looked."""
    exact = fit is Fit.EXACT
    number = fresh_id()
    match = ExclusionMatch(
        id=number,
        practitioner_id=person.id,
        exact=exact,
        line_sha256=line.sha256,
        name_listed=line.name,
        region_listed=line.region,
        basis=line.basis,
        excluded_on=line.excluded_on,
        found_at=act.at,
        hold_id=_review(act, person) if exact else None,
        outcome=None,
        settled_by=None,
        settled_at=None,
    )
    act.session.add(match)
    act.log(
        DecisionAct.HOLD_OPENED if exact else DecisionAct.FLAG_RAISED,
        Subject(practitioner_id=person.id),
        to_state=HoldKind.EXCLUSION_REVIEW if exact else None,
        reason=Reason.EXCLUSION_PENDING,
        match=number,
        hold=match.hold_id,
    )
    return number


def settle_match(
    act: Act, practitioner_id: int, *, match_id: int, outcome: ExclusionOutcome, words: str = ""
) -> None:
    """Say whether the person on the list is this one; if so, they are excluded here as well.

    `words`: what they read. Raises `NoSuchPerson`, `NoSuchMatch` and `MatchRefused`.
    """
    person = owner(act, practitioner_id)
    match = act.session.get(ExclusionMatch, match_id, populate_existing=True)
    if match is None or match.practitioner_id != practitioner_id:
        raise NoSuchMatch
    refusal = may_settle(
        outcome,
        actor=act.actor,
        own=stands_on_its_side(act, practitioner_id),
        settled=match.settled_at is not None,
        held=match.hold_id is not None and _is_open(act, match.hold_id),
        words=words,
    )
    if refusal is not None:
        raise MatchRefused(refusal)
    match.outcome, match.settled_by, match.settled_at = outcome, act.actor.account, act.at
    theirs = outcome is ExclusionOutcome.THEIRS
    excluded = _exclude(act, person, words=words) if theirs else None
    act.log(
        DecisionAct.FLAG_CLOSED,
        Subject(practitioner_id=practitioner_id),
        to_state=outcome,
        reason=Reason.EXCLUSION_CONFIRMED if theirs else Reason.EXCLUSION_NOT_THEIRS,
        words=words or None,
        match=match_id,
        hold=excluded,
    )


def _review(act: Act, person: Practitioner) -> int:
    return held_under(act, person, kind=HoldKind.EXCLUSION_REVIEW, reason=Reason.EXCLUSION_PENDING)


def _is_open(act: Act, hold_id: int) -> bool:
    found = act.session.get(Hold, hold_id, populate_existing=True)
    return found is not None and found.ended_at is None


def _exclude(act: Act, person: Practitioner, *, words: str) -> int:
    """Hold an excluded person for good; what was under review is no more."""
    act.session.execute(
        update(Hold)
        .where(
            Hold.practitioner_id == person.id,
            Hold.kind == HoldKind.EXCLUSION_REVIEW,
            Hold.ended_at.is_(None),
        )
        .values(ended_at=act.at, ended_by=act.actor.account)
    )
    return held_under(
        act, person, kind=HoldKind.EXCLUSION, reason=Reason.EXCLUSION_CONFIRMED, words=words
    )


def settle_with_hold(act: Act, hold_id: int, *, outcome: ExclusionOutcome) -> None:
    """Settle the matches for which a hold was opened, as it ends; part of that act."""
    act.session.execute(
        update(ExclusionMatch)
        .where(ExclusionMatch.hold_id == hold_id, ExclusionMatch.settled_at.is_(None))
        .values(outcome=outcome, settled_by=act.actor.account, settled_at=act.at)
    )
