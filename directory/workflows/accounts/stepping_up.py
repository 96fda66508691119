"""Proving once more who one is, before an act that asks for it."""

from directory.domain.accounts.limits import Limit
from directory.domain.accounts.signing_in import ways_to_prove
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, SignInMethod
from directory.queries.accounts import Visitor
from directory.workflows.accounts import proofs
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.limits import Try, forget
from directory.workflows.accounts.proofs import Proof
from directory.workflows.accounts.sessions import prove
from directory.workflows.accounts.trying import NotProven, hold_code


def prove_by_passkey(gate: Gate, visitor: Visitor, *, answer: str) -> str:
    """Prove by a passkey of one's own; gives the session's new token, or raises `NotProven`."""
    proof = proofs.by_passkey(
        gate,
        answer,
        purpose=ChallengePurpose.PROVE,
        subject=str(visitor.session_id),
        account_id=visitor.account.id,
    )
    return _prove(gate, visitor, by=SignInMethod.PASSKEY, shown=[proof])


def prove_by_password(gate: Gate, visitor: Visitor, *, password: str, code: str) -> str:
    """Prove by the password, and a code where the account has an app.

    Raises `MustWait` and `NotProven`; gives the session's new token.
    """
    account = visitor.account
    hold_code(gate, account.id)
    shown = [proofs.by_password(gate, password, account_id=account.id)]
    if not account.holder.app:
        return _prove(gate, visitor, by=SignInMethod.PASSWORD, shown=shown)
    shown.append(proofs.by_code(gate, code, account_id=account.id))
    return _prove(gate, visitor, by=SignInMethod.PASSWORD_AND_CODE, shown=shown)


def prove_by_recovery_code(gate: Gate, visitor: Visitor, *, code: str) -> str:
    """Prove by a code from paper; raises `MustWait` and `NotProven`."""
    hold_code(gate, visitor.account.id)
    proof = proofs.by_recovery_code(gate, code, account_id=visitor.account.id)
    return _prove(gate, visitor, by=SignInMethod.RECOVERY_CODE, shown=[proof])


def _prove(gate: Gate, visitor: Visitor, *, by: SignInMethod, shown: list[Proof | None]) -> str:
    held = [proof for proof in shown if proof is not None]
    if by not in ways_to_prove(visitor.account.holder) or len(held) < len(shown):
        raise NotProven
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        if not all(proof.counts(act) for proof in held):
            raise NotProven
        # Whoever proves themselves often, because they do much, is no guesser.
        forget(act.session, Try(Limit.CODE_ACCOUNT, str(visitor.account.id)), seal=gate.seal)
        return prove(act, visitor.session_id, by=by)
