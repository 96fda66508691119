"""What administrators keep of boards and programs, as they type it."""

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, Form, SelectField, StringField, widgets
from wtforms import TextAreaField as Lines
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, StopValidation

from directory.domain.boards import Board
from directory.domain.books import REVIEW_MONTHS
from directory.domain.clock import iso_day, months_after
from directory.domain.entry.text import read_line
from directory.domain.programs import Program
from directory.domain.rules import Confidence
from directory.domain.vocabulary import Country, Profession
from directory.web.entry_sentences import sentence
from directory.web.presenters.words import PROFESSIONS
from directory.web.speech import gettext
from directory.web.words_typed import Words, words_in

_LONGEST: Final = 200
_LONGEST_ADDRESS: Final = 2_000
_COUNTRIES: Final = (
    SelectChoice(Country.US.value, lazy_gettext("United States")),
    SelectChoice(Country.CA.value, lazy_gettext("Canada")),
)


def _line(lacking: Any = None, *, longest: int = _LONGEST) -> Any:  # noqa: ANN401  (a validator)
    def read(_form: Form, field: Field) -> None:
        checked = read_line(field.data or "", "words", longest=longest)
        for fault in checked.faults:
            raise StopValidation(sentence(fault))
        if checked.value is None and lacking is not None:
            raise StopValidation(str(lacking))
        field.read = checked.value or ""  # type: ignore[attr-defined]

    return read


def _address(*, required: bool) -> Any:  # noqa: ANN401  (a validator)
    def read(form: Form, field: Field) -> None:
        text = (field.data or "").strip()
        wrong = not text.startswith(("https://", "http://")) or " " in text
        if wrong and (text or required):
            raise StopValidation(gettext("Enter a web address, beginning with https://"))
        _line(longest=_LONGEST_ADDRESS)(form, field)

    return read


def _day(_form: Form, field: Field) -> None:
    field.read = iso_day(field.data or "")  # type: ignore[attr-defined]
    if field.read is None:  # type: ignore[attr-defined]
        raise StopValidation(gettext("Enter a day such as 2026-11-24"))


class SourcedForm(Form):
    """What every entry has: where it was read, when, and when it is looked at again."""

    source_url = StringField(
        lazy_gettext("Where you read it (address)"),
        render_kw={"inputmode": "url", "spellcheck": "false"},
        validators=[_address(required=True)],
    )
    as_of = StringField(
        lazy_gettext("Day on which you read it"), widget=widgets.DateInput(), validators=[_day]
    )
    review_on = StringField(
        lazy_gettext("Look at it again on"), widget=widgets.DateInput(), validators=[_day]
    )


class BoardForm(SourcedForm):
    """A register in which people of a profession can be looked up."""

    country = SelectField(
        lazy_gettext("Country"),
        choices=_COUNTRIES,
        validate_choice=False,
        validators=[AnyOf(list(Country), lazy_gettext("Choose one of the list"))],
    )
    region = SelectField(lazy_gettext("State, province or territory"), validate_choice=False)
    profession = SelectField(
        lazy_gettext("Profession"),
        choices=[
            SelectChoice("", lazy_gettext("All professions")),
            *(SelectChoice(each.value, PROFESSIONS[each]) for each in Profession),
        ],
        validate_choice=False,
        validators=[AnyOf(["", None, *Profession], lazy_gettext("Choose one of the list"))],
    )
    name = StringField(
        lazy_gettext("Name of the board"), validators=[_line(lazy_gettext("Enter its name"))]
    )
    lookup_url = StringField(
        lazy_gettext("Address of the look-up"),
        render_kw={"inputmode": "url", "spellcheck": "false"},
        validators=[_address(required=True)],
    )
    off = BooleanField(lazy_gettext("Take this board off the list"))

    def validate_region(self, field: SelectField) -> None:
        """Hold the region to the country that was chosen."""
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise StopValidation(gettext("Choose one of the list"))
        if field.data and not field.data.startswith(f"{self.country.data}-"):
            raise StopValidation(gettext("This region is in the other country. Choose again"))

    def board(self) -> Board:
        """Give what was typed, once it is valid."""
        which = self.profession.data
        return Board(
            country=Country(self.country.data),
            region=(self.region.data or "").rpartition("-")[2],
            profession=Profession(which) if which else None,
            name=self.name.read,  # type: ignore[attr-defined]
            lookup_url=self.lookup_url.read,  # type: ignore[attr-defined]
            source=self.source_url.read,  # type: ignore[attr-defined]
            confidence=Confidence.HIGH.value,
        )


class ProgramForm(SourcedForm):
    """A program or certifying body; what its paper counts as is not changed here."""

    name = StringField(
        lazy_gettext("Name of the program or credential"),
        validators=[_line(lazy_gettext("Enter its name"))],
    )
    body = StringField(
        lazy_gettext("Who gives it"), validators=[_line(lazy_gettext("Enter who gives it"))]
    )
    abbreviation = StringField(
        lazy_gettext("Letters after the name (optional)"), validators=[_line(longest=20)]
    )
    country = SelectField(
        lazy_gettext("Country"),
        choices=[SelectChoice("", lazy_gettext("Not known")), *_COUNTRIES],
        validate_choice=False,
        validators=[AnyOf(["", None, *Country], lazy_gettext("Choose one of the list"))],
    )
    lookup_url = StringField(
        lazy_gettext("Address of its public list (optional)"),
        render_kw={"inputmode": "url", "spellcheck": "false"},
        validators=[_address(required=False)],
    )
    note = Lines(lazy_gettext("Note (optional)"), validators=[Words(longest=700)])

    def program(self, slug: str, *, before: Program | None) -> Program:
        """Give what was typed, once it is valid; what it proves stays as it was."""
        country = self.country.data
        return Program(
            slug=slug,
            abbreviation=self.abbreviation.read,  # type: ignore[attr-defined]
            name=self.name.read,  # type: ignore[attr-defined]
            body=self.body.read,  # type: ignore[attr-defined]
            country=Country(country) if country else None,
            # Of a new one a reviewer finds out, for each paper, what it is worth.
            counts_as=None if before is None else before.counts_as,
            written_exam=before is not None and before.written_exam,
            practical_exam=before is not None and before.practical_exam,
            professions=frozenset() if before is None else before.professions,
            hours=None if before is None else before.hours,
            lookup_url=self.lookup_url.read,  # type: ignore[attr-defined]
            source_url=self.source_url.read,  # type: ignore[attr-defined]
            as_of=str(self.as_of.data),
            confidence=Confidence.HIGH.value,
            note=words_in(self.note),
        )


def days(today: date) -> dict[str, str]:
    """Give the days that a form begins with: read today, looked at again in a year."""
    later = months_after(today, REVIEW_MONTHS)
    return {"as_of": today.isoformat(), "review_on": later.isoformat()}
