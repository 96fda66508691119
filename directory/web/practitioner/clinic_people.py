"""The people at a clinic: invited, confirmed, let go; and the clinic handed to another manager."""

from flask import Response, abort, render_template

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import NewPatients
from directory.queries.clinics import Member, OwnClinic, members_of
from directory.queries.delegates import Asked, open_invitations
from directory.web.guards import actor, here, needs, stay
from directory.web.practitioner.asked_by_mail import (
    AskForm,
    address_in,
    hold_post,
    made_to_wait,
    put,
    refusal_said,
)
from directory.web.practitioner.clinic_doors import clinic_at, to_clinic
from directory.web.practitioner.clinic_forms import NewPatientsForm, StaysForm
from directory.web.practitioner.clinic_sentences import clinic_refusal
from directory.web.practitioner.whose import number_in
from directory.web.practitioner.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.clinic_members import (
    ask_no_more,
    confirm_member,
    invite_member,
    remove_member,
)
from directory.workflows.clinic_rows import NoSuchClinic
from directory.workflows.clinics import ClinicRefused
from directory.workflows.delegates import KeeperRefused
from directory.workflows.handing_over import offer_clinic
from directory.workflows.invitations import NoSuchInvitation


@blueprint.get("/clinics/<clinic_id>/invite")
@needs(Right.EDIT_CLINIC)
def invite_member_page(clinic_id: str) -> str:
    """Ask for the address of somebody who sees patients there."""
    return _asking(clinic_at(clinic_id), AskForm())


@blueprint.post("/clinics/<clinic_id>/invite")
@needs(Right.EDIT_CLINIC)
def member_invited(clinic_id: str) -> Response:
    """Send the invitation."""
    clinic, form = clinic_at(clinic_id), AskForm(typed())
    if not form.validate():
        return stay(_asking(clinic, form))
    wait = hold_post(form)
    if wait is not None:
        return made_to_wait(wait, _asking(clinic, form))
    try:
        with services().office.act(actor()) as act:
            invite_member(act, here(), clinic_id=clinic.id, email=address_in(form))
    except ClinicRefused as refused:
        put(form, clinic_refusal(refused.why))
        return stay(_asking(clinic, form))
    except NoSuchClinic:
        abort(404)
    return to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/invitations/<invitation_id>/withdraw")
@needs(Right.EDIT_CLINIC)
def clinic_invitation_page(clinic_id: str, invitation_id: str) -> str:
    """Ask whether to take an invitation back."""
    clinic = clinic_at(clinic_id)
    return render_template(
        "practitioner/clinic_take_back.html", clinic=clinic, asked=_asked(clinic, invitation_id)
    )


@blueprint.post("/clinics/<clinic_id>/invitations/<invitation_id>/withdraw")
@needs(Right.EDIT_CLINIC)
def clinic_invitation_withdrawn(clinic_id: str, invitation_id: str) -> Response:
    """Take it back."""
    clinic, number = clinic_at(clinic_id), number_in(invitation_id)
    try:
        with services().office.act(actor()) as act:
            ask_no_more(act, here(), clinic_id=clinic.id, invitation_id=number)
    except (NoSuchInvitation, NoSuchClinic):
        abort(404)
    return to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/people/<place_id>/new-patients")
@needs(Right.CONFIRM_FACTS)
def member_page(clinic_id: str, place_id: str) -> str:
    """Ask whether somebody takes new patients."""
    clinic = clinic_at(clinic_id)
    return _confirming(clinic, _member(clinic, place_id), form=NewPatientsForm())


@blueprint.post("/clinics/<clinic_id>/people/<place_id>/new-patients")
@needs(Right.CONFIRM_FACTS)
def member_confirmed(clinic_id: str, place_id: str) -> Response:
    """Note it, with today's date and by whom."""
    clinic, form = clinic_at(clinic_id), NewPatientsForm(typed())
    member = _member(clinic, place_id)
    if not form.validate():
        return stay(_confirming(clinic, member, form=form))
    try:
        with services().office.act(actor()) as act:
            confirm_member(
                act,
                here(),
                clinic_id=clinic.id,
                place_id=member.place_id,
                new_patients=NewPatients(form.takes.data),
            )
    except NoSuchClinic:
        abort(404)
    return to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/people/<place_id>/remove")
@needs(Right.EDIT_CLINIC)
def remove_member_page(clinic_id: str, place_id: str) -> str:
    """Ask whether somebody is at the clinic no longer."""
    clinic = clinic_at(clinic_id)
    return _removing(clinic, _member(clinic, place_id), form=StaysForm())


@blueprint.post("/clinics/<clinic_id>/people/<place_id>/remove")
@needs(Right.EDIT_CLINIC)
def member_removed(clinic_id: str, place_id: str) -> Response:
    """Unlink them."""
    clinic, form = clinic_at(clinic_id), StaysForm(typed())
    member = _member(clinic, place_id)
    if not form.validate():
        return stay(_removing(clinic, member, form=form))
    try:
        with services().office.act(actor()) as act:
            remove_member(
                act,
                here(),
                clinic_id=clinic.id,
                place_id=member.place_id,
                stays=form.stays.data == "yes",
            )
    except NoSuchClinic:
        abort(404)
    return to_clinic(clinic)


@blueprint.get("/clinics/<clinic_id>/hand-over")
@needs(Right.HAND_CLINIC)
def hand_clinic_page(clinic_id: str) -> str:
    """Ask who is to manage the clinic from now on."""
    return _handing(clinic_at(clinic_id), AskForm())


@blueprint.post("/clinics/<clinic_id>/hand-over")
@needs(Right.HAND_CLINIC)
def clinic_offered(clinic_id: str) -> Response:
    """Send them a letter."""
    clinic, form = clinic_at(clinic_id), AskForm(typed())
    if not form.validate():
        return stay(_handing(clinic, form))
    wait = hold_post(form)
    if wait is not None:
        return made_to_wait(wait, _handing(clinic, form))
    try:
        with services().office.act(actor()) as act:
            offer_clinic(act, here(), clinic_id=clinic.id, email=address_in(form))
    except KeeperRefused as refused:
        put(form, refusal_said(refused.why))
        return stay(_handing(clinic, form))
    except NoSuchClinic:
        abort(404)
    return to_clinic(clinic)


def _asking(clinic: OwnClinic, form: AskForm) -> str:
    return render_template("practitioner/clinic_invite.html", clinic=clinic, form=form)


def _handing(clinic: OwnClinic, form: AskForm) -> str:
    return render_template("practitioner/clinic_hand_over.html", clinic=clinic, form=form)


def _confirming(clinic: OwnClinic, member: Member, *, form: NewPatientsForm) -> str:
    return render_template(
        "practitioner/clinic_member.html", clinic=clinic, member=member, form=form
    )


def _removing(clinic: OwnClinic, member: Member, *, form: StaysForm) -> str:
    return render_template(
        "practitioner/clinic_remove.html", clinic=clinic, member=member, form=form
    )


def _member(clinic: OwnClinic, place_id: str) -> Member:
    number = number_in(place_id)
    with services().database.reading() as connection:
        members = members_of(connection, clinic.id)
    return next((each for each in members if each.place_id == number), None) or abort(404)


def _asked(clinic: OwnClinic, invitation_id: str) -> Asked:
    number = number_in(invitation_id)
    with services().database.reading() as connection:
        asked = open_invitations(connection, at=services().clock(), clinic_id=clinic.id)
    return next((each for each in asked if each.id == number), None) or abort(404)
