"""Sentences that people write to each other: required, plain, and not too long."""

from typing import Any, Final

from wtforms import Field, Form
from wtforms.validators import StopValidation

from directory.domain.entry.text import read_lines
from directory.web.entry_sentences import sentence

MOST: Final = 2_000


class Words:
    """Reads several lines; `lacking` is said where there are none, unless there need not be any."""

    def __init__(self, lacking: Any = None, *, longest: int = MOST) -> None:  # noqa: ANN401  (text in the reader's language)
        self._lacking = lacking
        self._longest = longest

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop the field at what is wrong with it."""
        checked = read_lines(field.data or "", "words", longest=self._longest)
        for fault in checked.faults:
            raise StopValidation(sentence(fault))
        if checked.value is None and self._lacking is not None:
            raise StopValidation(str(self._lacking))
        field.read = checked.value or ""  # type: ignore[attr-defined]


def words_in(field: Field) -> str:
    """Give what was read."""
    return str(field.read)  # type: ignore[attr-defined]
