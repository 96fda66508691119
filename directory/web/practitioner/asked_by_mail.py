"""Asking for an address that an invitation is sent to, and saying why one is not sent or taken."""

from flask import Response
from flask_babel import lazy_gettext
from wtforms import Form, StringField

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.accounts.addresses import read_address
from directory.domain.entry.faults import Checked
from directory.domain.keepers import MOST_KEEPERS, KeeperRefusal
from directory.web.entry_validators import Reads
from directory.web.guards import stay
from directory.web.speech import gettext, ngettext
from directory.web.visitors import caller
from directory.web.wiring import services
from directory.workflows.accounts.trying import MustWait, hold_letter

TOO_MANY = 429
_READING = OfflineContactReading()


def _address(text: str, _form: Form) -> Checked[str | None]:
    return read_address(text, reading=_READING)


class AskForm(Form):
    """An address that an invitation is sent to."""

    email = StringField(lazy_gettext("Their e-mail address"), validators=[Reads(_address)])


class OwnAddressForm(Form):
    """The address of another account of one's own."""

    email = StringField(
        lazy_gettext("E-mail address of your other account"), validators=[Reads(_address)]
    )


def address_in(form: AskForm | OwnAddressForm) -> str:
    """Give the address that a form holds, as accounts compare it."""
    read: str = form.email.read  # type: ignore[attr-defined]
    return read


def put(form: AskForm | OwnAddressForm, said: str) -> None:
    """Say at the address what is wrong with it."""
    form.email.errors = [*form.email.errors, said]


def hold_post(form: AskForm | OwnAddressForm) -> MustWait | None:
    """Count a letter to the address; where there were too many, say so at it."""
    try:
        hold_letter(services().gate, address_in(form), caller=caller())
    except MustWait as wait:
        minutes = -(-wait.seconds // 60)
        put(
            form,
            ngettext(
                "You have sent many letters in a short while. Wait %(num)s minute and try again.",
                "You have sent many letters in a short while. Wait %(num)s minutes and try again.",
                minutes,
            ),
        )
        return wait
    return None


def made_to_wait(wait: MustWait, page: str) -> Response:
    """Answer a letter too many with the page it was asked for on."""
    response = stay(page, TOO_MANY)
    response.headers["Retry-After"] = str(wait.seconds)
    return response


def refusal_said(why: KeeperRefusal) -> str:
    """Say why somebody is not invited, or an invitation not accepted, and what to do."""
    match why:
        case KeeperRefusal.ONESELF:
            return gettext("This is the account you are signed in to. Enter another address.")
        case KeeperRefusal.KEEPS_ALREADY:
            return gettext("This person keeps your listing already.")
        case KeeperRefusal.ENOUGH:
            return gettext(
                "%(number)s people keep your listing or are invited to. Remove somebody first.",
                number=str(MOST_KEEPERS),
            )
        case KeeperRefusal.ANOTHER_ADDRESS:
            return gettext(
                "The invitation was sent to another e-mail address. Sign in with that one, or ask"
                " for an invitation to yours."
            )
        case KeeperRefusal.OWNS_A_LISTING:
            return gettext(
                "This account has a listing of its own, and one account can have one. Sign in"
                " with another account."
            )
