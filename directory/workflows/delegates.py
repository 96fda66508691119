"""Delegates: invited by the owner of a listing, accepted by link, and ended at any time."""

from sqlalchemy import delete

from directory.domain.keepers import KeeperRefusal, refused_answer, refused_keeper, sayable
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import InvitationKind, LinkPurpose
from directory.models.accounts import Delegate
from directory.models.practitioners import Practitioner
from directory.queries.accounts import Visitor, account_at, account_of
from directory.queries.delegates import delegates_of, invited_to_keep
from directory.queries.links import LinkDead
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import NoSuchPerson, owner
from directory.workflows.invitations import answer, invite, withdraw
from directory.workflows.mail import queue, tell


class KeeperRefused(Exception):
    """An invitation is not made, or not accepted; `why` says why."""

    def __init__(self, why: KeeperRefusal) -> None:
        super().__init__(why.value)
        self.why = why


def owned(act: Act, practitioner_id: int, *, account_id: int) -> Practitioner:
    """Hold a listing that an account owns at this moment; raises `NoSuchPerson`.

    It may have been handed over since the page was shown.
    """
    person = owner(act, practitioner_id)
    if person.account_id != account_id:
        raise NoSuchPerson
    return person


def invite_delegate(act: Act, visitor: Visitor, *, practitioner_id: int, email: str) -> None:
    """Invite an address to keep a listing; raises `KeeperRefused` and `NoSuchPerson`."""
    spend_proof(act, visitor.session_id)
    person = owned(act, practitioner_id, account_id=visitor.account.id)
    connection = act.session.connection()
    why = refused_keeper(
        email,
        owner=visitor.account.email,
        keepers={each.email for each in delegates_of(connection, practitioner_id)},
        invited={each.email for each in invited_to_keep(connection, practitioner_id, at=act.at)},
    )
    if why is not None:
        raise KeeperRefused(why)
    token = invite(act, InvitationKind.KEEP_LISTING, email=email, practitioner_id=practitioner_id)
    known = account_at(connection, email)
    queue(
        act,
        to_address=email,
        template="keep_listing",
        language=(known or visitor.account).language,
        account_id=None if known is None else known.id,
        params={
            "purpose": LinkPurpose.KEEP_LISTING,
            "token": token,
            "name": sayable(f"{person.given_name} {person.family_name}"),
        },
    )
    act.log(DecisionAct.INVITED, Subject(practitioner_id=practitioner_id), to_state="delegate")


def take_back(act: Act, visitor: Visitor, *, practitioner_id: int, invitation_id: int) -> None:
    """Take an invitation back; raises `NoSuchInvitation` and `NoSuchPerson`."""
    spend_proof(act, visitor.session_id)
    owned(act, practitioner_id, account_id=visitor.account.id)
    withdraw(act, invitation_id, practitioner_id=practitioner_id)
    act.log(
        DecisionAct.INVITED,
        Subject(practitioner_id=practitioner_id),
        reason="withdrawn",
        from_state="delegate",
    )


def accept_keeping(act: Act, visitor: Visitor, *, token: str) -> int:
    """Let an account keep the listing that it was invited to; gives the listing's number.

    Raises `LinkDead`, and `KeeperRefused`: then the link still works.
    """
    invited = answer(act, token, purpose=LinkPurpose.KEEP_LISTING)
    if invited.practitioner_id is None or invited.kind is not InvitationKind.KEEP_LISTING:
        raise LinkDead
    person, account = owner(act, invited.practitioner_id), visitor.account
    why = refused_answer(
        invited.email, holder=account.email, owns_it=person.account_id == account.id
    )
    if why is not None:
        raise KeeperRefused(why)
    if person.account_id != invited.invited_by:
        # It was handed over, or left: what its former owner promised is nobody's any more.
        raise LinkDead
    if act.session.get(Delegate, (person.id, account.id)) is None:
        act.session.add(Delegate(practitioner_id=person.id, account_id=account.id, since=act.at))
    tell(act, person.id, template="delegate_added", email=account.email)
    act.log(DecisionAct.DELEGATE_ADDED, _about(person.id, account.id))
    return person.id


def remove_delegate(act: Act, visitor: Visitor, *, practitioner_id: int, account_id: int) -> None:
    """End somebody's keeping of a listing, and tell them; raises `NoSuchPerson`."""
    spend_proof(act, visitor.session_id)
    person = owned(act, practitioner_id, account_id=visitor.account.id)
    end_keeping(act, person, account_id=account_id)
    account = account_of(act.session.connection(), account_id)
    if account is not None and account.is_open:
        name = sayable(f"{person.given_name} {person.family_name}")
        tell_holder(act, account, template="delegate_removed", name=name)


def stop_keeping(act: Act, visitor: Visitor, *, practitioner_id: int) -> None:
    """Let a delegate end their own keeping of a listing; raises `NoSuchPerson`."""
    end_keeping(act, owner(act, practitioner_id), account_id=visitor.account.id)


def end_keeping(act: Act, person: Practitioner, *, account_id: int) -> None:
    """End an account's keeping of a listing; raises `NoSuchPerson` where it does not keep it."""
    gone = act.session.execute(
        delete(Delegate).where(
            Delegate.practitioner_id == person.id, Delegate.account_id == account_id
        )
    )
    if not gone.rowcount:  # type: ignore[attr-defined]
        raise NoSuchPerson
    act.log(DecisionAct.DELEGATE_REMOVED, _about(person.id, account_id))


def _about(practitioner_id: int, account_id: int) -> Subject:
    return Subject(practitioner_id=practitioner_id, kind=SubjectKind.ACCOUNT, id=account_id)
