"""Forms about clinics: who takes new patients, who still sees them there, and which place joins."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field, Form, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import StopValidation

from directory.web.speech import gettext


class OneOf:
    """Asks for one of the answers that are offered."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop the field where none of them was chosen."""
        offered = {each[0] for each in field.iter_choices()}  # type: ignore[attr-defined]
        if field.data not in offered:
            raise StopValidation(gettext("Choose one of the answers."))


def _choice(label: Any, **choices: Any) -> RadioField:  # noqa: ANN401  (lazy texts)
    return RadioField(
        label,
        choices=[SelectChoice(value, said) for value, said in choices.items()],
        validators=[OneOf()],
        validate_choice=False,
    )


class NewPatientsForm(Form):
    """Whether somebody takes new patients."""

    takes = _choice(
        lazy_gettext("Do they take new patients?"),
        yes=lazy_gettext("Yes"),
        no=lazy_gettext("No"),
        not_known=lazy_gettext("I do not know"),
    )


class StaysForm(Form):
    """Whether patients are still seen at a place that is unlinked, as the manager knows it."""

    stays = _choice(
        lazy_gettext("Do they still see patients here?"),
        no=lazy_gettext("No. Today is their last day here"),
        yes=lazy_gettext("Yes. They keep this place in their listing by themselves"),
    )


class LeaveForm(Form):
    """Whether patients are still seen at a place that is unlinked, as the practitioner knows it."""

    stays = _choice(
        lazy_gettext("Do you still see patients here?"),
        no=lazy_gettext("No. Today is my last day here"),
        yes=lazy_gettext("Yes. I keep this place in my listing by myself"),
    )


class JoinForm(Form):
    """Which place is to be at the clinic."""

    place = RadioField(
        lazy_gettext("Which place is this?"), validators=[OneOf()], validate_choice=False
    )
