"""The rule of a place, explained while somebody enters what it asks for."""

from dataclasses import dataclass

from flask import url_for

from directory.domain.programs import ProgramBook
from directory.domain.rules import Rule, RuleKey
from directory.domain.vocabulary import Country, Profession
from directory.web import rule_condition_sentences as conditions
from directory.web import rule_sentences as sentences
from directory.web.wiring import region_name, services


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """Who may needle in a place and what for, with where we read it and when."""

    heading: str
    answer: str
    asked: tuple[str, ...]
    minimum: str
    citation: str
    source_href: str
    seen: str
    href: str


def rule_today(country: Country, region: str, *, profession: Profession) -> Rule | None:
    """Give the version of a rule that counts today; None where nobody has looked."""
    kept = services()
    book = kept.shelf.read(kept.database)
    return book.rules.on((country, region, profession), kept.clock().date())


def rule_said(country: Country, region: str, *, profession: Profession) -> RuleSaid:
    """Explain what a place asks of a profession today."""
    kept = services()
    rule = rule_today(country, region, profession=profession)
    programs = kept.shelf.read(kept.database).programs
    return said_of(rule, (country, region, profession), programs=programs)


def said_of(rule: Rule | None, key: RuleKey, *, programs: ProgramBook) -> RuleSaid:
    """Explain a rule; `key`: what it is about, also where nobody has looked."""
    country, region, profession = key
    where = region_name(country, region)
    people = sentences.at_the_start(sentences.people(profession, country))
    asked = () if rule is None else conditions.asked_for(rule, programs)
    return RuleSaid(
        heading=f"{people}, {where}",
        answer=sentences.answer(rule, region=where, country=country),
        asked=tuple(sentences.spelled(each, country) for each in asked),
        minimum="" if rule is None else sentences.no_minimum(rule),
        citation="" if rule is None else rule.citation,
        source_href="" if rule is None else rule.source_url,
        seen="" if rule is None else sentences.seen(rule),
        href=url_for(
            "public.rules_of_region",
            country=country.lower(),
            region=region.lower(),
            _anchor=profession.value,
        ),
    )
