"""Reads the parameters of the log strictly: what is not known or not plain is refused."""

from typing import Final

from flask import request

from directory.web.speech import gettext

_MOST_DIGITS: Final = 15


class UnusableParameters(Exception):
    """The parameters cannot be used; the message says what to do."""


def numbers(*names: str) -> tuple[int, ...]:
    """Read whole numbers, each of which must be there exactly once, and nothing else."""
    unknown = sorted(set(request.args) - set(names))
    if unknown:
        raise UnusableParameters(
            gettext(
                "There is no parameter “%(name)s” here; there are: %(names)s.",
                name=unknown[0],
                names=", ".join(names),
            )
            if names
            else gettext("This address takes no parameters.")
        )
    return tuple(map(_number, names))


def _number(name: str) -> int:
    given = request.args.getlist(name)
    text = given[0] if len(given) == 1 else ""
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    if not plain or (text[0] == "0" and text != "0"):
        raise UnusableParameters(
            gettext("Set “%(name)s” once, to a whole number such as 0 or 42.", name=name)
        )
    return int(text)
