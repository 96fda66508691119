"""What this directory published about somebody at the end of an earlier day, and how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from babel.dates import get_timezone_location
from flask_babel import format_date

from directory.domain.vocabulary import Country
from directory.web.presenters import words
from directory.web.presenters.checks import (
    CheckLine,
    accreditation_line,
    licence_line,
    training_line,
)
from directory.web.presenters.reasons import in_the_way, judged_at
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from directory.domain.rules import RuleBook
    from directory.queries.history import EarlierLocation, HistoryView
    from directory.web.presenters.around import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVisit:
    """What was said of one practice location."""

    heading: str
    profession: str
    listed: str
    verdict: str
    reasons: tuple[str, ...]
    checks: tuple[CheckLine, ...]
    rule: str
    rule_href: str
    ended: str


class HistoryPage:
    """One day of one person, in words; `name` and `now_href` only where they are public now."""

    def __init__(
        self,
        history: HistoryView,
        around: Around,
        *,
        rules: RuleBook,
        rule_path: Callable[[EarlierLocation], str],
        name: str = "",
        now_href: str = "",
        demo: bool = False,
    ) -> None:
        self._history = history
        self._around = around
        self._rules = rules
        self._rule_path = rule_path
        self.name = name
        self.now_href = now_href
        self.shows_demo = demo

    @property
    def title(self) -> str:
        return gettext("What this directory published at the end of %(day)s", day=self._day)

    @property
    def says(self) -> str:
        if not self._history.locations:
            return gettext("On that day this directory said nothing about this person.")
        if self._history.listed:
            return gettext("On that day this person was listed.")
        return gettext("On that day this person was not listed: a search did not find them.")

    @cached_property
    def visits(self) -> tuple[EarlierVisit, ...]:
        return tuple(
            self._visit(place, nth) for nth, place in enumerate(self._history.locations, start=1)
        )

    @property
    def _day(self) -> str:
        return str(format_date(self._history.day, "d MMMM y"))

    def _visit(self, place: EarlierLocation, nth: int) -> EarlierVisit:
        language = self._around.language
        region = self._around.region_name(place.country, place.region)
        licence, training, held = place.licence, place.training, place.accreditation
        profession = (
            words.profession(place.profession, place.country, language=language)
            if place.profession
            else ""
        )
        return EarlierVisit(
            heading=self._heading(region, nth),
            profession=profession,
            listed=gettext("Listed: a search found this place.")
            if place.listed
            else gettext("Not listed: a search did not find this place."),
            verdict=_verdict(place, language),
            reasons=self._reasons(place, region),
            checks=(
                licence_line(
                    licence.status,
                    licence.how,
                    on=licence.on,
                    region=region,
                    canadian=place.country is Country.CA,
                    language=language,
                ),
                training_line(
                    training.status,
                    training.how,
                    on=training.on,
                    head_neck=training.head_neck,
                    region=region,
                    language=language,
                ),
                accreditation_line(
                    held.status, held.how, on=held.on, region=region, language=language
                ),
            ),
            rule=gettext(
                "%(profession)s, %(region)s: the rule of %(version)s",
                profession=profession,
                region=region,
                version=place.rule_version,
            )
            if place.rule_version
            else "",
            rule_href=self._rule_path(place),
            ended=gettext(
                "The day ended at midnight by the clock of %(zone)s.",
                zone=_clock(place.time_zone, language),
            ),
        )

    def _reasons(self, place: EarlierLocation, region: str) -> tuple[str, ...]:
        # Of somebody whom no search found, no reason was published: there was no such page.
        if place.qualified or not self._history.listed:
            return ()
        judged = judged_at(place, place.rule_version, region=region, rules=self._rules)
        return in_the_way(place.notes, judged)

    def _heading(self, region: str, nth: int) -> str:
        if len(self._history.locations) == 1:
            return gettext("Practice location in %(region)s", region=region)
        return gettext("Practice location %(nth)s, in %(region)s", nth=str(nth), region=region)


def _verdict(place: EarlierLocation, language: str) -> str:
    if not place.qualified:
        return gettext("Not all three checks were good here.")
    if place.qualified_until is None:
        return gettext("All three checks were good here.")
    day = words.last_day(place.qualified_until, place.time_zone, language=language)
    return gettext(
        "All three checks were good here. By what was known then, they held until %(day)s.", day=day
    )


@lru_cache(maxsize=1_024)
def _clock(time_zone: str, language: str) -> str:
    """Name a time zone by its city, as readers do."""
    city = get_timezone_location(time_zone, locale=language, return_city=True)
    return city.rpartition("/")[2]


class WrongDayPage:
    """A day that cannot be asked for."""

    def __init__(self, *, demo: bool = False) -> None:
        self.shows_demo = demo

    @property
    def heading(self) -> str:
        return gettext("What did this directory say on an earlier day?")

    @property
    def title(self) -> str:
        return gettext("Error: %(heading)s", heading=self.heading)
