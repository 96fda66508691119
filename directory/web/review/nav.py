"""The ways around the desk: those that somebody may go, and that are there."""

from dataclasses import dataclass
from typing import Final

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext

from directory.domain.accounts.rights import Right, part_for
from directory.web.review.wing import blueprint

_WAYS: Final = (
    ("queue", lazy_gettext("Queue"), Right.SEE_QUEUE),
    ("figures", lazy_gettext("Figures"), Right.SEE_FIGURES),
    ("books", lazy_gettext("Rules and boards"), Right.SEE_BOOKS),
    ("registers", lazy_gettext("Registers"), Right.SEE_BOOKS),
    ("people", lazy_gettext("People"), Right.SEE_PEOPLE),
    ("letters", lazy_gettext("Letters"), Right.SEE_LETTERS),
    ("imports", lazy_gettext("Imports"), Right.SEE_IMPORTS),
    ("audit", lazy_gettext("Audit"), Right.SEE_AUDIT),
    ("settings", lazy_gettext("Settings"), Right.SEE_SETTINGS),
    ("reassign", lazy_gettext("Reassign"), Right.REASSIGN),
    ("my_desk", lazy_gettext("Your desk"), Right.WORK_QUEUE),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link above the pages of the desk."""

    name: str
    address: str
    is_here: bool


def ways() -> list[Way]:
    """Give the ways of whoever asks, in their order."""
    visitor = g.get("visitor")
    if visitor is None:
        return []
    parts = visitor.account.parts
    return [
        Way(str(name), url_for(endpoint), request.endpoint == endpoint)
        for short, name, right in _WAYS
        # Whatever else they would have to prove is asked where they go.
        if part_for(right, parts, strong=True) is not None
        and (endpoint := f"{blueprint.name}.{short}") in current_app.view_functions
    ]


blueprint.context_processor(lambda: {"desk_ways": ways})
