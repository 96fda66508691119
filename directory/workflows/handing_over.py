"""Handing a listing to another account of its owner's, or a clinic to another manager.

Whatever was granted by whoever had it before ends with it: delegations, invitations, links, feeds.
"""

from sqlalchemy import delete, select, update

from directory.domain.keepers import KeeperRefusal, refused_answer, sayable
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import InvitationKind, LinkPurpose
from directory.models.accounts import Delegate
from directory.models.clinics import Clinic
from directory.models.listings import CalendarFeed, Invitation
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.sessions import OneTimeLink
from directory.queries.accounts import AccountView, Visitor, account_at, account_of
from directory.queries.links import LinkDead
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.accounts.sessions import spend_proof
from directory.workflows.acts import Act, Subject
from directory.workflows.clinic_rows import managed
from directory.workflows.delegates import KeeperRefused, owned
from directory.workflows.entering import changed, owner
from directory.workflows.invitations import answer, end_invitations, invite
from directory.workflows.mail import queue, tell


def offer_listing(act: Act, visitor: Visitor, *, practitioner_id: int, email: str) -> None:
    """Offer a listing to another account; raises `KeeperRefused` and `NoSuchPerson`."""
    spend_proof(act, visitor.session_id)
    person = owned(act, practitioner_id, account_id=visitor.account.id)
    _not_oneself(visitor, email)
    # One alone takes over: who was asked before is asked no more.
    end_invitations(act, InvitationKind.HAND_LISTING, practitioner_id=person.id)
    token = invite(act, InvitationKind.HAND_LISTING, email=email, practitioner_id=person.id)
    _offer(act, visitor, email=email, token=token, thing="listing", name=_name(person))
    act.log(DecisionAct.INVITED, Subject(practitioner_id=person.id), to_state="owner")


def offer_clinic(act: Act, visitor: Visitor, *, clinic_id: int, email: str) -> None:
    """Offer a clinic to another manager; raises `KeeperRefused` and `NoSuchClinic`."""
    spend_proof(act, visitor.session_id)
    clinic = managed(act, clinic_id, account_id=visitor.account.id)
    _not_oneself(visitor, email)
    end_invitations(act, InvitationKind.HAND_CLINIC, clinic_id=clinic.id)
    token = invite(act, InvitationKind.HAND_CLINIC, email=email, clinic_id=clinic.id)
    _offer(act, visitor, email=email, token=token, thing="clinic", name=clinic.name)
    act.log(
        DecisionAct.INVITED,
        Subject(kind=SubjectKind.CLINIC, id=clinic.id),
        to_state="clinic_manager",
    )


def take_over(act: Act, visitor: Visitor, *, token: str) -> InvitationKind:
    """Take what was offered, and say what it was.

    Raises `LinkDead`, and `KeeperRefused`: then the link still works.
    """
    invited = answer(act, token, purpose=LinkPurpose.HAND_OVER)
    if invited.kind is InvitationKind.HAND_CLINIC:
        _take_clinic(act, visitor.account, invited=invited)
    else:
        _take_listing(act, visitor.account, invited=invited)
    return invited.kind


def _take_listing(act: Act, account: AccountView, *, invited: Invitation) -> None:
    if invited.practitioner_id is None or invited.kind is not InvitationKind.HAND_LISTING:
        raise LinkDead
    person, former = owner(act, invited.practitioner_id), invited.invited_by
    another = select(Practitioner.id).where(
        Practitioner.account_id == account.id, Practitioner.id != person.id
    )
    why = refused_answer(
        invited.email,
        holder=account.email,
        owns_it=person.account_id == account.id,
        owns_another=act.session.scalars(another.limit(1)).first() is not None,
    )
    if why is not None:
        raise KeeperRefused(why)
    if former is None or person.account_id != former:
        raise LinkDead
    _end_what_was_granted(act, person, to=account.id)
    before = account_of(act.session.connection(), former)
    if before is not None and person.email == before.email:
        person.email = account.email
    person.account_id = account.id
    changed(act, person)
    _tell_former(act, former, thing="listing", name=_name(person))
    act.log(
        DecisionAct.CLAIMED,
        Subject(practitioner_id=person.id, kind=SubjectKind.ACCOUNT, id=account.id),
        reason="handed_over",
    )


def _take_clinic(act: Act, account: AccountView, *, invited: Invitation) -> None:
    clinic = act.session.get(Clinic, invited.clinic_id, populate_existing=True)
    if clinic is None:
        raise LinkDead
    why = refused_answer(
        invited.email, holder=account.email, owns_it=clinic.manager_account_id == account.id
    )
    if why is not None:
        raise KeeperRefused(why)
    former = invited.invited_by
    if former is None or clinic.manager_account_id != former:
        raise LinkDead
    clinic.manager_account_id = account.id
    end_invitations(act, clinic_id=clinic.id)
    _end_feeds(act, clinic_id=clinic.id, but=account.id)
    _tell_former(act, former, thing="clinic", name=clinic.name)
    members = select(PracticeLocation.practitioner_id).where(
        PracticeLocation.clinic_id == clinic.id
    )
    # They are told who sees their dates from now on.
    for practitioner_id in sorted(set(act.session.scalars(members))):
        tell(act, practitioner_id, template="clinic_handed_over", clinic=sayable(clinic.name))
    act.log(
        DecisionAct.EDITED,
        Subject(kind=SubjectKind.CLINIC, id=clinic.id),
        reason="handed_over",
    )


def _end_what_was_granted(act: Act, person: Practitioner, *, to: int) -> None:
    end_invitations(act, practitioner_id=person.id)
    act.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.purpose == LinkPurpose.STILL_CORRECT,
            OneTimeLink.subject_id == person.id,
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=act.at)
    )
    _end_feeds(act, practitioner_id=person.id, but=to)
    keeping = select(Delegate.account_id).where(Delegate.practitioner_id == person.id)
    for keeper in act.session.scalars(keeping.order_by(Delegate.account_id)).all():
        account = account_of(act.session.connection(), keeper)
        if keeper != to and account is not None and account.is_open:
            tell_holder(act, account, template="delegate_removed", name=_name(person))
        act.log(
            DecisionAct.DELEGATE_REMOVED,
            Subject(practitioner_id=person.id, kind=SubjectKind.ACCOUNT, id=keeper),
            reason="handed_over",
        )
    act.session.execute(delete(Delegate).where(Delegate.practitioner_id == person.id))


def _end_feeds(
    act: Act, *, but: int, practitioner_id: int | None = None, clinic_id: int | None = None
) -> None:
    about = (
        CalendarFeed.clinic_id == clinic_id
        if clinic_id is not None
        else CalendarFeed.practitioner_id == practitioner_id
    )
    act.session.execute(
        update(CalendarFeed)
        .where(about, CalendarFeed.account_id != but, CalendarFeed.revoked_at.is_(None))
        .values(revoked_at=act.at)
    )


def _not_oneself(visitor: Visitor, email: str) -> None:
    if email == visitor.account.email:
        raise KeeperRefused(KeeperRefusal.ONESELF)


def _offer(act: Act, visitor: Visitor, *, email: str, token: str, thing: str, name: str) -> None:
    known = account_at(act.session.connection(), email)
    queue(
        act,
        to_address=email,
        template="hand_over",
        language=(known or visitor.account).language,
        account_id=None if known is None else known.id,
        params={
            "purpose": LinkPurpose.HAND_OVER,
            "token": token,
            "thing": thing,
            "name": sayable(name),
        },
    )


def _tell_former(act: Act, account_id: int, *, thing: str, name: str) -> None:
    account = account_of(act.session.connection(), account_id)
    if account is not None and account.is_open:
        tell_holder(act, account, template="handed_over", thing=thing, name=name)


def _name(person: Practitioner) -> str:
    return sayable(f"{person.given_name} {person.family_name}")
