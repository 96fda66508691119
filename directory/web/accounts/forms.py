"""The forms of accounts; what their fields may hold is read by the domain."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import (
    Field,
    Form,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.accounts.addresses import read_address
from directory.domain.accounts.passwords import read_password
from directory.domain.entry.faults import Checked
from directory.web.entry_validators import Reads, name, one_line
from directory.web.languages import spoken as languages_spoken
from directory.web.languages import tongues
from directory.web.speech import gettext
from directory.web.wiring import services

LONGEST_PASSKEY_NAME = 60
READING = OfflineContactReading()


def _address(text: str, _form: Form) -> Checked[str | None]:
    return read_address(text, reading=READING)


def _password(text: str, form: Form) -> Checked[str | None]:
    about = [str(form[field].data or "") for field in ("name", "email") if field in form]
    return read_password(
        text,
        "password",
        meter=services().gate.meter,
        about=[*about, *getattr(form, "about", ()), gettext("Needling for Headache Directory")],
    )


def _maybe_password(text: str, form: Form) -> Checked[str | None]:
    return _password(text, form) if text else Checked(None)


class EmailForm(Form):
    """An address to send a letter to."""

    email = StringField(lazy_gettext("E-mail address"), validators=[Reads(_address)])


class SignInForm(Form):
    """An address and a password; neither is said to be wrong alone."""

    email = StringField(lazy_gettext("E-mail address"))
    password = PasswordField(lazy_gettext("Password"))
    next = HiddenField()


class RegisterForm(Form):
    """Who opens the account, and perhaps a password."""

    name = StringField(
        lazy_gettext("Your name"),
        description=lazy_gettext("As colleagues know you. Patients do not see it here."),
        validators=[name("name")],
    )
    password = PasswordField(
        lazy_gettext("Password (optional)"),
        description=lazy_gettext(
            "15 characters or more, for example four or five unrelated words. "
            "Leave it empty to add a passkey next."
        ),
        validators=[Reads(_maybe_password)],
    )
    token = HiddenField()
    about: tuple[str, ...] = ()


class PasswordForm(Form):
    """A new password."""

    password = PasswordField(
        lazy_gettext("New password"),
        description=lazy_gettext(
            "15 characters or more, for example four or five unrelated words. "
            "You can paste one from a password manager."
        ),
        validators=[Reads(_password)],
    )
    about: tuple[str, ...] = ()


class CodeForm(Form):
    """A code from an app."""

    code = StringField(lazy_gettext("6 digits from your app"))


class PaperForm(Form):
    """A code from paper; it may stand on a page with one from an app."""

    code = StringField(lazy_gettext("Recovery code"), id="paper")


class KeyForm(Form):
    """What a passkey signed; what is wrong with it is said at its button."""

    answer = HiddenField(id="passkey")


class ProveForm(Form):
    """A password, and a code where the account has an app."""

    password = PasswordField(lazy_gettext("Password"))
    code = StringField(
        lazy_gettext("Code from your app"), description=lazy_gettext("6 digits, for example 123456")
    )


class JoinForm(Form):
    """Who answers an invitation to review or administer."""

    name = StringField(
        lazy_gettext("Your name"),
        description=lazy_gettext("As colleagues know you. Patients do not see it here."),
        validators=[name("name")],
    )


class AppForm(Form):
    """The first code of a new app, with the secret it is held against, sealed."""

    code = StringField(
        lazy_gettext("Code from your app"), description=lazy_gettext("6 digits, for example 123456")
    )
    sealed = HiddenField()


class NameForm(Form):
    """What letters call somebody, and the language they are in."""

    name = StringField(lazy_gettext("Your name"), validators=[name("name")])
    language = SelectField(lazy_gettext("Language of letters to you"), choices=[])


class PasskeyForm(Form):
    """What a passkey is called."""

    name = StringField(
        lazy_gettext("Name of the passkey"),
        description=lazy_gettext("So that you know it again, for example “Work phone”"),
        validators=[one_line("name", longest=LONGEST_PASSKEY_NAME, required=True)],
        # A name that is refused would leave a passkey on the device that is known nowhere.
        render_kw={"maxlength": LONGEST_PASSKEY_NAME},
    )
    answer = HiddenField()


def name_form(*, said: str, spoken: str) -> NameForm:
    """Make the form of name and language, filled with what is known."""
    form = NameForm(request.form, data={"name": said, "language": spoken})
    form.language.choices = [
        SelectChoice(each.code, each.name) for each in tongues(languages_spoken())
    ]
    return form


def read(field: Field) -> Any:  # noqa: ANN401  (whatever the domain read)
    """Give what the domain read in a field."""
    return field.read  # type: ignore[attr-defined]


def put_at(field: Field, said: str) -> None:
    """Say at a field what is wrong with it, seen beyond the form."""
    field.errors = [*field.errors, said]
