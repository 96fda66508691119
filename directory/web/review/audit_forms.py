"""Which entries of the log somebody wants to see, as they choose it."""

from collections.abc import Mapping
from typing import Final

from flask import request
from flask_babel import lazy_gettext
from wtforms import Field, Form, SelectField, StringField, widgets
from wtforms.validators import StopValidation

from directory.domain import ids
from directory.domain.clock import iso_day
from directory.domain.log_entries import DecisionAct
from directory.queries.audit import Wish, person_at
from directory.queries.staff import staff
from directory.web.presenters.log_words import ACTS
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services

NOBODY: Final = "nobody"
_LONGEST: Final = 300
_Choices = list[tuple[str, str]]


def _day(_form: Form, field: Field) -> None:
    field.read = None  # type: ignore[attr-defined]
    if field.data:
        field.read = iso_day(field.data)  # type: ignore[attr-defined]
        if field.read is None:  # type: ignore[attr-defined]
            raise StopValidation(gettext("Enter a day such as 2026-11-24"))


def _person(_form: Form, field: Field) -> None:
    field.read = None  # type: ignore[attr-defined]
    if field.data:
        with services().database.reading() as connection:
            field.read = person_at(connection, field.data[:_LONGEST])  # type: ignore[attr-defined]
        if field.read is None:  # type: ignore[attr-defined]
            raise StopValidation(
                gettext("Enter the address of a listing, or a reference such as HD-4821-KQ")
            )


def _listed(_form: Form, field: SelectField) -> None:
    if field.data and field.data not in {value for value, *_ in field.iter_choices()}:
        raise StopValidation(gettext("Choose one of the list"))


class AuditForm(Form):
    """Filters of the log; an empty one asks for everything."""

    act = SelectField(lazy_gettext("What was done"), validate_choice=False, validators=[_listed])
    actor = SelectField(lazy_gettext("Who did it"), validate_choice=False, validators=[_listed])
    person = StringField(
        lazy_gettext("About whom"),
        description=lazy_gettext("The address of a listing, or its reference"),
        validators=[_person],
    )
    first = StringField(lazy_gettext("From (UTC)"), widget=widgets.DateInput(), validators=[_day])
    last = StringField(lazy_gettext("To (UTC)"), widget=widgets.DateInput(), validators=[_day])

    def wish(self) -> Wish:
        """Give what was chosen, once it is valid."""
        by_nobody = self.actor.data == NOBODY
        return Wish(
            act=DecisionAct(self.act.data) if self.act.data else None,
            actor=ids.decode(self.actor.data) if self.actor.data and not by_nobody else None,
            by_nobody=by_nobody,
            person=self.person.read,  # type: ignore[attr-defined]
            first=self.first.read,  # type: ignore[attr-defined]
            last=self.last.read,  # type: ignore[attr-defined]
        )

    def said(self) -> list[tuple[str, str]]:
        """Give what was chosen in words."""
        return [
            (str(field.label.text), _word(field, self.chosen()[field.name]))
            for field in self
            if field.data
        ]

    def chosen(self) -> Mapping[str, str]:
        """Give what was chosen as an address carries it."""
        return {field.name: field.data for field in self if field.data}


def _word(field: Field, value: str) -> str:
    return str(dict(getattr(field, "choices", None) or ()).get(value, value))


def audit_form() -> AuditForm:
    """Read the filters of this request."""
    form = AuditForm(typed(request.args))
    form.act.choices = [("", gettext("Anything")), *_acts()]
    form.actor.choices = [("", gettext("Anybody")), (NOBODY, gettext("The directory itself"))]
    form.actor.choices += _people(form.actor.data)
    return form


def _acts() -> _Choices:
    return sorted(((str(act), str(words)) for act, words in ACTS.items()), key=lambda it: it[1])


def _people(wanted: str | None) -> _Choices:
    with services().database.reading() as connection:
        found = [(each.public_id, each.name) for each in staff(connection)]
    if wanted and wanted not in {NOBODY, *(value for value, _ in found)} and _is_id(wanted):
        # Somebody else, from a link beside an entry of theirs.
        found.append((wanted, gettext("Account %(id)s", id=wanted)))
    return found


def _is_id(text: str) -> bool:
    try:
        ids.decode(text)
    except ValueError:
        return False
    return True
