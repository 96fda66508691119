"""The four answers that the list of regions counts, and the regions as it prints them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from directory.domain.rules import BodyLimit, Ruling
from directory.web.speech import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from directory.domain.rules import Rule
    from directory.domain.vocabulary import Country


class Group(StrEnum):
    """What a rule answers somebody with a headache."""

    MAY = "may"
    MAY_NOT = "may_not"
    NOT_YET = "not_yet"
    NOT_KNOWN = "not_known"


def group(rule: Rule | None) -> Group:
    """Say which answer a rule gives; one that leaves the head out is as good as none."""
    if rule is None or rule.ruling is Ruling.NOT_ESTABLISHED:
        return Group.NOT_KNOWN
    if rule.ruling is Ruling.WAITS:
        return Group.NOT_YET
    permits = rule.ruling is Ruling.PERMITS and rule.body_limit is BodyLimit.NONE
    return Group.MAY if permits else Group.MAY_NOT


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in the list: its name, its address, and how many professions get which answer."""

    name: str
    country: str
    region: str
    counts: str


def region_line(
    name: str, *, country: Country, region: str, rules: Iterable[Rule | None]
) -> RegionLine:
    """Count the answers of a region; a profession without a rule is not known."""
    answers = [group(rule) for rule in rules]
    may = answers.count(Group.MAY)
    parts = [
        ngettext("%(number)s profession may", "%(number)s professions may", may, number=str(may)),
        gettext("%(number)s may not", number=str(answers.count(Group.MAY_NOT))),
    ]
    if Group.NOT_YET in answers:
        parts.append(gettext("%(number)s not yet", number=str(answers.count(Group.NOT_YET))))
    parts.append(gettext("%(number)s not known", number=str(answers.count(Group.NOT_KNOWN))))
    return RegionLine(name, country.lower(), region.lower(), ", ".join(parts))


class RulesPage:
    """Every region of both countries."""

    shows_demo = False

    def __init__(self, countries: Iterable[tuple[str, list[RegionLine]]]) -> None:
        """Take each country's name and its regions, in the order in which they are read."""
        self.countries = tuple(countries)

    @property
    def title(self) -> str:
        return gettext("Who may needle where?")


class NoRegionPage:
    """An address of a region that there is none of."""

    shows_demo = False

    @property
    def title(self) -> str:
        return gettext("We know no such state or province")
