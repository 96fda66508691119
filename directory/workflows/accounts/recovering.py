"""Getting back into an account whose password or passkey is lost."""

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose, SignInMethod
from directory.queries.accounts import account_at, account_of
from directory.queries.links import LinkDead
from directory.workflows.accounts.gate import Caller, Gate
from directory.workflows.accounts.links import make_link, use_link
from directory.workflows.accounts.sign_in import Opened, begin
from directory.workflows.accounts.trying import hold_letter
from directory.workflows.mail import queue

_NOBODY = Actor(ActorKind.SYSTEM, None)


def ask_to_recover(gate: Gate, email: str, *, caller: Caller) -> None:
    """Send a link to an address, or tell its holder why there is none; raises `MustWait`.

    One link is made and one letter queued, whether or not there is an account, whatever its part.
    """
    hold_letter(gate, email, caller=caller)
    with gate.office.act(_NOBODY) as act:
        account = account_at(act.session.connection(), email)
        usable = account is not None and account.is_open
        token = make_link(
            act,
            LinkPurpose.RECOVER,
            email=email,
            account_id=account.id if account is not None and usable else None,
        )
        template = "no_account" if account is None else "account_disabled"
        queue(
            act,
            to_address=email,
            template="recover" if usable else template,
            language=account.language if account else caller.language,
            params={"purpose": LinkPurpose.RECOVER, "token": token} if usable else {},
        )


def recover(gate: Gate, token: str, *, caller: Caller) -> Opened:
    """Sign in by a link from a letter; a second factor is asked for as ever. Raises `LinkDead`."""
    with gate.office.act(_NOBODY) as act:
        link = use_link(act, token, purpose=LinkPurpose.RECOVER)
        account = (
            None
            if link.account_id is None
            else account_of(act.session.connection(), link.account_id)
        )
        # The address may have been changed, or the account disabled, since the letter was sent.
        if account is None or not account.is_open or account.email != link.email:
            raise LinkDead
        return begin(gate, act, account=account, by=SignInMethod.MAIL_LINK, caller=caller)
