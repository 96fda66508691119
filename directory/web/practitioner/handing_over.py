"""Handing a listing to another account of one's own, and taking over what was offered."""

from flask import Response, abort, redirect, render_template, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import InvitationKind, LinkPurpose
from directory.queries.keeping import Kept
from directory.queries.links import LinkDead
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.practitioner.answering import answer_page, link_dead
from directory.web.practitioner.asked_by_mail import (
    OwnAddressForm,
    address_in,
    hold_post,
    made_to_wait,
    put,
    refusal_said,
)
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.delegates import KeeperRefused
from directory.workflows.entering import NoSuchPerson
from directory.workflows.handing_over import offer_listing, take_over


@blueprint.get("/<listing_id>/hand-over")
@needs(Right.CHANGE_DELEGATES)
def hand_over_page(listing_id: str) -> str:
    """Say what handing a listing over ends, and ask for the address of the other account."""
    return _asking(listing(listing_id), OwnAddressForm())


@blueprint.post("/<listing_id>/hand-over")
@needs(Right.CHANGE_DELEGATES)
def listing_offered(listing_id: str) -> Response:
    """Send the letter to the other account."""
    kept, form = listing(listing_id), OwnAddressForm(typed())
    if not form.validate():
        return stay(_asking(kept, form))
    wait = hold_post(form)
    if wait is not None:
        return made_to_wait(wait, _asking(kept, form))
    try:
        with services().office.act(actor()) as act:
            offer_listing(act, here(), practitioner_id=kept.id, email=address_in(form))
    except KeeperRefused as refused:
        put(form, refusal_said(refused.why))
        return stay(_asking(kept, form))
    except NoSuchPerson:
        abort(404)
    to = url_for("practitioner.delegates", listing_id=kept.key)
    return redirect(to, 303)  # type: ignore[return-value]


@blueprint.get("/hand-over")
@for_everybody
def take_over_page() -> str | Response:
    """Show what somebody is asked to take over."""
    return answer_page(LinkPurpose.HAND_OVER, token=request.args.get("token", ""))


@blueprint.post("/hand-over")
@needs(Right.ANSWER_INVITATION)
def taken_over() -> str | Response:
    """Take it over."""
    token = request.form.get("token", "")
    try:
        with services().office.act(actor()) as act:
            kind = take_over(act, here(), token=token)
    except LinkDead:
        return link_dead()
    except KeeperRefused as refused:
        page = answer_page(LinkPurpose.HAND_OVER, token=token, problem=refusal_said(refused.why))
        return page if isinstance(page, Response) else stay(page, 409)
    to = "clinics" if kind is InvitationKind.HAND_CLINIC else "overview"
    return redirect(url_for(f"practitioner.{to}"), 303)  # type: ignore[return-value]


def _asking(kept: Kept, form: OwnAddressForm) -> str:
    return render_template("practitioner/hand_over.html", kept=kept, form=form)
