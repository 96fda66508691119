"""Flask-Babel's functions with types, so that what a door says is known to be text."""

import flask_babel


def gettext(message: str, **values: str) -> str:
    """Say it in the reader's language."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, /, **values: str) -> str:  # noqa: PLR0917 (gettext's own order)
    """Say it in the reader's language, in the form that goes with the number."""
    return str(flask_babel.ngettext(one, many, number, **values))


def format_decimal(number: float, pattern: str | None = None) -> str:
    """A number as the reader's language writes it."""
    return str(flask_babel.format_decimal(number, pattern))
