"""Changing the address an account is signed in to with."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import LinkPurpose
from directory.queries.links import LinkDead, look_at
from directory.web.accounts.answers import made_to_wait, wait_said
from directory.web.accounts.forms import EmailForm, put_at, read
from directory.web.accounts.registering import link_dead
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.visitors import caller
from directory.web.wiring import services
from directory.workflows.accounts.changing import ask_to_change_address, change_address
from directory.workflows.accounts.trying import MustWait, hold_letter


@blueprint.get("/address")
@needs(Right.CHANGE_ADDRESS)
def address_page() -> str:
    """Ask for the new address."""
    return render_template("accounts/address.html", form=EmailForm())


@blueprint.post("/address")
@needs(Right.CHANGE_ADDRESS)
def address_asked() -> Response:
    """Send a link to it; whoever asks learns nothing of who has an account."""
    form = EmailForm(request.form)
    if not form.validate():
        return stay(render_template("accounts/address.html", form=form))
    email = read(form.email)
    try:
        hold_letter(services().gate, email, caller=caller())
    except MustWait as wait:
        put_at(form.email, wait_said(wait))
        return made_to_wait(wait, render_template("accounts/address.html", form=form))
    with services().office.act(actor()) as act:
        ask_to_change_address(act, here(), email=email)
    return redirect(url_for("accounts.letter_sent"), 303)  # type: ignore[return-value]


@blueprint.get("/address/confirm")
@for_everybody
def address_link() -> str | Response:
    """Show what the link leads to."""
    token, kept = request.args.get("token", ""), services()
    try:
        with kept.database.reading() as connection:
            purpose = LinkPurpose.CHANGE_ADDRESS
            link = look_at(connection, token, purpose=purpose, at=kept.clock())
    except LinkDead:
        return link_dead()
    return render_template("accounts/address_link.html", token=token, email=link.email)


@blueprint.post("/address/confirm")
@for_everybody
def address_changed() -> Response:
    """Change the address."""
    try:
        change_address(services().gate, request.form.get("token", ""))
    except LinkDead:
        return link_dead()
    return redirect(url_for("accounts.address_done"), 303)  # type: ignore[return-value]


@blueprint.get("/address/done")
@for_everybody
def address_done() -> str:
    """Say that the new address holds."""
    return render_template("accounts/address_done.html")
