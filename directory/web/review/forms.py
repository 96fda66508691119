"""The forms of staff; what their fields may hold is read by the domain."""

from typing import Final

from flask_babel import lazy_gettext
from wtforms import Field, Form, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import StopValidation

from directory.adapters.contact_reading import OfflineContactReading
from directory.domain.accounts.addresses import read_address
from directory.domain.accounts.rights import STAFF
from directory.domain.entry.faults import Checked
from directory.domain.vocabulary import ActorKind
from directory.web.entry_validators import Reads
from directory.web.review.words import ROLES
from directory.web.speech import gettext

_READING: Final = OfflineContactReading()
_ROLES: Final = tuple(role for role in ActorKind if role in STAFF)


def _address(text: str, _form: Form) -> Checked[str | None]:
    return read_address(text, reading=_READING)


def _role(_form: Form, field: Field) -> None:
    if field.data not in STAFF:
        raise StopValidation(gettext("Choose what they will do"))


class FindForm(Form):
    """The whole address of an account; nobody looks through addresses by their beginnings."""

    email = StringField(lazy_gettext("E-mail address"), validators=[Reads(_address)])


class InviteForm(Form):
    """Whom to invite, and to which part."""

    email = StringField(lazy_gettext("E-mail address"), validators=[Reads(_address)])
    role = RadioField(
        lazy_gettext("What they will do"),
        choices=[SelectChoice(role.value, ROLES[role]) for role in _ROLES],
        validate_choice=False,
        validators=[_role],
    )
