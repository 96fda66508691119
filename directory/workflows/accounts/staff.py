"""What one administrator does to staff: end a part, lock an account, and see that letters leave."""

from sqlalchemy import delete, or_, select, update

from directory.domain.accounts.staffing import StaffRefusal, refused_wish
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, LinkPurpose, ProposalKind
from directory.models.accounts import Account, AccountRole
from directory.models.mail import Mail
from directory.models.sessions import OneTimeLink
from directory.queries.accounts import AccountView, Visitor, account_at, account_of
from directory.workflows import post
from directory.workflows.accounts.closing import (
    LastAdministrator,
    drop_proposals,
    keep_an_administrator,
)
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.links import make_link
from directory.workflows.accounts.sessions import end_sessions, forget_devices, spend_proof
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.mail import ENGLISH, queue


class Refused(Exception):
    """A step about somebody's account was not taken; `why` says why."""

    def __init__(self, why: StaffRefusal) -> None:
        super().__init__(why.value)
        self.why = why


class NoSuchPerson(Exception):
    """There is no account of this number, or it does not play this part."""


def take_role(act: Act, visitor: Visitor, *, account_id: int, role: ActorKind) -> None:
    """End a part that an account plays, and whatever is open in its name.

    Raises `NoSuchPerson`, and `Refused` for the last administrator.
    """
    account = begin_step(act, visitor, account_id=account_id)
    taken = act.session.execute(
        delete(AccountRole).where(AccountRole.account_id == account_id, AccountRole.role == role)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise NoSuchPerson
    dropped = 0
    if role is ActorKind.ADMINISTRATOR:
        _keep_another(act, but=account_id)
        dropped = drop_proposals(act, account_id)
    end_everywhere(act, account)
    tell_holder(act, account, template="role_taken", role=role)
    act.log(
        DecisionAct.ROLE_TAKEN,
        about(account_id),
        from_state=role,
        proposals_withdrawn=dropped,
    )


def disable(act: Act, visitor: Visitor, *, account_id: int) -> None:
    """Lock an account: nobody signs in to it any more, and whoever is signed in is out.

    Raises `NoSuchPerson`, and `Refused` for one's own account, a locked one and the last
    administrator's.
    """
    account = begin_step(act, visitor, account_id=account_id)
    if account_id == visitor.account.id:
        raise Refused(StaffRefusal.OWN_ACCOUNT)
    if not account.is_open:
        raise Refused(StaffRefusal.LOCKED)
    dropped = 0
    if ActorKind.ADMINISTRATOR in account.parts:
        _keep_another(act, but=account_id)
        dropped = drop_proposals(act, account_id)
    end_everywhere(act, account)
    forget_devices(act, account_id)
    act.session.execute(update(Account).where(Account.id == account_id).values(disabled_at=act.at))
    tell_holder(act, account, template="account_disabled")
    act.log(DecisionAct.ACCOUNT_DISABLED, about(account_id), proposals_withdrawn=dropped)


def add_admin(office: Office, email: str) -> None:
    """Invite an administrator for whoever has the machine, and with it the directory.

    `email` as `read_address` gives it. Raises `Refused` where its account is locked, or
    administers already.
    """
    with office.act(Actor(ActorKind.SYSTEM, None)) as act:
        account = account_at(act.session.connection(), email)
        hold_possible(ProposalKind.GRANT_ROLE, ActorKind.ADMINISTRATOR, account=account)
        invite(act, email, role=ActorKind.ADMINISTRATOR, account=account)
        act.log(DecisionAct.INVITED, about(account), to_state=ActorKind.ADMINISTRATOR)


def send_letter_again(act: Act, letter_id: int) -> None:
    """Let a letter that did not leave wait anew; raises what `post.send_again` does."""
    post.send_again(act, letter_id)
    letter = act.session.get_one(Mail, letter_id)
    act.log(
        DecisionAct.ACCOUNT_CHANGED,
        Subject(
            practitioner_id=letter.practitioner_id, kind=SubjectKind.ACCOUNT, id=letter.account_id
        ),
        reason="letter_sent_again",
        letter=letter_id,
    )


def hold_desk(act: Act) -> None:
    """Let no other administrator's step about people come between, until this one ends."""
    # Always before anything else is held, so that no two wait for each other.
    act.session.execute(
        select(AccountRole.account_id)
        .where(AccountRole.role == ActorKind.ADMINISTRATOR)
        .order_by(AccountRole.account_id)
        .with_for_update()
    )


def begin_step(act: Act, visitor: Visitor, *, account_id: int) -> AccountView:
    """Hold the desk, use the proof up, and find whom a step is about.

    Raises `NoSuchPerson`, and `ProofSpent`: also where the session has just been ended, as that
    of an administrator whom another one locks at this moment.
    """
    hold_desk(act)
    spend_proof(act, visitor.session_id)
    account = account_of(act.session.connection(), account_id)
    if account is None:
        raise NoSuchPerson
    return account


def hold_possible(
    kind: ProposalKind, role: ActorKind | None, *, account: AccountView | None
) -> None:
    """Raise `Refused` where something cannot be done to an account, as it is now."""
    why = refused_wish(
        kind,
        role,
        holds=None if account is None else account.parts,
        locked=account is not None and not account.is_open,
    )
    if why is not None:
        raise Refused(why)


def invite(
    act: Act, email: str, *, role: ActorKind, account: AccountView | None, fresh: bool = False
) -> None:
    """Send a link that leads to a role; `fresh`: to a new passkey for an account that has it."""
    account_id = None if account is None else account.id
    token = make_link(
        act,
        LinkPurpose.JOIN_STAFF,
        email=email,
        account_id=account_id,
        role=role,
        fresh="yes" if fresh else "",
    )
    queue(
        act,
        to_address=email,
        template="join_again" if fresh else "join_staff",
        language=ENGLISH if account is None else account.language,
        account_id=account_id,
        params={"purpose": LinkPurpose.JOIN_STAFF, "token": token, "role": role},
    )


def end_everywhere(act: Act, account: AccountView) -> None:
    """End every session of an account, and every link on its way to it or its address."""
    end_sessions(act, account.id)
    act.session.execute(
        update(OneTimeLink)
        .where(
            or_(OneTimeLink.account_id == account.id, OneTimeLink.email == account.email),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=act.at)
    )


def about(account: AccountView | int | None) -> Subject:
    """Name an account as what an act is done to; None for an address without one."""
    number = account.id if isinstance(account, AccountView) else account
    return Subject(kind=SubjectKind.ACCOUNT, id=number)


def _keep_another(act: Act, *, but: int) -> None:
    try:
        keep_an_administrator(act, but=but)
    except LastAdministrator as last:
        raise Refused(StaffRefusal.LAST_ADMINISTRATOR) from last
