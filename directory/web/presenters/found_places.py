"""Pages of places: which regions and towns have people, and who is listed around one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.domain.vocabulary import Country, Headache
from directory.queries.found_places import FEWEST
from directory.queries.listings import slug_of
from directory.web.presenters import words
from directory.web.presenters.links import Link
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from directory.queries.found_places import TownCount
    from directory.web.presenters.results import ResultsPage


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A region or a town, its page, and how many people are listed there."""

    name: str
    href: str
    people: str


class FindPage:
    """Every region with towns of their own pages."""

    shows_demo = False

    def __init__(
        self,
        towns: Iterable[TownCount],
        *,
        region_name: Callable[[Country, str], str],
        href: Callable[[str], str],
    ) -> None:
        self._people: defaultdict[tuple[Country, str], int] = defaultdict(int)
        for town in towns:
            self._people[town.country, town.region] += town.people
        self._region_name = region_name
        self._href = href

    @property
    def title(self) -> str:
        return gettext("Find a checked practitioner by place")

    @property
    def countries(self) -> tuple[tuple[str, tuple[PlaceLine, ...]], ...]:
        """Each country with its regions by name."""
        found = ((words.country(country), self._regions(country)) for country in Country)
        return tuple((name, regions) for name, regions in found if regions)

    def _regions(self, country: Country) -> tuple[PlaceLine, ...]:
        lines = (
            PlaceLine(self._region_name(country, code), self._href(code.lower()), listed(people))
            for (of, code), people in self._people.items()
            if of is country
        )
        return tuple(sorted(lines, key=lambda line: line.name))


class RegionFoundPage:
    """The towns of a region that have pages of their own."""

    shows_demo = False

    def __init__(
        self, towns: Sequence[TownCount], *, region: str, href: Callable[[str], str]
    ) -> None:
        self._towns = towns
        self._region = region
        self._href = href

    @property
    def title(self) -> str:
        return gettext("Checked practitioners in %(region)s, by town", region=self._region)

    @property
    def towns(self) -> tuple[PlaceLine, ...]:
        return tuple(
            PlaceLine(town.city, self._href(slug_of(town.city)), listed(town.people))
            for town in self._towns
        )


class TownFoundPage:
    """Who is listed around a town; its heading is that of the same search."""

    def __init__(
        self,
        results: ResultsPage,
        town: TownCount,
        *,
        headache: Headache | None,
        href: Callable[[Headache | None], str],
    ) -> None:
        self.results = results
        self._town = town
        self._headache = headache
        self._href = href

    @property
    def title(self) -> str:
        return self.results.title

    @property
    def says(self) -> str:
        """How many are in the town itself."""
        number = self._town.people if self._headache is None else self._town.of_each[self._headache]
        return ngettext(
            "%(number)s of them sees patients in %(town)s itself.",
            "%(number)s of them see patients in %(town)s itself.",
            number,
            number=format_decimal(number),
            town=self._town.city,
        )

    @property
    def kinds(self) -> tuple[Link, ...]:
        """The same town for each headache that enough people there see; the one shown has none."""
        kinds = [None, *(kind for kind in Headache if has_page(self._town, kind))]
        return tuple(
            Link(
                gettext("All headaches") if kind is None else words.headache(kind),
                "" if kind is self._headache else self._href(kind),
            )
            for kind in kinds
        )

    @property
    def shows_demo(self) -> bool:
        return self.results.shows_demo


def has_page(town: TownCount, headache: Headache) -> bool:
    """Say whether enough people in a town see this headache."""
    return town.of_each[headache] >= FEWEST


def listed(people: int) -> str:
    return ngettext("%(number)s listed", "%(number)s listed", people, number=format_decimal(people))
