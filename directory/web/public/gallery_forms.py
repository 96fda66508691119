"""Fields of every kind for the page of components: plain, with a hint, and with something wrong."""

from dataclasses import dataclass
from typing import Final

from wtforms import (
    BooleanField,
    Form,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.web.date_field import DateBoxes

_THREE: Final = [SelectChoice(str(each), f"Choice {each}") for each in range(1, 4)]
_NINE: Final = [SelectChoice(str(each), f"Choice {each}") for each in range(1, 10)]


class ShownFields(Form):
    """One field of each kind."""

    text = StringField("Text")
    number = IntegerField("Number")
    long = TextAreaField("Long text")
    select = SelectField("One of several, in a list", choices=_THREE)
    radios = RadioField("One of several", choices=_THREE, default="1")
    boxes = SelectMultipleField("Any of several", choices=_THREE)
    many = SelectMultipleField("Any of many", choices=_NINE)
    day = DateBoxes("A day")
    file = MultipleFileField("Files")
    box = BooleanField("One box by itself")


class ShownPoint(Form):
    """Where a point is, as a map on a phone writes it."""

    lat = StringField("Latitude")
    lon = StringField("Longitude")


@dataclass(frozen=True, slots=True)
class State:
    """Fields in one state, under its name."""

    name: str
    form: ShownFields


def shown_fields() -> tuple[State, ...]:
    """Give the fields in each of their states, with ids of their own."""
    return tuple(
        State(name, _made(name, hint=hint, error=error))
        for name, hint, error in (
            ("Plain", "", ""),
            ("Hint", "What to write here, and where it stands", ""),
            ("Error", "", "Write what this field asks for"),
            ("Hint and error", "What to write here, and where it stands", "Write it another way"),
        )
    )


def _made(name: str, *, hint: str, error: str) -> ShownFields:
    form = ShownFields(prefix=f"{name.lower().replace(' ', '-')}-")
    for field in form:
        field.description = hint
        field.errors = (error,) if error else ()
    return form
