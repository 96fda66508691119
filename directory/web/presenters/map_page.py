"""The page of a map: the drawing large, and everybody on it by name, distance and place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from directory.web.presenters import ring_map
from directory.web.speech import gettext

if TYPE_CHECKING:
    from directory.web.presenters.asked import Asked
    from directory.web.presenters.cards import Card
    from directory.web.presenters.results import ResultsPage
    from directory.web.presenters.ring_map import Stop


class MapPage:
    """The same people as on a page of results, under the same numbers."""

    def __init__(self, results: ResultsPage) -> None:
        self._results = results

    @property
    def title(self) -> str:
        return gettext("Map: %(found)s", found=self._results.title)

    @property
    def asked(self) -> Asked:
        return self._results.asked

    @property
    def notice(self) -> str:
        return self._results.notice

    @property
    def people(self) -> tuple[tuple[Card, Stop], ...]:
        """Each with their point."""
        cards = self._results.cards or self._results.nearest
        return tuple(zip(cards, self._results.stops, strict=True))

    @property
    def middle(self) -> tuple[float, float]:
        """The point that was searched around."""
        return self.asked.criteria.lat, self.asked.criteria.lon

    @property
    def nobody_said(self) -> str:
        """What stands where nobody is found within the distance, or on this page of the list."""
        if self._results.is_past_the_end:
            return gettext("There are no more people on this page.")
        return self._results.nearest_said

    @property
    def list_address(self) -> str:
        """The list of the same people."""
        return self._results.here

    @cached_property
    def small(self) -> ring_map.RingMap | None:
        """The drawing for a narrow screen."""
        return self._results.map

    @cached_property
    def large(self) -> ring_map.RingMap | None:
        return self._results.map_of(ring_map.LARGE)

    @property
    def said(self) -> str:
        return self._results.map_said

    @property
    def query(self) -> str:
        """The parameters of this page, for others about the same people."""
        return self._results.query

    @property
    def shows_demo(self) -> bool:
        return self._results.shows_demo
