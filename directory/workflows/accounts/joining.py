"""Accepting an invitation to review or administer: with a passkey, and never by a link alone.

A link proves a mailbox. For an address without an account it opens one, with a passkey of its own;
an account that is there accepts by its own passkey. The one account to which a link adds a passkey
is one whose ways to sign in two administrators have removed.
"""

from dataclasses import dataclass
from typing import Final

from directory.adapters.passkeys import NewPasskey
from directory.adapters.sealing import Seal
from directory.domain.accounts import tokens
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose, SignInMethod
from directory.models.accounts import AccountRole
from directory.queries.accounts import Visitor, account_of
from directory.queries.links import LinkDead
from directory.queries.staff import Invitation, invitation
from directory.workflows.accounts import proofs
from directory.workflows.accounts.challenges import ChallengePurpose, spend_challenge
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.links import use_link
from directory.workflows.accounts.methods import Method, keep_passkey, keep_recovery_codes
from directory.workflows.accounts.noting import note_change
from directory.workflows.accounts.registering import open_account
from directory.workflows.accounts.sessions import prove
from directory.workflows.accounts.sign_in import Opened, begin
from directory.workflows.accounts.staff import about
from directory.workflows.accounts.trying import NotProven
from directory.workflows.acts import Act

_NUMBER_OF: Final = "number of an account to come"
_HEX_DIGITS: Final = 15
"""60 bits, as every number has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A session of somebody who has joined, and the recovery codes that they are shown once."""

    opened: Opened
    codes: tuple[str, ...]


def newcomer_id(seal: Seal, token: str) -> int:
    """Give the number that the account of an invitation will have.

    A passkey names it before there is the account, and looking at an invitation writes nothing.
    """
    return int(seal.tag(tokens.hash_of(token), _NUMBER_OF)[:_HEX_DIGITS], 16)


def join(
    gate: Gate,
    token: str,
    *,
    name: str,
    made: NewPasskey,
    challenge: bytes,
    called: str,
    caller: Caller,
) -> Joined:
    """Open an account with a role and a passkey; or begin anew with one, after a reset.

    `challenge`: what the passkey was made for, by this token; `called`: its name. `name` is of no
    use to whoever begins anew. Raises `LinkDead`, also for an address that has an account, and
    `NotProven`.
    """
    with gate.office.database.reading() as connection:
        invited = invitation(connection, token, at=gate.office.now())
    known = invited.account
    account_id = newcomer_id(gate.seal, token) if known is None else known.id
    with gate.office.act(Actor(ActorKind.OWNER, account_id)) as act:
        invited = _use(act, token)
        if (invited.account is not None) is not invited.fresh:
            raise LinkDead
        _hold_fresh(act, gate, token=token, challenge=challenge)
        if invited.account is None:
            open_account(
                act,
                account_id,
                email=invited.email,
                name=name,
                language=caller.language,
                role=invited.role,
            )
            act.log(DecisionAct.ROLE_GRANTED, about(account_id), to_state=invited.role)
        else:
            tell_holder(act, invited.account, template="method_added", method=Method.PASSKEY)
            note_change(act, account_id, what="passkey_added")
        keep_passkey(act, account_id, made=made, name=called)
        codes = keep_recovery_codes(act, account_id)
        act.session.flush()  # the account is read as everybody else's is
        account = account_of(act.session.connection(), account_id)
        if account is None:
            raise LinkDead
        by = SignInMethod.PASSKEY
        opened = begin(gate, act, account=account, by=by, caller=caller, quietly=True)
        return Joined(opened=opened, codes=codes)


def accept(gate: Gate, visitor: Visitor, *, token: str, answer: str) -> str:
    """Give a role to the account that somebody is signed in to, proven by its passkey.

    Gives the session's new token, since it is one of staff from now on. Raises `LinkDead`, also
    for somebody else's invitation, and `NotProven`.
    """
    proof = proofs.by_passkey(
        gate,
        answer,
        purpose=ChallengePurpose.PROVE,
        subject=str(visitor.session_id),
        account_id=visitor.account.id,
    )
    if proof is None:
        raise NotProven
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        invited = _use(act, token)
        account = invited.account
        if account is None or account.id != visitor.account.id or invited.fresh:
            raise LinkDead
        if not proof.counts(act):
            raise NotProven
        act.session.add(AccountRole(account_id=account.id, role=invited.role))
        tell_holder(act, account, template="role_granted", role=invited.role)
        act.log(DecisionAct.ROLE_GRANTED, about(account), to_state=invited.role)
        return prove(act, visitor.session_id, by=SignInMethod.PASSKEY)


def _use(act: Act, token: str) -> Invitation:
    invited = invitation(act.session.connection(), token, at=act.at)
    use_link(act, token, purpose=LinkPurpose.JOIN_STAFF)
    return invited


def _hold_fresh(act: Act, gate: Gate, *, token: str, challenge: bytes) -> None:
    fresh = spend_challenge(
        act.session,
        challenge,
        seal=gate.seal,
        purpose=ChallengePurpose.ADD,
        subject=tokens.hash_of(token),
        at=act.at,
    )
    if not fresh:
        raise NotProven
