"""Signing in by a password or a passkey, and signing out."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.accounts.addresses import read_address
from directory.domain.accounts.rights import Right
from directory.web.accounts.answers import led_on, made_to_wait, wait_said
from directory.web.accounts.challenges import to_sign_in
from directory.web.accounts.forms import READING, KeyForm, SignInForm, put_at
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.speech import gettext
from directory.web.visitors import caller, drop_session
from directory.web.wiring import services
from directory.workflows.accounts.sessions import end_session
from directory.workflows.accounts.sign_in import sign_in_by_passkey, sign_in_by_password
from directory.workflows.accounts.trying import MustWait, NotProven

_LONGEST = 4_000
"""Characters of a password that is looked at; longer ones were never set."""


@blueprint.get("/sign-in")
@for_everybody
def sign_in() -> str:
    """Ask for a passkey, or for an address and a password."""
    return _page(SignInForm(data={"next": request.args.get("next", "")}))


@blueprint.post("/sign-in")
@for_everybody
def sign_in_by_form() -> Response:
    """Sign in by a password; for what is wrong there is one answer."""
    form = SignInForm(request.form)
    typed = form.email.data or ""
    email = read_address(typed, reading=READING).value or _nobodys(typed)
    try:
        opened = sign_in_by_password(
            services().gate,
            email,
            password=(form.password.data or "")[:_LONGEST],
            caller=caller(),
        )
    except NotProven:
        put_at(form.email, gettext("The e-mail address or the password is not right. Try again."))
        return stay(_page(form))
    except MustWait as wait:
        put_at(form.email, wait_said(wait))
        return made_to_wait(wait, _page(form))
    return led_on(opened, after=form.next.data or "")


@blueprint.post("/sign-in/passkey")
@for_everybody
def sign_in_by_key() -> Response:
    """Sign in by a passkey."""
    form, key = SignInForm(request.form), KeyForm()
    try:
        opened = sign_in_by_passkey(
            services().gate, request.form.get("answer", ""), caller=caller()
        )
    except NotProven:
        put_at(
            key.answer, gettext("That passkey did not work here. Try again, or use another way.")
        )
        return stay(_page(form, key))
    except MustWait as wait:
        put_at(key.answer, wait_said(wait))
        return made_to_wait(wait, _page(form, key))
    return led_on(opened, after=form.next.data or "")


@blueprint.post("/sign-out")
@needs(Right.END_SESSION)
def sign_out() -> Response:
    """End this session."""
    with services().office.act(actor()) as act:
        end_session(act, here().session_id, account_id=here().account.id)
    response = redirect(url_for("accounts.signed_out"), 303)
    drop_session(response)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


@blueprint.get("/signed-out")
@for_everybody
def signed_out() -> str:
    """Say that the session has ended."""
    return render_template("accounts/signed_out.html")


def _nobodys(typed: str) -> str:
    """Give a key for what is no address at all: it is held to the same limits, after the same work.

    PostgreSQL takes no NUL.
    """
    return typed[:_LONGEST].replace("\0", "\ufffd").strip().lower()


def _page(asked: SignInForm, key: KeyForm | None = None) -> str:
    return render_template(
        "accounts/sign_in.html",
        form=key or asked,
        asked=asked,
        key=key or KeyForm(),
        options=to_sign_in(),
    )
