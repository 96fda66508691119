"""Settling claims: by reviewers, by an operator's telephone, and by time."""

from typing import Final

from sqlalchemy import select

from directory.adapters.sealing import Seal
from directory.domain import claims as rules
from directory.domain.claims import ClaimRefusal
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay, InvitationKind
from directory.models.listings import Claim
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.accounts import account_of
from directory.workflows.acts import Act, Office
from directory.workflows.claims import (
    ClaimRefused,
    NoSuchClaim,
    another_first,
    claim_in,
    end,
    facts_of,
    log,
    new_code,
    owns_a_listing,
    prove,
    tell_claimant,
)
from directory.workflows.entering import changed, owner
from directory.workflows.invitations import end_invitations
from directory.workflows.own_files import stands_on_its_side

_AT_ONCE: Final = 100
"""Claims that one run settles at most, each in an act of its own."""
_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)


def phone_code(act: Act, claim_id: int, *, seal: Seal) -> tuple[str, str]:
    """Give the number on record and a new code, for an operator who reads it out.

    Raises `NoSuchClaim`, and `ClaimRefused` where the claim is not to be proven by telephone.
    """
    claim = claim_in(act, claim_id)
    open_here = claim.state is ClaimState.BEGUN and not rules.has_ended(facts_of(claim), at=act.at)
    phone = act.session.scalar(
        select(PracticeLocation.phone)
        .where(
            PracticeLocation.practitioner_id == claim.practitioner_id,
            PracticeLocation.phone.is_not(None),
        )
        .order_by(PracticeLocation.position)
        .limit(1)
    )
    if not open_here:
        raise ClaimRefused(ClaimRefusal.NOT_OPEN)
    if claim.way is not ClaimWay.CODE_BY_PHONE or phone is None:
        raise ClaimRefused(ClaimRefusal.WAY_CLOSED)
    return phone, new_code(claim, seal=seal)


def grant_claim(act: Act, claim_id: int) -> None:
    """Accept what a claimant showed a reviewer; it is held for a week as by any other proof.

    Raises `NoSuchClaim` and `ClaimRefused`.
    """
    claim = _settled_by_reviewer(act, claim_id, granting=True)
    person = owner(act, claim.practitioner_id)
    if person.account_id is not None:
        raise ClaimRefused(ClaimRefusal.HELD)
    prove(act, claim)


def refuse_claim(act: Act, claim_id: int, *, words: str = "") -> None:
    """Refuse a claim, also one that is held for its week; `words` go to whoever made it.

    Raises as `grant_claim` does.
    """
    end(act, _settled_by_reviewer(act, claim_id, granting=False), words=words)


def _settled_by_reviewer(act: Act, claim_id: int, *, granting: bool) -> Claim:
    claim = claim_in(act, claim_id)
    its_side = stands_on_its_side(act, claim.practitioner_id)
    refused = rules.refusal_to_settle(
        facts_of(claim),
        act.actor.kind,
        own=act.actor.account == claim.account_id or its_side,
        granting=granting,
        another_first=granting and another_first(act, claim),
    )
    if refused is not None:
        raise ClaimRefused(refused)
    return claim


def grant_due(office: Office) -> int:
    """Grant what was held for a week, and end what nobody proved; gives how many were granted."""
    with office.database.reading() as connection:
        now = office.now()
        due = connection.scalars(
            select(Claim.id)
            .where(
                ((Claim.state == ClaimState.WAITING) & (Claim.hold_until <= now))
                | ((Claim.state == ClaimState.BEGUN) & (Claim.ends_at <= now))
            )
            .order_by(Claim.begun_at, Claim.id)
            .limit(_AT_ONCE)
        ).all()
    granted = 0
    for claim_id in due:
        with office.act(_SYSTEM) as act:
            granted += _settle(act, claim_id)
    return granted


def _settle(act: Act, claim_id: int) -> bool:
    try:
        claim = claim_in(act, claim_id)
    except NoSuchClaim:
        # Another run was quicker, or the listing is gone.
        return False
    facts = facts_of(claim)
    if rules.has_ended(facts, at=act.at):
        end(act, claim)
        return False
    if not rules.is_due(facts, at=act.at):
        return False
    person = owner(act, claim.practitioner_id)
    account = account_of(act.session.connection(), claim.account_id)
    taken = person.account_id is not None or person.left_at is not None
    if taken or account is None or not account.is_open or owns_a_listing(act, account.id):
        end(act, claim)
        return False
    claim.state, claim.settled_at = ClaimState.GRANTED, act.at
    take(act, person, account_id=claim.account_id)
    tell_claimant(act, claim, template="claim_granted")
    log(act, DecisionAct.CLAIMED, claim=claim)
    return True


def take(act: Act, person: Practitioner, *, account_id: int) -> None:
    """Give a listing to an account; its checks stay what they are, neither more nor fewer.

    Letters that offer it to others lead nowhere from then on.
    """
    end_invitations(act, InvitationKind.TAKE_LISTING, practitioner_id=person.id)
    person.account_id = account_id
    changed(act, person)
