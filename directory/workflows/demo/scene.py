"""The day, the rules and the places that demo people are invented for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from directory.domain.listing import Book
from directory.domain.rules import Rule
from directory.domain.vocabulary import Profession
from directory.workflows.demo.asks import Ask, ask_of, can_pass, meets
from directory.workflows.demo.chance import Weighted
from directory.workflows.demo.remembered import Remembered
from directory.workflows.demo.stories import Demand, Outcome, Story, read_stories
from directory.workflows.demo.towns import Area, Town, Towns, read_towns
from directory.workflows.demo.words import read_words


class NobodyMayNeedle(Exception):
    """No rule of a place lets anybody needle on the day that people are invented for."""

    def __init__(self, as_of: date) -> None:
        super().__init__(
            f"No rule that is known on {as_of} lets anybody needle anywhere, so nobody can be "
            "invented for that day; choose a later one (`demo load --as-of`)."
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scene:
    """What every demo person of a load depends on beside their number.

    `professions`: by what a story demands, the regions where it can happen, and to whom.
    """

    seed: int
    as_of: date
    at: datetime
    book: Book
    rules: Mapping[tuple[Area, Profession], Rule]
    asks: Mapping[tuple[Area, Profession], Ask]
    professions: Mapping[Demand, Mapping[Area, Weighted[Profession]]]
    stories: tuple[Story, ...]
    towns: Towns

    def town(self, rnd: Random, demand: Demand) -> Town:
        """Draw a town by population, of those where the story can happen."""
        open_to = self.professions[demand]
        while (town := self.towns.anywhere(rnd)).area not in open_to:
            pass
        return town

    def permits(self, area: Area, profession: Profession) -> bool:
        """Say whether people of a profession are invented in a region."""
        return (area, profession) in self.rules


def scene_of(*, seed: int, as_of: date, book: Book) -> Scene:
    """Set the scene; raises `NobodyMayNeedle` where the rules know of no place."""
    at = instant_of(as_of)
    rules = _rules(book, as_of=as_of)
    professions = {demand: _professions(rules, demand) for demand in Demand}
    if not professions[Demand.NOTHING]:
        raise NobodyMayNeedle(as_of)
    possible = {demand for demand, areas in professions.items() if areas}
    return Scene(
        seed=seed,
        as_of=as_of,
        at=at,
        book=replace(book, rules=Remembered(book.rules)),
        rules=rules,
        asks={key: ask_of((rule,)) for key, rule in rules.items()},
        professions=professions,
        stories=_told(possible),
        towns=read_towns(),
    )


def instant_of(as_of: date) -> datetime:
    """Give the instant at which people invented for a day are judged."""
    return datetime.combine(as_of, time(), UTC)


def _rules(book: Book, *, as_of: date) -> dict[tuple[Area, Profession], Rule]:
    # When a day begins in UTC it is still the day before in all of the two countries.
    day = as_of - timedelta(days=1)
    found = {
        (area, profession): rule
        for area in read_words().regions
        for profession in Profession
        if (rule := book.rules.on((*area, profession), day)) and can_pass(rule)
    }
    inhabited = read_towns().areas
    return {key: rule for key, rule in found.items() if key[0] in inhabited}


def _professions(
    rules: Mapping[tuple[Area, Profession], Rule], demand: Demand
) -> dict[Area, Weighted[Profession]]:
    words = read_words()
    pairs: dict[Area, list[tuple[Profession, float]]] = {}
    for area in words.regions:
        if demand is Demand.COMPACT and area not in words.compact:
            continue
        for profession, weight in words.professions[area[0]].items():
            rule = rules.get((area, profession))
            if rule is not None and meets(rule, demand):
                pairs.setdefault(area, []).append((profession, weight))
    return {area: Weighted(of) for area, of in pairs.items()}


def _told(possible: set[Demand]) -> tuple[Story, ...]:
    # What cannot happen under these rules becomes the plainest story that ends alike.
    stories = read_stories()
    plain = {
        outcome: next(s for s in stories if (s.outcome, s.demand) == (outcome, Demand.NOTHING))
        for outcome in Outcome
    }
    return tuple(s if s.demand in possible else plain[s.outcome] for s in stories)
