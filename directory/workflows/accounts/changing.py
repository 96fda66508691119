"""Changing what an account says of its holder: the name, the language, and the address."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose
from directory.models.accounts import Account
from directory.queries.accounts import Visitor, account_at, account_of
from directory.queries.links import LinkDead
from directory.workflows.accounts.gate import Gate
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.links import end_links, make_link, use_link
from directory.workflows.accounts.noting import note_change
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act
from directory.workflows.mail import queue


def change_name(act: Act, visitor: Visitor, *, name: str, language: str) -> None:
    """Change the name of an account's holder, and the language of letters to them."""
    act.session.execute(
        update(Account).where(Account.id == visitor.account.id).values(name=name, language=language)
    )
    note_change(act, visitor.account.id, what="name_changed")


def ask_to_change_address(act: Act, visitor: Visitor, *, email: str) -> None:
    """Send a link to a new address; where somebody signs in with it already, tell them instead.

    Whoever asks is told the same either way.
    """
    spend_proof(act, visitor.session_id)
    account = visitor.account
    taken = account_at(act.session.connection(), email)
    token = make_link(act, LinkPurpose.CHANGE_ADDRESS, email=email, account_id=account.id)
    if taken is None:
        queue(
            act,
            to_address=email,
            template="change_address",
            language=account.language,
            account_id=account.id,
            params={"purpose": LinkPurpose.CHANGE_ADDRESS, "token": token},
        )
    else:
        tell_holder(act, taken, template="address_taken")
    note_change(act, account.id, what="address_change_asked")


def change_address(gate: Gate, token: str) -> None:
    """Let an account be signed in to with the address a link was sent to; raises `LinkDead`.

    The old address is told; whoever holds it alone can no longer recover the account.
    """
    with gate.office.act(Actor(ActorKind.SYSTEM, None)) as act:
        link = use_link(act, token, purpose=LinkPurpose.CHANGE_ADDRESS)
        account = (
            None
            if link.account_id is None
            else account_of(act.session.connection(), link.account_id)
        )
        if account is None or not account.is_open:
            raise LinkDead
        tell_holder(act, account, template="address_changed")
        change = update(Account).where(Account.id == account.id).values(email=link.email)
        try:
            act.session.execute(change)  # whether the address is free, the database says
        except IntegrityError as taken:
            raise LinkDead from taken
        end_links(act, account.id)
        note_change(act, account.id, what="address_changed")
