"""The page of a street map: the same people on streets, and what is asked before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from directory.web.presenters.map_page import MapPage
from directory.web.speech import gettext

if TYPE_CHECKING:
    from directory.web.presenters.results import ResultsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Streets:
    """Where the streets come from: somebody's server of pictures, or a file of this site."""

    tiles: str = ""
    host: str = ""
    origin: str = ""
    file: str = ""
    closest: int = 0
    """The closest zoom that the file has; closer, it is enlarged."""
    attribution: str = ""
    asks: bool = False


class StreetPage(MapPage):
    """The same people on streets."""

    def __init__(self, results: ResultsPage, streets: Streets) -> None:
        super().__init__(results)
        self.streets = streets

    @property
    def title(self) -> str:
        return gettext("Street map: %(found)s", found=self._results.title)


class StreetQuestion(MapPage):
    """What is asked before somebody else learns which area is looked at."""

    def __init__(self, results: ResultsPage, streets: Streets) -> None:
        super().__init__(results)
        self._host = streets.host

    @property
    def title(self) -> str:
        return gettext("Show streets?")

    @property
    def said(self) -> str:
        return gettext("Showing streets sends the map area to %(host)s.", host=self._host)

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The parameters of this page, for a form that asks for it again."""
        return tuple(parse_qsl(self.query, keep_blank_values=True))
