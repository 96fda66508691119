"""What takes two administrators: one proposes it, and another one confirms or refuses it."""

from typing import Final

from sqlalchemy import delete, exists, select, update

from directory.domain import ids
from directory.domain.accounts.rights import STAFF
from directory.domain.accounts.staffing import (
    PROPOSAL_LIFE,
    StaffRefusal,
    is_waiting,
    refused_settling,
)
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import ActorKind, LinkPurpose, ProposalKind, ProposalOutcome
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode
from directory.queries.accounts import AccountView, Visitor, account_at, account_of
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.sessions import forget_devices, spend_proof
from directory.workflows.accounts.staff import (
    Refused,
    about,
    end_everywhere,
    hold_desk,
    hold_possible,
    invite,
)
from directory.workflows.acts import Act
from directory.workflows.identifiers import fresh_id

_WAYS_IN: Final = (Passkey, CodeApp, RecoveryCode, PasswordHash)


class NoSuchProposal(Exception):
    """There is no proposal of this number."""


def propose(
    act: Act, visitor: Visitor, *, kind: ProposalKind, email: str, role: ActorKind | None = None
) -> int:
    """Propose something about an address, and tell every other administrator; gives its number.

    `email` as `read_address` gives it; `role`, one of staff, where one is granted. Raises
    `Refused`.
    """
    if (role in STAFF) is not (kind is ProposalKind.GRANT_ROLE):
        raise ValueError(role)
    hold_desk(act)
    spend_proof(act, visitor.session_id)
    account = account_at(act.session.connection(), email)
    if email == visitor.account.email:
        raise Refused(StaffRefusal.OWN_ACCOUNT)
    hold_possible(kind, role, account=account)
    if _is_proposed(act, kind=kind, email=email, role=role):
        raise Refused(StaffRefusal.ALREADY_PROPOSED)
    number = fresh_id()
    act.session.add(
        AccountProposal(
            id=number,
            kind=kind,
            email=email,
            role=role,
            proposed_by=visitor.account.id,
            proposed_at=act.at,
            ends_at=act.at + PROPOSAL_LIFE,
            settled_by=None,
            settled_at=None,
            outcome=None,
        )
    )
    _tell_others(act, visitor, kind=kind)
    act.log(
        DecisionAct.PROPOSED,
        about(account),
        to_state=role,
        reason=kind,
        proposal=ids.encode(number),
    )
    return number


def confirm(act: Act, visitor: Visitor, *, proposal_id: int) -> None:
    """Do what another administrator proposed; raises `NoSuchProposal` and `Refused`."""
    proposal = _settle(act, visitor, proposal_id=proposal_id, outcome=ProposalOutcome.CONFIRMED)
    account = account_at(act.session.connection(), proposal.email)
    # Much can have happened since it was proposed.
    hold_possible(proposal.kind, proposal.role, account=account)
    match proposal.kind:
        case ProposalKind.GRANT_ROLE:
            _grant(act, proposal, account=account)
        case ProposalKind.ENABLE_ACCOUNT:
            _enable(act, proposal, account=account)
        case ProposalKind.RESET_METHODS:
            _reset(act, proposal, account=account)


def refuse(act: Act, visitor: Visitor, *, proposal_id: int) -> None:
    """Refuse what another administrator proposed; raises `NoSuchProposal` and `Refused`."""
    proposal = _settle(act, visitor, proposal_id=proposal_id, outcome=ProposalOutcome.REFUSED)
    _note_end(act, proposal, how="proposal_refused")


def withdraw(act: Act, visitor: Visitor, *, proposal_id: int) -> None:
    """Take back what one proposed oneself; raises `NoSuchProposal` and `Refused`."""
    proposal = _settle(act, visitor, proposal_id=proposal_id, outcome=ProposalOutcome.WITHDRAWN)
    _note_end(act, proposal, how="proposal_withdrawn")


def _settle(
    act: Act, visitor: Visitor, *, proposal_id: int, outcome: ProposalOutcome
) -> AccountProposal:
    hold_desk(act)
    spend_proof(act, visitor.session_id)
    proposal = act.session.get(AccountProposal, proposal_id)
    if proposal is None:
        raise NoSuchProposal
    settled = proposal.settled_at is not None
    if not is_waiting(settled=settled, ends_at=proposal.ends_at, at=act.at):
        raise Refused(StaffRefusal.OVER)
    why = refused_settling(
        outcome,
        by_proposer=proposal.proposed_by == visitor.account.id,
        about_self=proposal.email == visitor.account.email,
    )
    if why is not None:
        raise Refused(why)
    # One statement asks and writes: of two at once, one finds it open.
    done = act.session.execute(
        update(AccountProposal)
        .where(AccountProposal.id == proposal_id, AccountProposal.settled_at.is_(None))
        .values(settled_by=visitor.account.id, settled_at=act.at, outcome=outcome),
        execution_options={"synchronize_session": False},
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(StaffRefusal.OVER)
    return proposal


def _is_proposed(act: Act, *, kind: ProposalKind, email: str, role: ActorKind | None) -> bool:
    same = exists().where(
        AccountProposal.kind == kind,
        AccountProposal.email == email,
        AccountProposal.role == role,
        AccountProposal.settled_at.is_(None),
        AccountProposal.ends_at > act.at,
    )
    return bool(act.session.scalar(select(same)))


def _tell_others(act: Act, visitor: Visitor, *, kind: ProposalKind) -> None:
    others = select(AccountRole.account_id).where(
        AccountRole.role == ActorKind.ADMINISTRATOR, AccountRole.account_id != visitor.account.id
    )
    connection = act.session.connection()
    for account_id in act.session.scalars(others.order_by(AccountRole.account_id)).all():
        administrator = account_of(connection, account_id)
        if administrator is not None and administrator.is_open:
            tell_holder(act, administrator, template="role_proposed", kind=kind)


def _grant(act: Act, proposal: AccountProposal, *, account: AccountView | None) -> None:
    """Invite; the role comes with the answer to the letter."""
    role = proposal.role
    if role is None:
        raise ValueError(proposal.id)
    invite(act, proposal.email, role=role, account=account)
    act.log(DecisionAct.INVITED, about(account), to_state=role, proposal=ids.encode(proposal.id))


def _enable(act: Act, proposal: AccountProposal, *, account: AccountView | None) -> None:
    account = _there(account)
    act.session.execute(update(Account).where(Account.id == account.id).values(disabled_at=None))
    # What was begun in the moment of locking does not come back to life.
    end_everywhere(act, account)
    tell_holder(act, account, template="account_enabled")
    act.log(DecisionAct.ACCOUNT_ENABLED, about(account), proposal=ids.encode(proposal.id))


def _reset(act: Act, proposal: AccountProposal, *, account: AccountView | None) -> None:
    """Take every way to sign in away, and send a link by which new ones are set up."""
    account = _there(account)
    for table in _WAYS_IN:
        act.session.execute(delete(table).where(table.account_id == account.id))
    end_everywhere(act, account)
    forget_devices(act, account.id)
    tell_holder(act, account, template="methods_reset")
    roles = [role for role in ActorKind if role in account.parts & STAFF]
    if roles:
        invite(act, account.email, role=roles[-1], account=account, fresh=True)
    else:
        token = make_link(act, LinkPurpose.RECOVER, email=account.email, account_id=account.id)
        tell_holder(act, account, template="recover", purpose=LinkPurpose.RECOVER, token=token)
    act.log(
        DecisionAct.ACCOUNT_CHANGED,
        about(account),
        reason="methods_reset",
        proposal=ids.encode(proposal.id),
    )


def _there(account: AccountView | None) -> AccountView:
    if account is None:
        raise Refused(StaffRefusal.NO_ACCOUNT)
    return account


def _note_end(act: Act, proposal: AccountProposal, *, how: str) -> None:
    act.log(
        DecisionAct.ACCOUNT_CHANGED,
        about(account_at(act.session.connection(), proposal.email)),
        reason=how,
        proposal=ids.encode(proposal.id),
    )
