"""Sentences that owners write to reviewers: required, plain, and not too long."""

from typing import Any, Final

from wtforms import Field, Form
from wtforms.validators import StopValidation

from directory.domain.entry.text import read_lines
from directory.web.entry_sentences import sentence

MOST: Final = 2_000


class Words:
    """Reads several lines; `lacking` is said where there are none."""

    def __init__(self, lacking: Any) -> None:  # noqa: ANN401  (text in the reader's language)
        self._lacking = lacking

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop the field at what is wrong with it."""
        checked = read_lines(field.data or "", "words", longest=MOST)
        for fault in checked.faults:
            raise StopValidation(sentence(fault))
        if checked.value is None:
            raise StopValidation(str(self._lacking))
        field.read = checked.value  # type: ignore[attr-defined]


def words_in(field: Field) -> str:
    """Give what was read."""
    return str(field.read)  # type: ignore[attr-defined]
