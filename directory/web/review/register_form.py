"""What a reviewer found of each line of a sample: radios that no mouse is needed for."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import lazy_gettext
from wtforms import Form, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.queries.registers import LineView
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext
from directory.web.typed import typed

AGREES, DIFFERS, NOT_YET = "agrees", "differs", "not_yet"
ANSWERS: Final = {
    AGREES: lazy_gettext("The register says the same"),
    DIFFERS: lazy_gettext("The register says something else"),
    NOT_YET: lazy_gettext("Not looked up yet"),
}
_READ: Final[Mapping[str, bool | None]] = {AGREES: True, DIFFERS: False, NOT_YET: None}
_SAID: Final = {answer: word for word, answer in _READ.items()}


def sample_form(lines: tuple[LineView, ...], *, given: bool) -> Form:
    """Make the form of a sample: a field a line, by its number in the file."""
    fields = {name_of(line): _field(line) for line in lines}
    made = type("SampleForm", (Form,), fields)
    form: Form = made(typed() if given else None)
    return form


def name_of(line: LineView) -> str:
    """Name the field of a line."""
    return f"line_{line.line}"


def answers(form: Form, lines: tuple[LineView, ...]) -> dict[int, bool | None]:
    """Give what was found; a line about which nothing sensible was sent stays as it was."""
    return {
        line.line: _READ[form[name_of(line)].data]
        for line in lines
        if form[name_of(line)].data in _READ
    }


def _in_file(line: LineView) -> str:
    said = [gettext("File: %(status)s", status=line.status)]
    return ", ".join(said + _until(line.ends))


def _on_file(line: LineView) -> str:
    said = [
        f"{gettext('Here:')} {line.person}",
        gettext("name on the license: %(name)s", name=line.name_on_licence),
    ]
    return ", ".join(said + _until(line.on_file_until))


def _until(last: date | None) -> list[str]:
    if last is None:
        return []
    return [gettext("until %(day)s", day=day(last, language_here()))]


def _field(line: LineView) -> RadioField:
    return RadioField(
        f"{line.number} · {line.name}",
        description=f"{_in_file(line)}. {_on_file(line)}.",
        choices=[SelectChoice(word, words) for word, words in ANSWERS.items()],
        default=_SAID[line.agreed],
        validate_choice=False,
    )
