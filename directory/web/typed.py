"""What was typed into a form, so that it can be shown again as it stands."""

from unicodedata import category

from flask import request
from werkzeug.datastructures import MultiDict

DAMAGED = "\ufffd"
"""Stands where a browser would show nothing it could; the rules of entry refuse it as no text."""
_LINE_MARKS = frozenset("\r\n\t")


def typed(given: MultiDict[str, str] | None = None) -> MultiDict[str, str]:
    """Give the fields of a form; what no page can hold is marked as damaged.

    `given`: those of an address, where the form is sent in one.
    """
    fields = request.form if given is None else given
    return MultiDict(
        (name, "".join(map(_shown, value)) if not value.isprintable() else value)
        for name, value in fields.items(multi=True)
    )


def _shown(mark: str) -> str:
    unfit = category(mark) in {"Cc", "Cs", "Cn"} and mark not in _LINE_MARKS
    return DAMAGED if unfit else mark
