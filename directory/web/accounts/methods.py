"""Setting a password, an app for codes, and recovery codes on paper."""

from flask import Response, redirect, render_template, request, url_for
from markupsafe import Markup

from directory.adapters.code_apps import app_address, drawn, fresh_secret, matching_step
from directory.domain.accounts.codes import read_code
from directory.domain.accounts.rights import Right
from directory.web.accounts.forms import AppForm, PasswordForm, put_at, read
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, here, needs, stay
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.accounts.methods import (
    add_app,
    new_recovery_codes,
    remove_app,
    set_password,
)

_NEW_APP = "new app"
"""What the secret of an app that is being set up is sealed for, until its first code comes."""


@blueprint.get("/password")
@needs(Right.CHANGE_PASSWORD)
def password_page() -> str:
    """Ask for a new password."""
    return render_template("accounts/password.html", form=PasswordForm())


@blueprint.post("/password")
@needs(Right.CHANGE_PASSWORD)
def password_set() -> Response:
    """Set it; every other session ends."""
    form = PasswordForm(request.form)
    form.about = (here().account.email, here().account.name)
    if not form.validate():
        return stay(render_template("accounts/password.html", form=form))
    hashed = services().gate.hasher.hash(read(form.password))
    with services().office.act(actor()) as act:
        set_password(act, here(), hashed=hashed)
    return _to_ways()


@blueprint.get("/app")
@needs(Right.CHANGE_APP)
def app_page() -> str:
    """Show a new secret for an app; it is kept once the app has shown that it has it."""
    secret = fresh_secret()
    return _app(AppForm(data={"sealed": _sealed(secret)}), secret)


@blueprint.post("/app")
@needs(Right.CHANGE_APP)
def app_added() -> Response:
    """Keep the app whose first code this is."""
    form, kept = AppForm(request.form), services()
    secret = _opened(form.sealed.data or "")
    if secret is None:
        return redirect(url_for("accounts.app_page"), 303)  # type: ignore[return-value]
    code = read_code(form.code.data or "", "code").value
    step = None if code is None else matching_step(secret, code, at=kept.clock())
    if step is None:
        put_at(
            form.code,
            gettext(
                "That code is not right. Check the clock of your phone, and enter the next code."
            ),
        )
        return stay(_app(form, secret))
    with kept.office.act(actor()) as act:
        add_app(act, kept.gate, visitor=here(), secret=secret, step=step)
    return _to_ways()


@blueprint.get("/app/remove")
@needs(Right.CHANGE_APP)
def remove_app_page() -> str:
    """Ask whether to remove the app."""
    return render_template("accounts/remove_app.html")


@blueprint.post("/app/remove")
@needs(Right.CHANGE_APP)
def app_removed() -> Response:
    """Remove it."""
    with services().office.act(actor()) as act:
        remove_app(act, here())
    return _to_ways()


@blueprint.get("/recovery-codes")
@needs(Right.CHANGE_RECOVERY_CODES)
def recovery_codes_page() -> str:
    """Say what recovery codes are, before they are made."""
    return render_template("accounts/recovery_codes.html", codes=())


@blueprint.post("/recovery-codes")
@needs(Right.CHANGE_RECOVERY_CODES)
def recovery_codes_made() -> str:
    """Make them and show them, this once."""
    with services().office.act(actor()) as act:
        codes = new_recovery_codes(act, here())
    return render_template("accounts/recovery_codes.html", codes=codes)


def _app(form: AppForm, secret: str) -> str:
    address = app_address(
        secret, email=here().account.email, issuer=gettext("Needling for Headache Directory")
    )
    return render_template(
        "accounts/app.html",
        form=form,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=Markup(  # noqa: S704  (drawn here from nothing but the address, which is escaped)
            drawn(address, title=gettext("Code to scan with your app"))
        ),
    )


def _sealed(secret: str) -> str:
    # For this session alone: somebody else's page cannot make an app of their choice ours.
    return services().gate.seal.close(f"{here().session_id} {secret}", _NEW_APP)


def _opened(sealed: str) -> str | None:
    session, _, secret = (services().gate.seal.open(sealed, _NEW_APP) or "").partition(" ")
    return secret if session == str(here().session_id) else None


def _to_ways() -> Response:
    return redirect(url_for("accounts.ways"), 303)  # type: ignore[return-value]
