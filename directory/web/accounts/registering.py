"""Opening an account: an address, the letter to it, and the page its link leads to."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.vocabulary import LinkPurpose
from directory.queries.links import LinkDead, look_at
from directory.web.accounts.answers import led_on, made_to_wait, wait_said
from directory.web.accounts.forms import EmailForm, RegisterForm, put_at, read
from directory.web.accounts.wing import blueprint
from directory.web.guards import for_everybody, stay
from directory.web.visitors import caller
from directory.web.wiring import services
from directory.workflows.accounts.registering import ask_to_register, register
from directory.workflows.accounts.trying import MustWait

GONE = 410


@blueprint.get("/register")
@for_everybody
def register_page() -> str:
    """Ask for an address."""
    return render_template("accounts/register.html", form=EmailForm())


@blueprint.post("/register")
@for_everybody
def register_asked() -> Response:
    """Send a letter to the address; whoever asks learns nothing of who has an account."""
    form = EmailForm(request.form)
    if not form.validate():
        return stay(render_template("accounts/register.html", form=form))
    try:
        ask_to_register(services().gate, read(form.email), caller=caller())
    except MustWait as wait:
        put_at(form.email, wait_said(wait))
        return made_to_wait(wait, render_template("accounts/register.html", form=form))
    return redirect(url_for("accounts.letter_sent"), 303)  # type: ignore[return-value]


@blueprint.get("/letter-sent")
@for_everybody
def letter_sent() -> str:
    """Say that a letter is on its way, the same to everybody."""
    return render_template("accounts/letter_sent.html")


@blueprint.get("/confirm")
@for_everybody
def confirm_page() -> str | Response:
    """Show what a link to open an account leads to; it can be looked at as often as one likes."""
    token = request.args.get("token", "")
    form = RegisterForm(data={"token": token})
    return _confirm(form, token) or link_dead()


@blueprint.post("/confirm")
@for_everybody
def confirm() -> Response:
    """Open the account."""
    form = RegisterForm(request.form)
    token = form.token.data or ""
    email = _email(token)
    if email is None:
        return link_dead()
    form.about = (email,)
    if not form.validate():
        return stay(_confirm(form, token) or "")
    password = read(form.password)
    try:
        opened = register(
            services().gate, token, name=read(form.name), password=password, caller=caller()
        )
    except LinkDead:
        return link_dead()
    landing = "accounts.overview" if password else "accounts.add_passkey_page"
    return led_on(opened, landing=landing)


def link_dead() -> Response:
    """Say that a link leads nowhere any more, and what to do."""
    return stay(render_template("accounts/link_dead.html"), GONE)


def _confirm(form: RegisterForm, token: str) -> str | None:
    email = _email(token)
    if email is None:
        return None
    return render_template("accounts/confirm.html", form=form, email=email)


def _email(token: str) -> str | None:
    kept = services()
    try:
        with kept.database.reading() as connection:
            purpose = LinkPurpose.REGISTER
            return look_at(connection, token, purpose=purpose, at=kept.clock()).email
    except LinkDead:
        return None
