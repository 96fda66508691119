"""The home page: what the directory is for, and how many people it lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.web.presenters import words
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people the directory lists, and when that was counted."""

    listed: int
    all_checked: int
    updated: date


class HomePage:
    """The words of the home page."""

    def __init__(self, counts: Counts | None = None, *, demo: bool = False) -> None:
        self._counts = counts
        self.shows_demo = demo

    @property
    def title(self) -> str:
        return gettext("Find a checked practitioner for IMS or dry needling for headaches")

    @property
    def counted(self) -> str:
        """An honest counter; empty where nobody counted."""
        counts = self._counts
        if counts is None:
            return ""
        listed = ngettext(
            "%(number)s practitioner listed.",
            "%(number)s practitioners listed.",
            counts.listed,
            number=format_decimal(counts.listed),
        )
        checked = gettext(
            "%(number)s with all three checks.", number=format_decimal(counts.all_checked)
        )
        updated = gettext("Updated %(day)s.", day=words.day(counts.updated, words.language_here()))
        return f"{listed} {checked} {updated}"
