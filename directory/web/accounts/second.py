"""What a sign-in still lacks: a code, a passkey, or the link in a letter."""

from datetime import timedelta

from flask import Response, render_template, request

from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import Lacking, LinkPurpose
from directory.queries.links import LinkDead, look_at
from directory.web.accounts.answers import led_on, made_to_wait, wait_said
from directory.web.accounts.challenges import to_prove
from directory.web.accounts.forms import CodeForm, KeyForm, PaperForm, put_at
from directory.web.accounts.registering import link_dead
from directory.web.accounts.wing import blueprint
from directory.web.guards import for_everybody, for_the_unfinished, here, stay, to_step
from directory.web.speech import gettext
from directory.web.visitors import caller, visitor
from directory.web.wiring import services
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.sign_in import (
    Opened,
    OtherBrowser,
    confirm_device,
    finish_by_code,
    finish_by_passkey,
    finish_by_recovery_code,
)
from directory.workflows.accounts.trying import MustWait, NotProven


@blueprint.get("/sign-in/second")
@for_the_unfinished
def second() -> str | Response:
    """Ask for what is lacking."""
    lacking = here().session.lacking
    if lacking is Lacking.DEVICE_LINK:
        return to_step(lacking)  # type: ignore[return-value]
    return _page()


@blueprint.post("/sign-in/code")
@for_the_unfinished
def second_by_code() -> Response:
    """Take a code, from the app or from paper."""
    from_paper = request.form.get("from") == "paper"
    form = PaperForm(request.form) if from_paper else CodeForm(request.form)
    typed = form.code.data or ""
    finish = finish_by_recovery_code if from_paper else finish_by_code
    try:
        opened = finish(services().gate, here(), code=typed, caller=caller())
    except NotProven:
        put_at(form.code, _wrong(from_paper=from_paper))
        return stay(_page(form))
    except MustWait as wait:
        put_at(form.code, wait_said(wait))
        return made_to_wait(wait, _page(form))
    return _on(opened)


@blueprint.post("/sign-in/second/passkey")
@for_the_unfinished
def second_by_passkey() -> Response:
    """Take what a passkey of the account signed."""
    try:
        opened = finish_by_passkey(
            services().gate, here(), answer=request.form.get("answer", ""), caller=caller()
        )
    except NotProven:
        key = KeyForm()
        put_at(
            key.answer, gettext("That passkey did not work here. Try again, or use another way.")
        )
        return stay(_page(key))
    return _on(opened)


@blueprint.get("/sign-in/new-device")
@for_the_unfinished
def new_device() -> str:
    """Say that the link in a letter is waited for."""
    minutes = LIFETIMES[LinkPurpose.NEW_DEVICE] // timedelta(minutes=1)
    return render_template("accounts/new_device.html", minutes=minutes)


@blueprint.get("/device")
@for_everybody
def device_link() -> str | Response:
    """Show what the link in the letter about a new browser leads to."""
    token, kept, found = request.args.get("token", ""), services(), visitor()
    try:
        with kept.database.reading() as connection:
            link = look_at(connection, token, purpose=LinkPurpose.NEW_DEVICE, at=kept.clock())
    except LinkDead:
        return link_dead()
    if found is None or link.session_id != found.session_id:
        return stay(render_template("accounts/other_browser.html"), 409)
    return render_template("accounts/device.html", token=token)


@blueprint.post("/device")
@for_the_unfinished
def device_confirmed() -> Response:
    """Complete the sign-in of this browser."""
    token = request.form.get("token", "")
    try:
        opened = confirm_device(services().gate, here(), token=token, caller=caller())
    except (LinkDead, NotProven):
        return link_dead()
    except OtherBrowser:
        return stay(render_template("accounts/other_browser.html"), 409)
    return _on(opened)


def _on(opened: Opened) -> Response:
    by_link = here().session.opened_by.value == "mail_link"
    return led_on(opened, landing="accounts.ways" if by_link else "accounts.overview")


def _page(faulty: CodeForm | PaperForm | KeyForm | None = None) -> str:
    found = here()
    holder = found.account.holder
    options = to_prove(found, ChallengePurpose.PROVE) if holder.passkey else ""
    return render_template(
        "accounts/second.html",
        form=faulty,
        code=faulty if isinstance(faulty, CodeForm) else CodeForm(),
        paper=faulty if isinstance(faulty, PaperForm) else PaperForm(),
        key=faulty if isinstance(faulty, KeyForm) else KeyForm(),
        lacking=found.session.lacking,
        options=options,
        app=holder.app and found.session.lacking is Lacking.CODE,
    )


def _wrong(*, from_paper: bool) -> str:
    if from_paper:
        return gettext("That recovery code is not right, or was used before. Try another one.")
    return gettext("That code is not right, or was used before. Enter the next one from your app.")
