"""Adding and removing passkeys."""

from flask import Response, abort, redirect, render_template, request, url_for

from directory.adapters.passkeys import read_answer
from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.queries.sign_in_methods import PasskeyView, passkeys_of
from directory.web.accounts.challenges import to_add
from directory.web.accounts.forms import PasskeyForm, put_at, read
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, here, needs, stay
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.accounts.methods import (
    LastPasskey,
    NoSuchPasskey,
    add_passkey,
    remove_passkey,
)
from directory.workflows.accounts.trying import NotProven


@blueprint.get("/passkeys/add")
@needs(Right.CHANGE_PASSKEYS)
def add_passkey_page() -> str:
    """Offer to make a passkey."""
    return _page(PasskeyForm())


@blueprint.post("/passkeys/add")
@needs(Right.CHANGE_PASSKEYS)
def passkey_added() -> Response:
    """Keep the passkey that was made."""
    form = PasskeyForm(request.form)
    if not form.validate():
        return stay(_page(form))
    try:
        _add(form.answer.data or "", name=read(form.name))
    except NotProven:
        put_at(form.name, gettext("The passkey could not be added. Try again."))
        return stay(_page(form))
    return redirect(url_for("accounts.ways"), 303)  # type: ignore[return-value]


@blueprint.get("/passkeys/<passkey>/remove")
@needs(Right.CHANGE_PASSKEYS)
def remove_passkey_page(passkey: str) -> str:
    """Ask whether to remove a passkey."""
    return render_template("accounts/remove_passkey.html", passkey=_own(passkey), last=False)


@blueprint.post("/passkeys/<passkey>/remove")
@needs(Right.CHANGE_PASSKEYS)
def passkey_removed(passkey: str) -> Response:
    """Remove it."""
    own = _own(passkey)
    try:
        with services().office.act(actor()) as act:
            remove_passkey(act, here(), passkey_id=own.id)
    except NoSuchPasskey:
        abort(404)
    except LastPasskey:
        return stay(render_template("accounts/remove_passkey.html", passkey=own, last=True), 409)
    return redirect(url_for("accounts.ways"), 303)  # type: ignore[return-value]


def _add(answer: str, *, name: str) -> None:
    gate, said = services().gate, read_answer(answer)
    made = None if said is None else gate.site.registered(answer, challenge=said.challenge)
    if made is None or said is None:
        raise NotProven
    with gate.office.act(actor()) as act:
        add_passkey(act, gate, visitor=here(), made=made, challenge=said.challenge, name=name)


def _own(passkey: str) -> PasskeyView:
    """Find a passkey of this account; any other is not there."""
    try:
        number = ids.decode(passkey)
    except ValueError:
        abort(404)
    with services().database.reading() as connection:
        known = passkeys_of(connection, here().account.id)
    found = next((each for each in known if each.id == number), None)
    return found or abort(404)


def _page(form: PasskeyForm) -> str:
    return render_template("accounts/add_passkey.html", form=form, options=to_add(here()))
