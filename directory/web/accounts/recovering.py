"""Getting back into an account: an address, the letter to it, and the page its link leads to."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.vocabulary import LinkPurpose
from directory.queries.links import LinkDead, look_at
from directory.web.accounts.answers import led_on, made_to_wait, wait_said
from directory.web.accounts.forms import EmailForm, put_at, read
from directory.web.accounts.registering import link_dead
from directory.web.accounts.wing import blueprint
from directory.web.guards import for_everybody, stay
from directory.web.visitors import caller
from directory.web.wiring import services
from directory.workflows.accounts.recovering import ask_to_recover, recover
from directory.workflows.accounts.trying import MustWait


@blueprint.get("/recover")
@for_everybody
def recover_page() -> str:
    """Ask for the address of the account."""
    return render_template("accounts/recover.html", form=EmailForm())


@blueprint.post("/recover")
@for_everybody
def recover_asked() -> Response:
    """Send a letter to the address; whoever asks learns nothing of who has an account."""
    form = EmailForm(request.form)
    if not form.validate():
        return stay(render_template("accounts/recover.html", form=form))
    try:
        ask_to_recover(services().gate, read(form.email), caller=caller())
    except MustWait as wait:
        put_at(form.email, wait_said(wait))
        return made_to_wait(wait, render_template("accounts/recover.html", form=form))
    return redirect(url_for("accounts.letter_sent"), 303)  # type: ignore[return-value]


@blueprint.get("/recover/new")
@for_everybody
def recover_link() -> str | Response:
    """Show what a link leads to; programs that open every link in a letter use nothing up."""
    token, kept = request.args.get("token", ""), services()
    try:
        with kept.database.reading() as connection:
            look_at(connection, token, purpose=LinkPurpose.RECOVER, at=kept.clock())
    except LinkDead:
        return link_dead()
    return render_template("accounts/recover_link.html", token=token)


@blueprint.post("/recover/new")
@for_everybody
def recovered() -> Response:
    """Sign in by the link, as far as a link goes."""
    try:
        opened = recover(services().gate, request.form.get("token", ""), caller=caller())
    except LinkDead:
        return link_dead()
    return led_on(opened, landing="accounts.ways")
