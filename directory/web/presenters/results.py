"""The results page: filters in force, cards, map, pages, and ways out of an empty list."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from directory.domain import shortlist
from directory.domain.azimuthal import Azimuthal
from directory.domain.search import KM_PER_MILE, NEAREST_SHOWN
from directory.domain.vocabulary import ChecksFilter, NewPatients, NewPatientsFilter, Sort, Unit
from directory.web import place_sentences
from directory.web.presenters import headings, ring_map, words
from directory.web.presenters.cards import Card, card
from directory.web.presenters.evidence import evidence
from directory.web.presenters.filters import FilterTag, filter_tags
from directory.web.presenters.links import Link
from directory.web.presenters.places import choice_links
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from directory.domain.places import Choice, PlaceNotice
    from directory.queries.listing_views import ResultView
    from directory.queries.search import SearchPage
    from directory.web.presenters.around import Around
    from directory.web.presenters.asked import Asked
    from directory.web.presenters.evidence import Evidence

FEW = 3
WIDER = (10, 25, 50, 100, 250, 500)
AROUND_PAGE = 1


class ResultsPage:
    """What a search found, in words."""

    def __init__(
        self,
        found: SearchPage,
        asked: Asked,
        *,
        around: Around,
        notice: PlaceNotice | None = None,
        others: Sequence[Choice] = (),
        towns: ring_map.Towns = ring_map.no_towns,
        maps: bool = True,
        would_show: Callable[[str], int] = lambda _: 0,
    ) -> None:
        self._found = found
        self._asked = asked
        self._around = around
        self._towns = towns
        self._maps = maps
        self._would_show = would_show
        self.notice = place_sentences.notice(notice) if notice else ""
        self.others = choice_links(others, self._near)
        self.asked = asked

    @cached_property
    def title(self) -> str:
        """The count, the need, the distance and the place: one sentence, also the page's title."""
        asked, total = self._asked, self._found.total
        said = {"place": asked.label, "distance": asked.distance, "need": asked.need}
        if total == 0:
            return headings.nobody(said)
        number = format_decimal(total) + ("" if self._found.total_is_exact else "+")
        # "1,000+" takes the plural of a thousand.
        if asked.criteria.checks is ChecksFilter.ALL:
            return headings.checked(total, number, said=said)
        return headings.partly_checked(total, number, said=said)

    @cached_property
    def _middle(self) -> Azimuthal:
        centre = self._asked.criteria
        return Azimuthal(centre.lat, centre.lon)

    @property
    def is_empty(self) -> bool:
        return self._found.total == 0

    @property
    def is_past_the_end(self) -> bool:
        return self._found.total > 0 and not self._found.results

    @cached_property
    def tags(self) -> tuple[FilterTag, ...]:
        return filter_tags(self._asked)

    @property
    def filter_count(self) -> int:
        """How many of them stand in the filter panel; the headache stands in the search."""
        return len(self.tags) - (self._asked.criteria.headache is not None)

    @cached_property
    def clear(self) -> str:
        """Where "Clear all" leads; empty unless there is more than one filter to clear."""
        return self._asked.cleared() if len(self.tags) > 1 else ""

    @property
    def caution(self) -> Evidence | None:
        """What stands before the results of a headache that a doctor sees first."""
        headache = self._asked.criteria.headache
        known = None if headache is None else evidence(headache, self._around.language)
        return known if known and known.doctor_first else None

    @property
    def sorts(self) -> tuple[Link, ...]:
        """Other orders than distance are kept for results that were counted exactly."""
        if not self._found.total_is_exact:
            return ()
        now = self._found.sort
        names = {
            Sort.DISTANCE: gettext("distance"),
            Sort.CHECKED: gettext("last checked"),
            Sort.NAME: gettext("name"),
        }
        return tuple(
            Link(name, "" if sort is now else self._asked.having(sort=sort.value))
            for sort, name in names.items()
        )

    @property
    def measured(self) -> str:
        return gettext("Distances are straight lines from %(place)s.", place=self._asked.label)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        first = (self._found.page - 1) * self._found.per_page + 1
        return self._cards(self._found.results, first)

    @property
    def ids(self) -> str:
        """The people of this page, as the address of a list has them."""
        return shortlist.written(result.id for result in self._found.results)

    @cached_property
    def nearest(self) -> tuple[Card, ...]:
        return self._cards(self._found.nearest[:NEAREST_SHOWN], len(self._found.also) + 1)

    @cached_property
    def also(self) -> tuple[Card, ...]:
        """People without accreditation, under their own heading and never among the others."""
        return self._cards(self._found.also, len(self._found.results) + 1)

    @property
    def nearest_said(self) -> str:
        """How far the nearest one is, where nobody is within the radius."""
        if not self.nearest:
            return ""
        return gettext("The nearest is %(distance)s away.", distance=self.nearest[0].distance)

    @property
    def ways_out(self) -> tuple[Link, ...]:
        """What would find somebody: a radius that reaches, and each chosen filter taken away."""
        links = []
        reach = self._reaching()
        if reach:
            text = gettext(
                "Search within %(distance)s",
                distance=words.radius(reach, self._asked.unit, language=self._around.language),
            )
            links.append(Link(text, self._asked.having(within=str(reach), within_km=None)))
        return (*links, *self._without_one())

    def _without_one(self) -> tuple[Link, ...]:
        """Each chosen filter taken away, the one that costs most first, with what that shows."""
        chosen = [(self._would_show(tag.href), tag) for tag in self.tags if not tag.usual]
        some = sorted((each for each in chosen if each[0]), key=lambda each: -each[0])
        return tuple(
            Link(
                gettext("Remove filter: %(name)s", name=tag.text)
                if not people
                else gettext(
                    "Remove filter: %(name)s (would show %(people)s)",
                    name=tag.text,
                    people=format_decimal(people),
                ),
                tag.href,
            )
            # Where no single one helps, all are offered: two together may.
            for people, tag in some or chosen
        )

    @property
    def without_accreditation(self) -> str:
        """How many more would be shown if accreditation were not asked for."""
        count = self._found.without_accreditation
        if not count or self._found.also:
            return ""
        return ngettext(
            "%(number)s more person has license and training checked, but no certification on "
            "record.",
            "%(number)s more people have license and training checked, but no certification on "
            "record.",
            count,
            number=format_decimal(count),
        )

    @property
    def without_accreditation_href(self) -> str:
        return self._asked.having(checks=ChecksFilter.LICENCE_TRAINING.value)

    @property
    def nobody_has_said(self) -> bool:
        """Whether every one of several people shown is not known to take new patients."""
        shown = self._found.results
        return len(shown) > 1 and all(
            result.new_patients.status is NewPatients.NOT_KNOWN for result in shown
        )

    @property
    def hides_full_clinics(self) -> bool:
        return self._asked.criteria.new_patients is not NewPatientsFilter.ANY

    @property
    def is_few(self) -> bool:
        return 0 < self._found.total <= FEW

    @property
    def showing(self) -> str:
        first = (self._found.page - 1) * self._found.per_page + 1
        return gettext(
            "Showing %(first)s\u2013%(last)s of %(total)s",
            first=format_decimal(first),
            last=format_decimal(first + len(self._found.results) - 1),
            total=format_decimal(self._found.total) + ("" if self._found.total_is_exact else "+"),
        )

    @property
    def previous(self) -> str:
        page = min(self._found.page, self._found.pages + 1)
        return self._page(page - 1) if page > 1 else ""

    @property
    def next(self) -> str:
        return self._page(self._found.page + 1) if self._found.page < self._found.pages else ""

    @cached_property
    def pages(self) -> tuple[Link | None, ...]:
        """The first, the last and those around the current one; None is a gap."""
        here, last = self._found.page, self._found.pages
        shown = sorted(
            {1, last, *range(max(1, here - AROUND_PAGE), min(last, here + AROUND_PAGE) + 1)}
        )
        links: list[Link | None] = []
        for before, page in zip([0, *shown], shown, strict=False):
            if page - before > 1:
                links.append(None)
            links.append(Link(format_decimal(page), "" if page == here else self._page(page)))
        return tuple(links) if last > 1 else ()

    @property
    def first_page(self) -> str:
        return self._asked.having()

    @property
    def here(self) -> str:
        """The address of this same page of the list."""
        return self._page(self._found.page)

    @property
    def query(self) -> str:
        """The parameters of that address, for a map of the same people."""
        return self.here.partition("?")[2]

    @cached_property
    def map(self) -> ring_map.RingMap | None:
        """The ring map of the people on this page."""
        return self.map_of(ring_map.SMALL)

    def map_of(self, drawing: ring_map.Drawing) -> ring_map.RingMap | None:
        """The ring map in another size; None where there is nobody to show."""
        if not self.stops or not self._maps:
            return None
        centre = self._asked.criteria
        return ring_map.draw(
            ring_map.Spot(self._asked.label, centre.lat, centre.lon),
            self.stops,
            towns=self._towns,
            unit=self._asked.unit,
            language=self._around.language,
            drawing=drawing,
        )

    @cached_property
    def stops(self) -> tuple[ring_map.Stop, ...]:
        """Where the people on this page are, under the numbers of their cards."""
        shown = self._found.results or self._found.nearest[:NEAREST_SHOWN]
        cards = self.cards or self.nearest
        return tuple(
            ring_map.Stop(
                card.number,
                card.name,
                result.location.lat,
                result.location.lon,
                result.distance_km,
            )
            for card, result in zip(cards, shown, strict=True)
        )

    @property
    def map_said(self) -> str:
        drawn = self.map
        said = {"place": self._asked.label, "rings": drawn.rings_said if drawn else ""}
        if self._asked.is_point:
            return gettext("Straight-line distance from %(place)s. Rings show %(rings)s.", **said)
        return gettext(
            "Straight-line distance from the middle of %(place)s. Rings show %(rings)s.", **said
        )

    @property
    def shows_demo(self) -> bool:
        return any(
            result.synthetic
            for result in (*self._found.results, *self._found.nearest, *self._found.also)
        )

    def _near(self, near: str) -> str:
        return self._asked.having(near=near, lat=None, lon=None)

    @cached_property
    def _namesakes(self) -> frozenset[str]:
        """Names that several people on this page have."""
        found = self._found
        names = Counter(each.name for each in (*found.results, *found.nearest, *found.also))
        return frozenset(name for name, times in names.items() if times > 1)

    def _cards(self, results: Sequence[ResultView], first: int) -> tuple[Card, ...]:
        return tuple(
            card(
                result,
                number=number,
                is_namesake=result.name in self._namesakes,
                unit=self._asked.unit,
                searched=self._asked.country,
                around=self._around,
                middle=self._middle,
            )
            for number, result in enumerate(results, first)
        )

    def _reaching(self) -> int | None:
        if not self._found.nearest:
            return None
        per_unit = KM_PER_MILE if self._asked.unit is Unit.MILES else 1.0
        needed = self._found.nearest[0].distance_km / per_unit
        return next((wider for wider in WIDER if wider >= needed), None)

    def _page(self, page: int) -> str:
        return self._asked.having(page=str(page) if page > 1 else None)
