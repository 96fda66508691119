"""Signing in: the first proof, what is lacking after it, and the end."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from directory.domain.accounts.limits import Limit
from directory.domain.accounts.signing_in import completed, lacking_after
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Lacking, LinkPurpose, SignInMethod
from directory.queries.accounts import AccountView, Visitor, account_at, account_of
from directory.queries.links import look_at
from directory.workflows.accounts import proofs
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.limits import Try, forget
from directory.workflows.accounts.links import make_link, use_link
from directory.workflows.accounts.proofs import Proof
from directory.workflows.accounts.sessions import (
    end_sessions,
    go_on,
    hold_account,
    is_known,
    open_session,
    remember_device,
)
from directory.workflows.accounts.trying import NotProven, hold, hold_code, hold_sign_in
from directory.workflows.acts import Act

_BY_OTHER_MEANS = frozenset({SignInMethod.MAIL_LINK, SignInMethod.RECOVERY_CODE})
"""Ways in for whoever lost the usual ones; a thief may hold those, so their sessions end."""


class OtherBrowser(Exception):
    """A link was opened in another browser than the one that is signing in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A session: its token, what it lacks, and the browser's own token where it is new."""

    token: str
    lacking: Lacking | None
    device_token: str | None


def sign_in_by_password(gate: Gate, email: str, *, password: str, caller: Caller) -> Opened:
    """Sign in with an address (as `read_address` gives it) and a password.

    Raises `MustWait` and `NotProven`, for known addresses and unknown ones after the same work.
    """
    hold_sign_in(gate, email, caller=caller)
    with gate.office.database.reading() as connection:
        account = account_at(connection, email)
    proof = proofs.by_password(gate, password, account_id=account.id if account else None)
    return open_by(gate, proof, caller=caller)


def sign_in_by_passkey(gate: Gate, answer: str, *, caller: Caller) -> Opened:
    """Sign in with what a passkey signed; raises `MustWait` and `NotProven`."""
    hold(gate, Try(Limit.PASSKEY_NETWORK, caller.network))
    return open_by(
        gate, proofs.by_passkey(gate, answer, purpose=ChallengePurpose.SIGN_IN), caller=caller
    )


def open_by(gate: Gate, proof: Proof | None, *, caller: Caller) -> Opened:
    """Open a session by a first proof; raises `NotProven`, also for a disabled account."""
    if proof is None:
        raise NotProven
    with gate.office.act(Actor(ActorKind.OWNER, proof.account_id)) as act:
        account = account_of(act.session.connection(), proof.account_id)
        if account is None or not account.is_open or not proof.counts(act):
            raise NotProven
        return begin(gate, act, account=account, by=proof.by, caller=caller)


def begin(
    gate: Gate,
    act: Act,
    *,
    account: AccountView,
    by: SignInMethod,
    caller: Caller,
    quietly: bool = False,
) -> Opened:
    """Open a session of an account after a first proof, within the act that checked it.

    `quietly`: without a letter about a new browser, since the account is new as well.
    """
    lacking = lacking_after(by, account.holder)
    fresh = open_session(act, account.id, by=by, lacking=lacking, device=caller.device)
    if lacking is not None:
        return Opened(token=fresh.token, lacking=lacking, device_token=None)
    _arrived(gate, act, account=account, ways={by}, session_id=fresh.id)
    device = _remember(act, account, caller=caller, quietly=quietly)
    return Opened(token=fresh.token, lacking=None, device_token=device)


def finish_by_code(gate: Gate, visitor: Visitor, *, code: str, caller: Caller) -> Opened:
    """Go on with a code of the account's app; raises `MustWait` and `NotProven`."""
    hold_code(gate, visitor.account.id)
    proof = proofs.by_code(gate, code, account_id=visitor.account.id)
    allowed = visitor.session.lacking is Lacking.CODE
    return _finish(gate, proof if allowed else None, visitor=visitor, caller=caller)


def finish_by_recovery_code(gate: Gate, visitor: Visitor, *, code: str, caller: Caller) -> Opened:
    """Go on with a code from paper; raises `MustWait` and `NotProven`."""
    hold_code(gate, visitor.account.id)
    proof = proofs.by_recovery_code(gate, code, account_id=visitor.account.id)
    allowed = visitor.session.lacking in {Lacking.CODE, Lacking.PASSKEY}
    return _finish(gate, proof if allowed else None, visitor=visitor, caller=caller)


def finish_by_passkey(gate: Gate, visitor: Visitor, *, answer: str, caller: Caller) -> Opened:
    """Go on with a passkey of the account; raises `NotProven`."""
    proof = proofs.by_passkey(
        gate,
        answer,
        purpose=ChallengePurpose.PROVE,
        subject=str(visitor.session_id),
        account_id=visitor.account.id,
    )
    return _finish(gate, proof, visitor=visitor, caller=caller)


def confirm_device(gate: Gate, visitor: Visitor, *, token: str, caller: Caller) -> Opened:
    """Go on by the link that was sent because the browser is new.

    Raises `LinkDead`, `NotProven` where the sign-in has been ended, and `OtherBrowser` where
    another session is waiting for it: whoever made a person type a code into a forged page gains
    nothing when that person then opens the link.
    """
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        hold_account(act, visitor.session_id)
        purpose = LinkPurpose.NEW_DEVICE
        if look_at(act.session.connection(), token, purpose=purpose, at=act.at).session_id != (
            visitor.session_id
        ):
            raise OtherBrowser
        use_link(act, token, purpose=purpose)
        by = visitor.session.opened_by
        new = go_on(act, visitor.session_id, by=by, lacking=None)
        _arrived(gate, act, account=visitor.account, ways={by}, session_id=visitor.session_id)
        # The letter with the link said already that a new browser signs in.
        device = _remember(act, visitor.account, caller=caller, quietly=True)
        return Opened(token=new, lacking=None, device_token=device)


def _finish(gate: Gate, proof: Proof | None, *, visitor: Visitor, caller: Caller) -> Opened:
    if proof is None or visitor.session.lacking is None:
        raise NotProven
    account = visitor.account
    with gate.office.act(Actor(ActorKind.OWNER, account.id)) as act:
        hold_account(act, visitor.session_id)
        if not proof.counts(act):
            raise NotProven
        by, lacking = completed(
            visitor.session.opened_by,
            proof.by,
            device_known=is_known(act, account.id, token=caller.device_token),
        )
        if proof.by is SignInMethod.RECOVERY_CODE:
            tell_holder(act, account, template="recovery_code_used", device=caller.device)
        token = go_on(act, visitor.session_id, by=by, lacking=lacking)
        if lacking is None:
            ways = {visitor.session.opened_by, by}
            _arrived(gate, act, account=account, ways=ways, session_id=visitor.session_id)
            device = _remember(act, account, caller=caller, quietly=False)
            return Opened(token=token, lacking=None, device_token=device)
        link = make_link(
            act,
            LinkPurpose.NEW_DEVICE,
            email=account.email,
            account_id=account.id,
            session_id=visitor.session_id,
        )
        tell_holder(
            act,
            account,
            template="new_device",
            device=caller.device,
            purpose=LinkPurpose.NEW_DEVICE,
            token=link,
        )
        return Opened(token=token, lacking=lacking, device_token=None)


def _arrived(
    gate: Gate, act: Act, *, account: AccountView, ways: AbstractSet[SignInMethod], session_id: int
) -> None:
    """Begin the account's counts anew; end what a thief may have opened before.

    `ways`: every proof on the way here, since a link ends other sessions whatever completes it.
    """
    forget(act.session, Try(Limit.SIGN_IN_ACCOUNT, account.email), seal=gate.seal)
    forget(act.session, Try(Limit.CODE_ACCOUNT, str(account.id)), seal=gate.seal)
    if ways & _BY_OTHER_MEANS:
        end_sessions(act, account.id, but=session_id)


def _remember(act: Act, account: AccountView, *, caller: Caller, quietly: bool) -> str | None:
    """Give the token of a browser that is new, and tell the account's holder of it."""
    if is_known(act, account.id, token=caller.device_token):
        return None
    if not quietly:
        tell_holder(act, account, template="signed_in", device=caller.device)
    return remember_device(act, account.id)
