"""Leaving: one's data taken along, the account closed, and all that names its holder gone."""

from typing import Final

from sqlalchemy import delete, or_, select, update

from directory.domain import ids
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole, Delegate
from directory.models.clinics import Clinic
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.models.sessions import AccountSession, KnownDevice, OneTimeLink
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import Visitor
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.noting import note_change
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject

_ITS_OWN: Final = (
    OneTimeLink,
    AccountSession,
    KnownDevice,
    PasswordHash,
    Passkey,
    CodeApp,
    RecoveryCode,
    AccountRole,
    Delegate,
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
    spend_proof(act, visitor.session_id)
    account = visitor.account
    if ActorKind.ADMINISTRATOR in account.parts:
        keep_an_administrator(act, but=account.id)
    for practitioner_id in act.session.scalars(
        select(Practitioner.id).where(Practitioner.account_id == account.id)
    ).all():
        _leave(act, practitioner_id)
    act.session.execute(
        update(Clinic)
        .where(Clinic.manager_account_id == account.id)
        .values(manager_account_id=None)
    )
    # The letters to it hold its address; the last one goes out and forgets it too.
    act.session.execute(
        delete(Mail).where(or_(Mail.account_id == account.id, Mail.to_address == account.email))
    )
    for table in _ITS_OWN:
        act.session.execute(delete(table).where(table.account_id == account.id))
    tell_holder(act, account, template="account_closed")
    act.session.execute(
        update(Account)
        .where(Account.id == account.id)
        .values(email=f"closed:{ids.encode(account.id)}", name="", closed_at=act.at)
    )
    note_change(act, account.id, what="account_closed")


def keep_an_administrator(act: Act, *, but: int) -> None:
    """Raise `LastAdministrator` where no other open account administers."""
    # Held, so that of two who leave at once the second finds the first one gone.
    others = (
        select(AccountRole.account_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(AccountRole.role == ActorKind.ADMINISTRATOR, Account.disabled_at.is_(None))
        .with_for_update()
    )
    if not set(act.session.scalars(others)) - {but}:
        raise LastAdministrator


def _leave(act: Act, practitioner_id: int) -> None:
    act.hold(practitioner_id)
    person = act.session.get_one(Practitioner, practitioner_id)
    person.account_id, person.email, person.published = None, None, False
    person.updated_at = act.at
    act.session.execute(delete(Delegate).where(Delegate.practitioner_id == practitioner_id))
    act.session.flush()  # they are judged by what is written
    act.judge(practitioner_id)
    act.log(DecisionAct.LEFT, Subject(practitioner_id=practitioner_id))
