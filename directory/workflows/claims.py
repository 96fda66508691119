"""Claiming a listing: begun by whoever says it is theirs, proven, held for a week, granted.

The code goes to the contact that was on record before anybody claimed, never to one that the
claimant names.
"""

import secrets
from typing import Final

from sqlalchemy import exists, select

from directory.adapters.sealing import Seal
from directory.domain import claims as rules
from directory.domain import ids
from directory.domain.claims import ClaimFacts, ClaimRefusal, Typed
from directory.domain.keepers import sayable
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind, ClaimState, ClaimWay
from directory.models.listings import Claim
from directory.models.practitioners import Practitioner
from directory.queries.accounts import AccountView, account_of
from directory.queries.finding_oneself import candidate
from directory.queries.staff import staff
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.trying import hold_letter
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id
from directory.workflows.mail import ENGLISH, queue

_PURPOSE: Final = "code of a claim"


class NoSuchClaim(Exception):
    """There is no such claim of this account."""


class ClaimRefused(Exception):
    """A claim, or a step of one, was refused; nothing was written."""

    def __init__(self, why: ClaimRefusal) -> None:
        super().__init__(why)
        self.why = why


def hold_code_letter(gate: Gate, practitioner_id: int, *, caller: Caller) -> None:
    """Count a letter to the contact on record before the act that sends it; raises `MustWait`."""
    hold_letter(gate, f"claim:{ids.encode(practitioner_id)}", caller=caller)


def begin_claim(
    act: Act, practitioner_id: int, *, account: AccountView, way: ClaimWay, seal: Seal
) -> int:
    """Begin a claim and give its number; raises `NoSuchClaim` and `ClaimRefused`.

    While another one is open it is contested, and a reviewer looks at both.
    """
    act.hold(practitioner_id)
    found = candidate(act.session.connection(), practitioner_id)
    if found is None:
        raise NoSuchClaim
    if found.held:
        raise ClaimRefused(ClaimRefusal.HELD)
    ways = rules.open_ways(by_mail=found.by_mail, by_phone=found.by_phone)
    _may_begin(act, practitioner_id, account=account, way=way, ways=ways)
    contested = _another_open(act, practitioner_id)
    claim = _write(act, practitioner_id, account=account, way=way, contested=contested)
    if way is ClaimWay.CODE_BY_MAIL and not contested:
        _send_code(act, claim, seal=seal)
    else:
        _tell_administrators(act, claim)
    return claim.id


def ask_for_access(act: Act, practitioner_id: int, *, account: AccountView) -> int:
    """Ask for a listing that somebody manages; tells them, and reviewers see it. As `begin_claim`.

    It is never granted over the head of whoever has it: they hand it over, or a reviewer sees why
    they are not the person that it is about.
    """
    act.hold(practitioner_id)
    found = candidate(act.session.connection(), practitioner_id)
    if found is None:
        raise NoSuchClaim
    if not found.held:
        raise ClaimRefused(ClaimRefusal.NOT_HELD)
    way = ClaimWay.PAPERS
    _may_begin(act, practitioner_id, account=account, way=way, ways=(way,))
    claim = _write(act, practitioner_id, account=account, way=way, contested=True)
    _tell_who_has_it(act, practitioner_id, account=account)
    _tell_administrators(act, claim)
    return claim.id


def _may_begin(
    act: Act,
    practitioner_id: int,
    *,
    account: AccountView,
    way: ClaimWay,
    ways: tuple[ClaimWay, ...],
) -> None:
    own = act.session.scalars(
        select(Claim.practitioner_id)
        .where(Claim.account_id == account.id, Claim.state.in_(sorted(rules.OPEN)))
        .order_by(Claim.id)
        .limit(rules.MOST_OPEN + 1)
    ).all()
    refused = rules.refusal_to_begin(
        way,
        ways,
        own_open=len(own),
        open_here=practitioner_id in own,
        owns=owns_a_listing(act, account.id),
    )
    if refused is not None:
        raise ClaimRefused(refused)


def owns_a_listing(act: Act, account_id: int) -> bool:
    """Say whether an account has sent a listing of its own, which has not left."""
    return bool(
        act.session.scalar(
            select(
                exists().where(
                    Practitioner.account_id == account_id,
                    Practitioner.declared_at.is_not(None),
                    Practitioner.left_at.is_(None),
                )
            )
        )
    )


def _another_open(act: Act, practitioner_id: int, *, but: int | None = None) -> bool:
    uncontested = (ClaimState.BEGUN, ClaimState.WAITING)
    found = act.session.scalars(
        select(Claim)
        .where(Claim.practitioner_id == practitioner_id, Claim.state.in_(uncontested))
        .order_by(Claim.id)
        .limit(1)
    ).first()
    if found is None or found.id == but:
        return False
    if rules.has_ended(facts_of(found), at=act.at):
        end(act, found)
        return False
    return True


def _write(
    act: Act, practitioner_id: int, *, account: AccountView, way: ClaimWay, contested: bool
) -> Claim:
    claim = Claim(
        id=fresh_id(),
        practitioner_id=practitioner_id,
        account_id=account.id,
        way=way,
        state=rules.first_state(is_held=False, another_open=contested),
        code_hash=None,
        tries=0,
        begun_at=act.at,
        ends_at=act.at + rules.LIFETIMES[way],
        proven_at=None,
        hold_until=None,
        settled_at=None,
        settled_by=None,
    )
    act.session.add(claim)
    act.session.flush()
    log(act, DecisionAct.CLAIM_BEGUN, claim=claim)
    return claim


def _send_code(act: Act, claim: Claim, *, seal: Seal) -> None:
    person = act.session.get_one(Practitioner, claim.practitioner_id)
    if person.email is None:
        raise ClaimRefused(ClaimRefusal.WAY_CLOSED)
    queue(
        act,
        to_address=person.email,
        template="claim_code",
        language=ENGLISH,
        practitioner_id=person.id,
        params={"code": new_code(claim, seal=seal), "name": _name(person)},
    )


def _name(person: Practitioner) -> str:
    return sayable(f"{person.given_name} {person.family_name}")


def new_code(claim: Claim, *, seal: Seal) -> str:
    """Give a claim a new code; the one before it opens nothing any more."""
    code = rules.code_of(secrets.randbelow(10**rules.DIGITS))
    claim.code_hash = _tag(claim, code, seal=seal)
    return code


def _tag(claim: Claim, code: str, *, seal: Seal) -> str:
    # Tagged with the secret: a few digits could be guessed from a hash that anybody can compute.
    return seal.tag(f"{ids.encode(claim.id)}:{code}", _PURPOSE)


def _tell_who_has_it(act: Act, practitioner_id: int, *, account: AccountView) -> None:
    person = act.session.get_one(Practitioner, practitioner_id)
    owner = account_of(act.session.connection(), person.account_id or 0)
    if owner is not None:
        tell_holder(act, owner, template="claim_access", email=account.email)


def _tell_administrators(act: Act, claim: Claim) -> None:
    """Say that somebody has to read a code out, or to look at papers."""
    connection = act.session.connection()
    for person in staff(connection):
        account = account_of(connection, person.id)
        if account is None or ActorKind.ADMINISTRATOR not in person.roles or not account.is_open:
            continue
        contested = claim.state is ClaimState.CONTESTED
        tell_holder(
            act,
            account,
            template="claim_waits",
            claim=ids.encode(claim.id),
            way=ClaimState.CONTESTED.value if contested else claim.way.value,
        )


def type_code(act: Act, claim_id: int, *, account_id: int, code: str, seal: Seal) -> Typed:
    """Type the code of a claim; a right one proves it, and the contact on record is told.

    The answer is a value and no exception, because a wrong try stays counted.
    """
    claim = own_claim(act, claim_id, account_id=account_id)
    given = rules.read_code(code)
    right = claim.code_hash is not None and secrets.compare_digest(
        claim.code_hash, _tag(claim, given, seal=seal)
    )
    came = rules.typed(facts_of(claim), right=right, at=act.at)
    match came:
        case Typed.RIGHT:
            prove(act, claim)
        case Typed.WRONG:
            claim.tries += 1
        case Typed.LAST:
            claim.tries += 1
            end(act, claim)
        case Typed.OVER:
            pass
    return came


def prove(act: Act, claim: Claim) -> None:
    """Hold a proven claim for a week, and tell the contact on record."""
    claim.state, claim.proven_at = ClaimState.WAITING, act.at
    claim.hold_until, claim.code_hash = act.at + rules.HOLD, None
    act.session.flush()
    person = act.session.get_one(Practitioner, claim.practitioner_id)
    if person.email is not None:
        queue(
            act,
            to_address=person.email,
            template="claim_proven",
            language=ENGLISH,
            practitioner_id=person.id,
            params={"until": claim.hold_until.date().isoformat(), "name": _name(person)},
        )
    log(act, DecisionAct.CLAIM_PROVEN, claim=claim)


def withdraw_claim(act: Act, claim_id: int, *, account_id: int) -> None:
    """Take a claim back; raises `NoSuchClaim` and `ClaimRefused`."""
    claim = own_claim(act, claim_id, account_id=account_id)
    if claim.state not in rules.OPEN:
        raise ClaimRefused(ClaimRefusal.NOT_OPEN)
    _withdraw(act, claim)


def withdraw_claims(act: Act, account_id: int) -> None:
    """Take every open claim of an account back, because it closes: others may claim then."""
    numbers = act.session.scalars(
        select(Claim.id)
        .where(Claim.account_id == account_id, Claim.state.in_(sorted(rules.OPEN)))
        .order_by(Claim.practitioner_id, Claim.id)
    ).all()
    for claim_id in numbers:
        claim = claim_in(act, claim_id)
        if claim.state in rules.OPEN:
            _withdraw(act, claim)


def _withdraw(act: Act, claim: Claim) -> None:
    claim.state, claim.settled_at = ClaimState.WITHDRAWN, act.at
    claim.settled_by, claim.code_hash = act.actor.account, None
    log(act, DecisionAct.CLAIM_WITHDRAWN, claim=claim)


def end(act: Act, claim: Claim, *, words: str = "") -> None:
    """End a claim that was not proven, and say so to whoever made it; `words`: a reviewer's."""
    claim.state, claim.settled_at = ClaimState.REFUSED, act.at
    claim.settled_by, claim.code_hash = act.actor.account, None
    act.session.flush()
    tell_claimant(act, claim, template="claim_refused", words=words)
    log(act, DecisionAct.CLAIM_REFUSED, claim=claim)


def tell_claimant(act: Act, claim: Claim, *, template: str, **params: str) -> None:
    """Write to whoever made a claim."""
    account = account_of(act.session.connection(), claim.account_id)
    if account is not None and account.is_open:
        tell_holder(act, account, template=template, **params)


def own_claim(act: Act, claim_id: int, *, account_id: int) -> Claim:
    """Give a claim of an account, with its listing held; raises `NoSuchClaim`."""
    claim = claim_in(act, claim_id)
    if claim.account_id != account_id:
        raise NoSuchClaim
    return claim


def claim_in(act: Act, claim_id: int) -> Claim:
    """Give a claim, with its listing held; raises `NoSuchClaim`."""
    listing = act.session.scalar(select(Claim.practitioner_id).where(Claim.id == claim_id))
    if listing is None:
        raise NoSuchClaim
    act.hold(listing)
    claim = act.session.get(Claim, claim_id, populate_existing=True)
    if claim is None:
        raise NoSuchClaim
    return claim


def another_first(act: Act, claim: Claim) -> bool:
    """Say whether another claim to the same listing is open and not contested."""
    return _another_open(act, claim.practitioner_id, but=claim.id)


def facts_of(claim: Claim) -> ClaimFacts:
    """Give how a claim stands."""
    return ClaimFacts(
        state=claim.state,
        way=claim.way,
        tries=claim.tries,
        ends_at=claim.ends_at,
        hold_until=claim.hold_until,
    )


def log(act: Act, done: DecisionAct, *, claim: Claim) -> None:
    """Note what was done with a claim."""
    act.log(
        done,
        Subject(practitioner_id=claim.practitioner_id),
        to_state=claim.state,
        way=claim.way,
        claim=claim.id,
    )
