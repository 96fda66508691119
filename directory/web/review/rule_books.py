"""Rules and boards: what waits, what is to be looked at again, and where everything is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from flask import g, render_template, request
from flask_babel import lazy_gettext

from directory.domain.accounts.rights import Right, part_for
from directory.domain.books import Freshness, freshness, review_of
from directory.domain.place_regions import Region
from directory.domain.rules import Rule, RuleBook, RuleKey, RuleOrigin, RuleStatus
from directory.domain.vocabulary import Country, Profession
from directory.queries.findings import confirmed, waiting
from directory.web import rule_sentences as sentences
from directory.web.guards import needs
from directory.web.presenters.words import day, language_here, profession
from directory.web.review import finding_words as words
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import region_name, services

FRESHNESS: Final = {
    Freshness.CURRENT: lazy_gettext("current"),
    Freshness.STALE: lazy_gettext("to be looked at again"),
    Freshness.UNDATED: lazy_gettext("no date known"),
}
_MOST: Final = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that counts today; `look_again`: by when, and whether that day has passed."""

    key: RuleKey
    name: str
    answer: str
    citation: str
    source_url: str
    as_of: str
    review_on: date | None
    freshness: Freshness

    @property
    def look_again(self) -> str:
        """Say in words when it is looked at again."""
        said = str(FRESHNESS[self.freshness])
        if self.review_on is None:
            return said
        return gettext(
            "%(how)s, next look due %(day)s", how=said, day=day(self.review_on, language_here())
        )


@blueprint.get("/books")
@needs(Right.SEE_BOOKS)
def books() -> str:
    """Show findings and rules; `region`: those of one region, else those that are stale."""
    kept = services()
    today = kept.clock().astimezone(UTC).date()
    book = kept.shelf.read(kept.database)
    with kept.database.reading() as connection:
        open_findings = waiting(connection, kept.shelf.published)
        settled = confirmed(connection, kept.shelf.published)
    chosen = _chosen()
    lines = _lines(book.rules, _regions() if chosen is None else [chosen], today=today)
    shown = lines if chosen else [each for each in lines if each.freshness is not Freshness.CURRENT]
    return render_template(
        "review/books.html",
        waiting=open_findings,
        settled=settled,
        freshness=lambda each: str(FRESHNESS[freshness(each.rule.last_day, today=today)]),
        words=words,
        book=book,
        regions=[
            (f"{each.country}-{each.code}", region_name(Country(each.country), each.code))
            for each in _regions()
        ],
        chosen="" if chosen is None else f"{chosen.country}-{chosen.code}",
        chosen_name="" if chosen is None else region_name(Country(chosen.country), chosen.code),
        lines=shown[:_MOST],
        counts={each: sum(line.freshness is each for line in lines) for each in Freshness},
        reviews=part_for(Right.SEE_FILE, g.visitor.account.parts, strong=True) is not None,
    )


def _regions() -> list[Region]:
    return [each for each in services().regions.regions if not each.is_country]


def _chosen() -> Region | None:
    asked = request.args.get("region", "")
    return next((each for each in _regions() if f"{each.country}-{each.code}" == asked), None)


def _lines(rules: RuleBook, regions: Iterable[Region], *, today: date) -> list[RuleLine]:
    """List the rules that count, those whose next look is longest overdue first."""
    keys = (
        (Country(region.country), region.code, each) for region in regions for each in Profession
    )
    found = [_line(rule, today) for key in keys if (rule := rules.on(key, today)) is not None]
    return sorted(found, key=lambda each: (each.review_on or date.min, each.name))


def _line(rule: Rule, today: date) -> RuleLine:
    country, region, which = rule.key
    where = region_name(country, region)
    # Nobody has to look again at what nobody knows: that is what findings are for.
    known = rule.status is not RuleStatus.UNKNOWN
    finding = rule.origin is RuleOrigin.FINDING and not rule.amends
    review_on = rule.last_day if finding else review_of(rule.as_of)
    return RuleLine(
        key=rule.key,
        name=f"{profession(which, country, language=language_here())}, {where}",
        answer=sentences.answer(rule, region=where, country=country),
        citation=rule.citation,
        source_url=rule.source_url,
        as_of=sentences.as_of(rule.as_of),
        review_on=review_on if known else None,
        freshness=freshness(review_on, today=today) if known else Freshness.CURRENT,
    )
