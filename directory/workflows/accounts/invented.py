"""Being an invented person for a while: they sign in without a secret, and nobody else does."""

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, SignInMethod
from directory.queries.accounts import Visitor, account_of
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.sessions import prove
from directory.workflows.accounts.sign_in import Opened, begin
from directory.workflows.accounts.trying import NotProven


def sign_in_as_invented(gate: Gate, account_id: int, *, caller: Caller) -> Opened:
    """Open a session of an invented person's account; for any other one raises `NotProven`."""
    with gate.office.act(Actor(ActorKind.OWNER, account_id)) as act:
        account = account_of(act.session.connection(), account_id)
        if account is None or not account.is_open or not account.holder.synthetic:
            raise NotProven
        by = SignInMethod.DEMO
        return begin(gate, act, account=account, by=by, caller=caller, quietly=True)


def prove_as_invented(gate: Gate, visitor: Visitor) -> str:
    """Take an invented person's word; gives the new token, or raises `NotProven`."""
    if not visitor.account.holder.synthetic:
        raise NotProven
    with gate.office.act(Actor(ActorKind.OWNER, visitor.account.id)) as act:
        return prove(act, visitor.session_id, by=SignInMethod.DEMO)
