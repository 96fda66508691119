"""Who keeps a listing beside its owner: shown, invited, and ended."""

from flask import Response, abort, redirect, render_template, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind, InvitationKind
from directory.queries.delegates import Asked, Keeper, delegates_of, invited_to_keep
from directory.queries.keeping import Kept
from directory.web.guards import actor, here, needs, stay
from directory.web.practitioner.asked_by_mail import (
    AskForm,
    address_in,
    hold_post,
    made_to_wait,
    put,
    refusal_said,
)
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.delegates import (
    KeeperRefused,
    invite_delegate,
    remove_delegate,
    stop_keeping,
    take_back,
)
from directory.workflows.entering import NoSuchPerson
from directory.workflows.invitations import NoSuchInvitation


@blueprint.get("/<listing_id>/people")
@needs(Right.SEE_LISTING)
def delegates(listing_id: str) -> str:
    """Show who keeps a listing; to somebody who keeps it for its owner, themselves alone."""
    kept = listing(listing_id)
    is_owner = kept.part is ActorKind.OWNER
    with services().database.reading() as connection:
        keepers = delegates_of(connection, kept.id)
        asked = invited_to_keep(connection, kept.id, at=services().clock()) if is_owner else ()
    return render_template(
        "practitioner/delegates.html",
        kept=kept,
        is_owner=is_owner,
        keepers=keepers if is_owner else (),
        asked=asked,
        HANDED=InvitationKind.HAND_LISTING,
    )


@blueprint.get("/<listing_id>/people/invite")
@needs(Right.CHANGE_DELEGATES)
def invite_delegate_page(listing_id: str) -> str:
    """Ask for the address of whoever is to keep the listing."""
    return _asking(listing(listing_id), AskForm())


@blueprint.post("/<listing_id>/people/invite")
@needs(Right.CHANGE_DELEGATES)
def delegate_invited(listing_id: str) -> Response:
    """Send the invitation."""
    kept, form = listing(listing_id), AskForm(typed())
    if not form.validate():
        return stay(_asking(kept, form))
    wait = hold_post(form)
    if wait is not None:
        return made_to_wait(wait, _asking(kept, form))
    try:
        with services().office.act(actor()) as act:
            invite_delegate(act, here(), practitioner_id=kept.id, email=address_in(form))
    except KeeperRefused as refused:
        put(form, refusal_said(refused.why))
        return stay(_asking(kept, form))
    except NoSuchPerson:
        abort(404)
    return _to_people(kept)


@blueprint.get("/<listing_id>/people/invitations/<invitation_id>/withdraw")
@needs(Right.CHANGE_DELEGATES)
def invitation_page(listing_id: str, invitation_id: str) -> str:
    """Ask whether to take an invitation back."""
    kept = listing(listing_id)
    asked = _asked(kept, invitation_id)
    return render_template("practitioner/take_back.html", kept=kept, asked=asked)


@blueprint.post("/<listing_id>/people/invitations/<invitation_id>/withdraw")
@needs(Right.CHANGE_DELEGATES)
def invitation_withdrawn(listing_id: str, invitation_id: str) -> Response:
    """Take it back."""
    kept = listing(listing_id)
    number = number_in(invitation_id)
    try:
        with services().office.act(actor()) as act:
            take_back(act, here(), practitioner_id=kept.id, invitation_id=number)
    except (NoSuchInvitation, NoSuchPerson):
        abort(404)
    return _to_people(kept)


@blueprint.get("/<listing_id>/people/<account_id>/remove")
@needs(Right.CHANGE_DELEGATES)
def remove_delegate_page(listing_id: str, account_id: str) -> str:
    """Ask whether somebody is to keep the listing no longer."""
    kept = listing(listing_id)
    return render_template(
        "practitioner/remove_delegate.html", kept=kept, keeper=_keeper(kept, account_id)
    )


@blueprint.post("/<listing_id>/people/<account_id>/remove")
@needs(Right.CHANGE_DELEGATES)
def delegate_removed(listing_id: str, account_id: str) -> Response:
    """End it."""
    kept, number = listing(listing_id), number_in(account_id)
    try:
        with services().office.act(actor()) as act:
            remove_delegate(act, here(), practitioner_id=kept.id, account_id=number)
    except NoSuchPerson:
        abort(404)
    return _to_people(kept)


@blueprint.post("/<listing_id>/people/stop")
@needs(Right.EDIT_LISTING)
def keeping_stopped(listing_id: str) -> Response:
    """Let whoever keeps a listing for its owner end that by themselves."""
    kept = listing(listing_id)
    if kept.part is not ActorKind.DELEGATE:
        abort(404)
    try:
        with services().office.act(actor()) as act:
            stop_keeping(act, here(), practitioner_id=kept.id)
    except NoSuchPerson:
        abort(404)
    return redirect(url_for("practitioner.overview"), 303)  # type: ignore[return-value]


def _asking(kept: Kept, form: AskForm) -> str:
    return render_template("practitioner/invite_delegate.html", kept=kept, form=form)


def _keeper(kept: Kept, account_id: str) -> Keeper:
    number = number_in(account_id)
    with services().database.reading() as connection:
        keepers = delegates_of(connection, kept.id)
    return next((each for each in keepers if each.account_id == number), None) or abort(404)


def _asked(kept: Kept, invitation_id: str) -> Asked:
    number = number_in(invitation_id)
    with services().database.reading() as connection:
        invited = invited_to_keep(connection, kept.id, at=services().clock())
    return next((each for each in invited if each.id == number), None) or abort(404)


def _to_people(kept: Kept) -> Response:
    to = url_for("practitioner.delegates", listing_id=kept.key)
    return redirect(to, 303)  # type: ignore[return-value]
