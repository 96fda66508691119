"""A search whose parameters cannot be used: what is wrong with each, and at which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wtforms import Form


SHOWN = frozenset({"near", "headache", "within"})
"""Parameters that have a field of their own on this page."""


class FaultyPage:
    """What has to be corrected before anything can be searched."""

    shows_demo = False

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        """`faults`: the name of each parameter and a sentence about it."""
        self._faults = faults

    @property
    def heading(self) -> str:
        return gettext("There is a problem with this search")

    @property
    def title(self) -> str:
        return gettext("Error: %(heading)s", heading=self.heading)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each sentence with the field it leads to; the first one where it has none here."""
        return [(said, name if name in SHOWN else "near") for name, said in self._faults]

    def mark(self, form: Form) -> None:
        """Put the sentences at the fields that the search form shows."""
        for name, said in self._faults:
            if name in SHOWN:
                form[name].errors = (said,)
