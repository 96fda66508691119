"""Forms by which somebody begins: three questions, and their name."""

from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import Form, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, InputRequired

from directory.domain.vocabulary import Profession
from directory.web.entry_validators import name
from directory.web.presenters.words import profession_choices

NONE_OF_THESE: Final = "none"
_PROFESSIONS: Final = [each.value for each in Profession]
_CHOOSE_PROFESSION: Final = lazy_gettext("Choose your profession, or “None of these”")
_CHOOSE_PLACE: Final = lazy_gettext("Choose the state or province where you see patients")
_CHOOSE_TRAINED: Final = lazy_gettext("Choose yes or no")


class ProfessionForm(Form):
    """Asks for the licensed profession."""

    profession = RadioField(
        lazy_gettext("Your licensed profession"),
        validators=[AnyOf([*_PROFESSIONS, NONE_OF_THESE], message=_CHOOSE_PROFESSION)],
        validate_choice=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  (as WTForms has it)
        super().__init__(*args, **more)
        self.profession.choices = [
            *((value, text) for value, text in profession_choices() if value),
            (NONE_OF_THESE, lazy_gettext("None of these")),
        ]


class PlaceForm(Form):
    """Asks for a state or province; whoever shows it gives the choices."""

    place = SelectField(
        lazy_gettext("State or province"), validators=[InputRequired(message=_CHOOSE_PLACE)]
    )


class TrainedForm(Form):
    """Asks whether a course was completed."""

    trained = RadioField(
        lazy_gettext("A course that taught the technique, with a certificate"),
        choices=[
            SelectChoice("yes", lazy_gettext("Yes")),
            SelectChoice("no", lazy_gettext("Not yet")),
        ],
        validators=[AnyOf(["yes", "no"], message=_CHOOSE_TRAINED)],
        validate_choice=False,
    )


class BeginForm(Form):
    """Asks for the name under which patients find somebody."""

    given_name = StringField(lazy_gettext("Given name"), validators=[name("given_name")])
    family_name = StringField(lazy_gettext("Family name"), validators=[name("family_name")])
    profession = HiddenField()
