"""Answering the invitation of a clinic with a place of one's own listing, and leaving a clinic."""

from flask import Response, abort, redirect, render_template, request, url_for
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.accounts.rights import Right
from directory.domain.clinics import ClinicRefusal, Linkable, refused_link
from directory.domain.vocabulary import ActorKind, LinkPurpose
from directory.queries.clinics import OwnClinic, clinic_now
from directory.queries.keeping import Kept, kept_by
from directory.queries.links import LinkDead
from directory.queries.own_facts import OwnPlace, facts_of_listing
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.practitioner.answering import answer_page, invited_by, link_dead, signed_in
from directory.web.practitioner.clinic_forms import JoinForm, LeaveForm
from directory.web.practitioner.clinic_sentences import clinic_refusal
from directory.web.practitioner.fact_rows import address_said, place_rows
from directory.web.practitioner.leading import led_to
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.clinic_members import Spot, join_clinic, leave_clinic
from directory.workflows.clinics import ClinicRefused
from directory.workflows.entering import NoSuchPerson

_NEW = "new"


@blueprint.get("/join-clinic")
@for_everybody
def join_clinic_page() -> str | Response:
    """Show which clinic asks, and which places of one's own could be there."""
    return _page(request.args.get("token", ""), JoinForm())


@blueprint.post("/join-clinic")
@needs(Right.ANSWER_INVITATION)
def clinic_joined() -> str | Response:
    """Link the place."""
    token, form = request.form.get("token", ""), JoinForm(typed())
    try:
        clinic = _clinic(token)
    except LinkDead:
        return link_dead()
    form.place.choices = _choices(clinic)
    if not form.validate():
        return _again(token, form)
    owner, _, place = str(form.place.data).partition(":")
    spot = Spot(
        practitioner_id=number_in(owner), place_id=None if place == _NEW else number_in(place)
    )
    try:
        with services().office.act(actor()) as act:
            join_clinic(act, here(), token=token, spot=spot)
    except LinkDead:
        return link_dead()
    except ClinicRefused as refused:
        form.place.errors = [*form.place.errors, clinic_refusal(refused.why)]
        return _again(token, form)
    to = url_for("practitioner.tasks", listing_id=owner)
    return redirect(to, 303)  # type: ignore[return-value]


@blueprint.get("/<listing_id>/places/<place_id>/leave-clinic")
@needs(Right.EDIT_LISTING)
def leave_clinic_page(listing_id: str, place_id: str) -> str:
    """Ask whether a place is to be at its clinic no longer."""
    kept = listing(listing_id)
    return _leaving(kept, _place(kept, place_id), form=LeaveForm())


@blueprint.post("/<listing_id>/places/<place_id>/leave-clinic")
@needs(Right.EDIT_LISTING)
def clinic_left(listing_id: str, place_id: str) -> Response:
    """Unlink it."""
    kept, form = listing(listing_id), LeaveForm(typed())
    place = _place(kept, place_id)
    if not form.validate():
        return stay(_leaving(kept, place, form=form))
    try:
        with services().office.act(actor()) as act:
            leave_clinic(act, kept.id, place_id=place.id, stays=form.stays.data == "yes")
    except NoSuchPerson:
        abort(404)
    return led_to("practitioner.tasks", kept)  # type: ignore[return-value]


def _page(token: str, form: JoinForm) -> str | Response:
    try:
        clinic = _clinic(token)
    except LinkDead:
        return link_dead()
    form.place.choices = _choices(clinic)
    return answer_page(
        LinkPurpose.JOIN_CLINIC,
        token=token,
        form=form,
        rows=place_rows(clinic.as_place())[:-1],
    )


def _again(token: str, form: JoinForm) -> str | Response:
    page = _page(token, form)
    return page if isinstance(page, Response) else stay(page)


def _clinic(token: str) -> OwnClinic:
    invited = invited_by(token, purpose=LinkPurpose.JOIN_CLINIC)
    with services().database.reading() as connection:
        found = clinic_now(connection, invited.clinic_id or 0)
    if found is None:
        raise LinkDead
    return found


def _choices(clinic: OwnClinic) -> list[SelectChoice]:
    """Offer a new place, or one of those that the clinic's address may become the address of."""
    who = signed_in()
    if who is None:
        return []
    found = []
    with services().database.reading() as connection:
        for kept in kept_by(connection, who.account.id):
            facts = facts_of_listing(connection, kept.id)
            if facts is None or kept.part is not ActorKind.OWNER:
                continue
            said = gettext("A new place in the listing of %(name)s", name=kept.name)
            found.append(SelectChoice(f"{kept.key}:{_NEW}", said))
            found += [
                SelectChoice(f"{kept.key}:{place.key}", address_said(place))
                for place in facts.places
                if _refused(place, clinic) is None
            ]
    return found


def _refused(place: OwnPlace, clinic: OwnClinic) -> ClinicRefusal | None:
    linkable = Linkable(
        country=place.country,
        region=place.region,
        street_hidden=place.street_hidden,
        ended=place.ended_on is not None,
        linked=place.clinic_id is not None,
    )
    return refused_link(linkable, country=clinic.country, region=clinic.region)


def _place(kept: Kept, place_id: str) -> OwnPlace:
    number = number_in(place_id)
    with services().database.reading() as connection:
        facts = facts_of_listing(connection, kept.id)
    place = None if facts is None else facts.place(number)
    if place is None or place.clinic_id is None:
        abort(404)
    return place


def _leaving(kept: Kept, place: OwnPlace, *, form: LeaveForm) -> str:
    return render_template(
        "practitioner/leave_clinic.html",
        kept=kept,
        place=place,
        said=address_said(place),
        form=form,
    )
