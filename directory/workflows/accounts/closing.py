"""Leaving: one's data taken along, the account closed, and all that names its holder gone."""

from typing import Final

from sqlalchemy import delete, or_, select, update

from directory.domain import ids
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind, InvitationOutcome, ProposalOutcome
from directory.models.accounts import Account, AccountProposal, AccountRole, Delegate
from directory.models.clinics import Clinic
from directory.models.listings import CalendarFeed, Invitation
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.sessions import AccountSession, KnownDevice, OneTimeLink
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import AccountView, Visitor
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.noting import note_change
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject
from directory.workflows.claims import withdraw_claims

_ITS_OWN: Final = (
    OneTimeLink,
    PasswordHash,
    Passkey,
    CodeApp,
    RecoveryCode,
    # After the ways in: whoever comes in at this moment is waited for, and is out again.
    AccountSession,
    KnownDevice,
    AccountRole,
    Delegate,
    CalendarFeed,
)


class LastAdministrator(Exception):
    """Nobody would be left to administer the directory."""


def take_data(act: Act, visitor: Visitor) -> None:
    """Note that somebody took along everything that is kept about them."""
    spend_proof(act, visitor.session_id)
    note_change(act, visitor.account.id, what="data_taken")


def close_account(act: Act, visitor: Visitor) -> None:
    """Close an account; a listing that it holds leaves the directory in the same act.

    Its number stays, because decisions were signed with it: without a name, an address, or any
    way to sign in. Raises `LastAdministrator`.
    """
    account = visitor.account
    if ActorKind.ADMINISTRATOR in account.parts:
        # Before anything else is held: another administrator may be at work on this account.
        keep_an_administrator(act, but=account.id)
        drop_proposals(act, account.id)
    spend_proof(act, visitor.session_id)
    for practitioner_id in act.session.scalars(
        select(Practitioner.id).where(Practitioner.account_id == account.id)
    ).all():
        _leave(act, practitioner_id)
    act.session.execute(
        update(Clinic)
        .where(Clinic.manager_account_id == account.id)
        .values(manager_account_id=None)
    )
    withdraw_claims(act, account.id)
    _forget_address(act, account)
    for table in _ITS_OWN:
        act.session.execute(delete(table).where(table.account_id == account.id))
    tell_holder(act, account, template="account_closed")
    act.session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(email=_closed(account.id), name="", closed_at=act.at)
    )
    note_change(act, account.id, what="account_closed")


def keep_an_administrator(act: Act, *, but: int) -> None:
    """Raise `LastAdministrator` where no other open account administers."""
    # Held, so that of two who leave at once the second finds the first one gone.
    others = (
        select(AccountRole.account_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(AccountRole.role == ActorKind.ADMINISTRATOR, Account.disabled_at.is_(None))
        .order_by(AccountRole.account_id)
        .with_for_update()
    )
    if not set(act.session.scalars(others)) - {but}:
        raise LastAdministrator


def drop_proposals(act: Act, account_id: int) -> int:
    """Withdraw what somebody proposed who administers no more; says how many there were."""
    dropped = act.session.execute(
        update(AccountProposal)
        .where(AccountProposal.proposed_by == account_id, AccountProposal.settled_at.is_(None))
        .values(settled_at=act.at, settled_by=act.actor.account, outcome=ProposalOutcome.WITHDRAWN)
    )
    return int(dropped.rowcount)  # type: ignore[attr-defined]


def _forget_address(act: Act, account: AccountView) -> None:
    """Take an account's address out of letters, links and proposals, whoever they are of."""
    # The last letter, queued after this, goes out and forgets it too.
    act.session.execute(
        delete(Mail).where(or_(Mail.account_id == account.id, Mail.to_address == account.email))
    )
    act.session.execute(delete(OneTimeLink).where(OneTimeLink.email == account.email))
    about_it = update(AccountProposal).where(AccountProposal.email == account.email)
    act.session.execute(
        about_it.where(AccountProposal.settled_at.is_(None)).values(
            settled_at=act.at, settled_by=account.id, outcome=ProposalOutcome.WITHDRAWN
        )
    )
    act.session.execute(about_it.values(email=_closed(account.id)))
    _end_invitations(act, account)


def _end_invitations(act: Act, account: AccountView) -> None:
    """End what an account was invited to, and what it invited others to."""
    to_it, by_it = Invitation.email == account.email, Invitation.invited_by == account.id
    act.session.execute(
        update(Invitation)
        .where(or_(to_it, by_it), Invitation.outcome.is_(None))
        .values(outcome=InvitationOutcome.WITHDRAWN, answered_at=act.at)
    )
    act.session.execute(update(Invitation).where(to_it).values(email=_closed(account.id)))


def _closed(account_id: int) -> str:
    """Give what stands in place of the address of a closed account: none that mail is sent to."""
    return f"closed:{ids.encode(account_id)}"


def _leave(act: Act, practitioner_id: int) -> None:
    act.hold(practitioner_id)
    person = act.session.get_one(Practitioner, practitioner_id)
    person.account_id, person.email, person.published = None, None, False
    person.updated_at = act.at
    act.session.execute(delete(Delegate).where(Delegate.practitioner_id == practitioner_id))
    act.session.execute(delete(Mail).where(Mail.practitioner_id == practitioner_id))
    act.session.flush()  # they are judged by what is written
    act.judge(practitioner_id)
    act.log(DecisionAct.LEFT, Subject(practitioner_id=practitioner_id))
