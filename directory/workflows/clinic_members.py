"""Who is at a clinic: invited by its manager, linked by their own consent, and let go."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from directory.domain.clinics import (
    ClinicRefusal,
    Linkable,
    refused_link,
    refused_member,
)
from directory.domain.keepers import sayable
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.vocabulary import HeldKind, InvitationKind, LinkPurpose, NewPatients
from directory.models.clinics import Clinic
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.queries.accounts import Visitor, account_at, account_of
from directory.queries.clinics import OwnClinic, clinic_now
from directory.queries.delegates import open_invitations
from directory.queries.links import LinkDead
from directory.workflows.accounts.letters import tell_holder
from directory.workflows.acts import Act, Subject
from directory.workflows.attesting import confirm_new_patients
from directory.workflows.clinic_rows import KEPT_PARTS, NoSuchClinic, managed, put_clinic_at
from directory.workflows.clinics import ClinicRefused, people_at
from directory.workflows.entering import NoSuchPerson, changed, owner
from directory.workflows.held_changes import drop_held
from directory.workflows.identifiers import fresh_id
from directory.workflows.invitations import answer, invite, withdraw
from directory.workflows.mail import queue, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Which of somebody's places is to be at a clinic; without `place_id`, a new one."""

    practitioner_id: int
    place_id: int | None


def invite_member(act: Act, visitor: Visitor, *, clinic_id: int, email: str) -> None:
    """Ask somebody whether they see patients at a clinic; raises `ClinicRefused`."""
    clinic = managed(act, clinic_id, account_id=visitor.account.id)
    connection = act.session.connection()
    asked = {each.email for each in open_invitations(connection, at=act.at, clinic_id=clinic_id)}
    why = refused_member(people=people_at(act, clinic_id), invited=len(asked - {email}))
    if why is not None:
        raise ClinicRefused(why)
    token = invite(act, InvitationKind.JOIN_CLINIC, email=email, clinic_id=clinic_id)
    known = account_at(connection, email)
    queue(
        act,
        to_address=email,
        template="join_clinic",
        language=(known or visitor.account).language,
        account_id=None if known is None else known.id,
        params={
            "purpose": LinkPurpose.JOIN_CLINIC,
            "token": token,
            "name": sayable(clinic.name),
        },
    )
    act.log(
        DecisionAct.INVITED,
        Subject(kind=SubjectKind.CLINIC, id=clinic_id),
        to_state="member",
    )


def ask_no_more(act: Act, visitor: Visitor, *, clinic_id: int, invitation_id: int) -> None:
    """Take an invitation back; raises `NoSuchInvitation` and `NoSuchClinic`."""
    managed(act, clinic_id, account_id=visitor.account.id)
    withdraw(act, invitation_id, clinic_id=clinic_id)
    act.log(
        DecisionAct.INVITED,
        Subject(kind=SubjectKind.CLINIC, id=clinic_id),
        reason="withdrawn",
        from_state="member",
    )


def join_clinic(act: Act, visitor: Visitor, *, token: str, spot: Spot) -> None:
    """Link a place of somebody's own listing to the clinic that asked them.

    What the clinic says takes the place of what the place said. Raises `LinkDead`, and
    `ClinicRefused`: then the link still works.
    """
    invited = answer(act, token, purpose=LinkPurpose.JOIN_CLINIC)
    clinic = clinic_now(act.session.connection(), invited.clinic_id or 0)
    manager = _manager(act, invited.clinic_id or 0)
    if clinic is None or manager is None or manager != invited.invited_by:
        # Whoever asked has the clinic no more.
        raise LinkDead
    person = _own(act, visitor, practitioner_id=spot.practitioner_id)
    if any(place.clinic_id == clinic.id for place in person.locations):
        raise ClinicRefused(ClinicRefusal.LINKED)
    if spot.place_id is None:
        place = _new_place(act, person, clinic=clinic)
    else:
        place = _place(act, person, place_id=spot.place_id, clinic=clinic)
    place.clinic_id, place.clinic_accepted_at = clinic.id, act.at
    phone, website = place.phone, place.website
    put_clinic_at(act, place, clinic=clinic, parts=KEPT_PARTS)
    # What the clinic does not say was not wrong.
    place.phone, place.website = clinic.phone or phone, clinic.website or website
    changed(act, person)
    _tell_manager(act, invited.invited_by, template="clinic_joined", person=person, clinic=clinic)
    act.log(DecisionAct.CLINIC_JOINED, _about(place), clinic=clinic.id)


def leave_clinic(act: Act, practitioner_id: int, *, place_id: int, stays: bool) -> None:
    """Let a practitioner unlink a place; unless it `stays`, today is its last day.

    Raises `NoSuchPerson` where it is not linked.
    """
    person = owner(act, practitioner_id)
    place = next((each for each in person.locations if each.id == place_id), None)
    clinic = None if place is None else clinic_now(act.session.connection(), place.clinic_id or 0)
    if place is None or clinic is None:
        raise NoSuchPerson
    _unlink(act, person, place=place, stays=stays)
    manager = _manager(act, clinic.id)
    _tell_manager(act, manager, template="clinic_left", person=person, clinic=clinic, by="member")


def remove_member(
    act: Act, visitor: Visitor, *, clinic_id: int, place_id: int, stays: bool
) -> None:
    """Unlink somebody's place from a clinic, and tell them.

    Unless they say patients are still seen there, its last day is today; they can change that.
    Raises `NoSuchClinic` where it is not linked.
    """
    clinic = managed(act, clinic_id, account_id=visitor.account.id)
    person, place = linked(act, clinic_id, place_id=place_id)
    _unlink(act, person, place=place, stays=stays)
    tell(
        act,
        person.id,
        template="clinic_left",
        name=_name(person),
        clinic=sayable(clinic.name),
        by="manager",
    )


def confirm_member(
    act: Act, visitor: Visitor, *, clinic_id: int, place_id: int, new_patients: NewPatients
) -> None:
    """Let a manager say whether somebody at the clinic takes new patients.

    Raises `NoSuchClinic` where they are not linked to it.
    """
    managed(act, clinic_id, account_id=visitor.account.id)
    person, _ = linked(act, clinic_id, place_id=place_id)
    try:
        confirm_new_patients(act, person.id, new_patients=new_patients)
    except NoSuchPerson as gone:
        raise NoSuchClinic from gone


def linked(act: Act, clinic_id: int, *, place_id: int) -> tuple[Practitioner, PracticeLocation]:
    """Hold whose place is linked to a clinic; raises `NoSuchClinic` where it is not."""
    whose = select(PracticeLocation.practitioner_id).where(
        PracticeLocation.id == place_id, PracticeLocation.clinic_id == clinic_id
    )
    practitioner_id = act.session.scalar(whose)
    if practitioner_id is None:
        raise NoSuchClinic
    person = owner(act, practitioner_id)
    place = next((each for each in person.locations if each.id == place_id), None)
    if place is None or place.clinic_id != clinic_id:
        # They left while they were waited for.
        raise NoSuchClinic
    return person, place


def _own(act: Act, visitor: Visitor, *, practitioner_id: int) -> Practitioner:
    try:
        person = owner(act, practitioner_id)
    except NoSuchPerson as none:
        raise ClinicRefused(ClinicRefusal.NO_LISTING) from none
    if person.account_id != visitor.account.id:
        raise ClinicRefused(ClinicRefusal.NO_LISTING)
    return person


def _new_place(act: Act, person: Practitioner, *, clinic: OwnClinic) -> PracticeLocation:
    last = act.session.scalar(
        select(func.max(PracticeLocation.position)).where(
            PracticeLocation.practitioner_id == person.id
        )
    )
    place = PracticeLocation(
        id=fresh_id(),
        position=0 if last is None else last + 1,
        phone=None,
        website=None,
        access=[],
        hours=[],
    )
    for name in _ADDRESS:
        setattr(place, name, getattr(clinic, name))
    person.locations.append(place)
    return place


def _place(act: Act, person: Practitioner, *, place_id: int, clinic: OwnClinic) -> PracticeLocation:
    place = next((each for each in person.locations if each.id == place_id), None)
    if place is None:
        raise ClinicRefused(ClinicRefusal.NO_LISTING)
    linkable = Linkable(
        country=place.country,
        region=place.region,
        street_hidden=place.street_hidden,
        ended=place.ended_on is not None,
        linked=place.clinic_id is not None,
    )
    why = refused_link(linkable, country=clinic.country, region=clinic.region)
    if why is not None:
        raise ClinicRefused(why)
    # What waited to be its address is not what the practitioner wants any more.
    drop_held(act, person.id, kind=HeldKind.LOCATION, place_id=place.id)
    return place


def _unlink(act: Act, person: Practitioner, *, place: PracticeLocation, stays: bool) -> None:
    clinic_id = place.clinic_id
    place.clinic_id = place.clinic_accepted_at = None
    if not stays and place.ended_on is None:
        place.ended_on = act.today
    changed(act, person)
    act.log(DecisionAct.CLINIC_LEFT, _about(place), clinic=clinic_id, stays=stays)


_ADDRESS: Final = (
    "name", "street", "street_hidden", "city", "region", "postal_code", "country", "lat", "lon",
    "precision", "time_zone", "parking",
)  # fmt: skip


def _manager(act: Act, clinic_id: int) -> int | None:
    return act.session.scalar(select(Clinic.manager_account_id).where(Clinic.id == clinic_id))


def _about(place: PracticeLocation) -> Subject:
    return Subject(practitioner_id=place.practitioner_id, kind=SubjectKind.LOCATION, id=place.id)


def _tell_manager(
    act: Act,
    account_id: int | None,
    *,
    template: str,
    person: Practitioner,
    clinic: OwnClinic,
    **more: str,
) -> None:
    account = None if account_id is None else account_of(act.session.connection(), account_id)
    if account is not None and account.is_open:
        names = {"name": _name(person), "clinic": sayable(clinic.name)}
        tell_holder(act, account, template=template, **names, **more)


def _name(person: Practitioner) -> str:
    return sayable(f"{person.given_name} {person.family_name}")
