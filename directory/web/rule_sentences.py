"""What a rule of the place answers, in sentences: who may, how sure we are, and since when."""

import re
from datetime import date
from enum import Enum, auto
from typing import Final

from babel import dates
from flask_babel import format_date, get_locale, lazy_gettext

from directory.domain.rules import (
    BodyLimit,
    Confidence,
    Rule,
    RuleOrigin,
    RuleStatus,
    Ruling,
    Subject,
)
from directory.domain.vocabulary import AuthorizationKind, Country, Profession
from directory.web.languages import DAY, DEFAULT
from directory.web.speech import gettext

PEOPLE: Final = {
    Profession.PHYSICAL_THERAPIST: lazy_gettext("physical therapists"),
    Profession.CHIROPRACTOR: lazy_gettext("chiropractors"),
    Profession.PHYSICIAN: lazy_gettext("physicians"),
    Profession.ACUPUNCTURIST: lazy_gettext("acupuncturists"),
    Profession.ATHLETIC_TRAINER: lazy_gettext("athletic trainers"),
    Profession.OCCUPATIONAL_THERAPIST: lazy_gettext("occupational therapists"),
    Profession.NATUROPATH: lazy_gettext("naturopaths"),
    Profession.MASSAGE_THERAPIST: lazy_gettext("massage therapists"),
    Profession.NURSE_PRACTITIONER: lazy_gettext("nurse practitioners"),
    Profession.PHYSICIAN_ASSISTANT: lazy_gettext("physician assistants"),
}
_CANADIAN_PEOPLE: Final = {Profession.PHYSICAL_THERAPIST: lazy_gettext("physiotherapists")}
KINDS: Final = {
    AuthorizationKind.APPROVAL: lazy_gettext("an approval"),
    AuthorizationKind.ATTESTATION: lazy_gettext("an attestation"),
    AuthorizationKind.AUTHORIZATION: lazy_gettext("an authorization"),
    AuthorizationKind.CERTIFICATE: lazy_gettext("a certificate"),
    AuthorizationKind.CERTIFICATION: lazy_gettext("a certification"),
    AuthorizationKind.ENDORSEMENT: lazy_gettext("an endorsement"),
    AuthorizationKind.LICENCE: lazy_gettext("a license of its own"),
    AuthorizationKind.PERMIT: lazy_gettext("a permit"),
    AuthorizationKind.REGISTRATION: lazy_gettext("a registration"),
    AuthorizationKind.ROSTER: lazy_gettext("a place on its roster"),
    AuthorizationKind.SUB_REGISTER: lazy_gettext("a place on its sub-register"),
}
_WITH_ARTICLE: Final = frozenset(
    {
        "District of Columbia",
        "Northern Mariana Islands",
        "Northwest Territories",
        "U.S. Virgin Islands",
    }
)
"""As English says them in a sentence."""
_CERTAINTIES: Final = {
    Confidence.HIGH: lazy_gettext("High: we read the text."),
    Confidence.MEDIUM: lazy_gettext("Medium: from a reputable source that quotes it."),
    Confidence.LOW: lazy_gettext(
        "Low: from a list or an inference, so a reviewer looks before anyone is listed."
    ),
}
_LOW: Final = {
    RuleStatus.PERMITTED: lazy_gettext(
        "Not settled. A list or an inference suggests that they may."
    ),
    RuleStatus.PERMITTED_WITH_REQUIREMENTS: lazy_gettext(
        "Not settled. A list or an inference suggests that they may, with conditions."
    ),
    RuleStatus.REQUIRES_REGISTRATION: lazy_gettext(
        "Not settled. A list or an inference suggests that they may, once the regulator has"
        " entered them."
    ),
    RuleStatus.AUTHORIZED_PENDING_RULES: lazy_gettext(
        "Not settled. A list or an inference suggests that a law will let them."
    ),
    RuleStatus.PROHIBITED: lazy_gettext(
        "Not settled. A list or an inference suggests that they may not."
    ),
}
_DAYS: Final = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b", re.ASCII)
_CLEAN: Final = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_US_NOUN: Final = re.compile(r"\b([Ll])icense(s?)\b")
_UK_WORDS: Final = ((re.compile(r"\b([Ll])icence"), r"\1icense"), (re.compile(r"ractis"), "ractic"))


def people(profession: Profession, country: Country) -> str:
    """Name those of a profession as that country does, in the middle of a sentence."""
    if country is Country.CA and profession in _CANADIAN_PEOPLE:
        return str(_CANADIAN_PEOPLE[profession])
    return str(PEOPLE[profession])


def who_may(region: str) -> str:
    """Ask what the page of a region answers; `region`: its name."""
    return gettext("Who may needle in %(region)s?", region=named(region))


def named(region: str) -> str:
    """Name a region in the middle of a sentence."""
    return f"the {region}" if region in _WITH_ARTICLE else region


def at_the_start(text: str) -> str:
    """Write a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def spelled(text: str, country: Country) -> str:
    """Spell the noun "license" as that country does; other languages have no such word."""
    return _US_NOUN.sub(r"\1icence\2", text) if country is Country.CA else text


def kind(authorization: AuthorizationKind) -> str:
    """Name the regulator's entry, with its article."""
    return str(KINDS[authorization])


def day(when: date) -> str:
    """Write a day with the month in letters."""
    return str(format_date(when, DAY))


def is_a_day(text: str) -> bool:
    """Say whether a source's date is a day, a month or a year and nothing else."""
    return _CLEAN.fullmatch(text) is not None


def as_of(text: str) -> str:
    """Write a source's date as readers do; where there is more to it, the whole stays English."""
    locale = str(get_locale() or DEFAULT) if is_a_day(text) else DEFAULT
    return _DAYS.sub(lambda found: _in_words(found, locale), text)


def _in_words(found: re.Match[str], locale: str) -> str:
    year, month, number = found.groups()
    try:
        when = date(int(year), int(month), int(number or 1))
    except ValueError:
        # "2025-26" is a session, not a month.
        return found.group()
    return str(dates.format_date(when, DAY if number else "MMMM y", locale=locale))


def seen(rule: Rule) -> str:
    """Say how fresh a rule is: when it was seen, how old its source is, or when we noted it."""
    when = as_of(rule.as_of)
    match _freshness(rule):
        case _Fresh.SEEN:
            return gettext("seen %(day)s", day=when)
        case _Fresh.DATED:
            return gettext("source of %(day)s", day=when)
        case _Fresh.RECORDED:
            return gettext("recorded %(day)s", day=day(rule.recorded_on))


def rule_seen(rule: Rule) -> str:
    """Say the same in the middle of a sentence that does not name the rule."""
    when = as_of(rule.as_of)
    match _freshness(rule):
        case _Fresh.SEEN:
            return gettext("rule seen %(day)s", day=when)
        case _Fresh.DATED:
            return gettext("rule from a source of %(day)s", day=when)
        case _Fresh.RECORDED:
            return gettext("rule recorded %(day)s", day=day(rule.recorded_on))


class _Fresh(Enum):
    SEEN = auto()
    DATED = auto()
    RECORDED = auto()


def _freshness(rule: Rule) -> _Fresh:
    """Tell a look of ours from a text's own date: nobody saw a rule years before they wrote it."""
    if not is_a_day(rule.as_of):
        return _Fresh.RECORDED
    recent = rule.as_of[:4] == f"{rule.recorded_on:%Y}"
    return _Fresh.SEEN if recent or rule.origin is RuleOrigin.FINDING else _Fresh.DATED


def answer(rule: Rule | None, *, region: str, country: Country) -> str:
    """Answer "may they?" in plain words."""
    if rule is None:
        return gettext("We have not checked this.")
    if rule.status is RuleStatus.SILENT:
        return _silent(rule, region=region, country=country)
    if rule.status is RuleStatus.UNKNOWN:
        return gettext("Not known. We looked, and found no rule that settles it.")
    if rule.ruling is Ruling.NOT_ESTABLISHED:
        return str(_LOW[rule.status])
    return _settled(rule)


def _settled(rule: Rule) -> str:
    needles = rule.subject is Subject.NEEDLING
    match rule.status:
        case RuleStatus.PROHIBITED if needles:
            return gettext("No. They may not do dry needling.")
        case RuleStatus.PROHIBITED:
            return gettext("No, by a text on acupuncture.")
        case RuleStatus.AUTHORIZED_PENDING_RULES:
            return gettext("Not yet. A law lets them, but it is not in use.")
        case _ if rule.body_limit is not BodyLimit.NONE:
            return gettext("Not for headache. They may needle the arm only, with conditions.")
        case RuleStatus.REQUIRES_REGISTRATION:
            return (
                gettext("Yes, once the regulator has entered them for it.")
                if needles
                else gettext(
                    "Yes, by a text on acupuncture, once the regulator has entered them for it."
                )
            )
        case RuleStatus.PERMITTED_WITH_REQUIREMENTS:
            return (
                gettext("Yes, with conditions.")
                if needles
                else gettext("Yes, by a text on acupuncture, with conditions.")
            )
        case _:
            return gettext("Yes.") if needles else gettext("Yes, by a text on acupuncture.")


def _silent(rule: Rule, *, region: str, country: Country) -> str:
    if country is Country.US and not rule.citation:
        return gettext(
            "%(region)s’s board has published no rule (%(seen)s).", region=region, seen=seen(rule)
        )
    return gettext(
        "We found no rule of %(region)s that says whether they may (%(seen)s).",
        region=named(region),
        seen=seen(rule),
    )


def certainty(rule: Rule) -> str:
    """Say how sure we are."""
    if rule.origin is RuleOrigin.FINDING:
        return gettext("A reviewer read the source, and a second one agreed.")
    if rule.confidence is None:
        return gettext("Not at all: a reviewer looks before anyone is listed.")
    if rule.certainty is not rule.confidence:
        return gettext("Medium: we read the text, but it is about acupuncture.")
    return str(_CERTAINTIES[rule.confidence])


def no_minimum(rule: Rule) -> str:
    """Say that no hours were found, where a rule permits: never zero, and never "none needed"."""
    if rule.ruling is not Ruling.PERMITS or rule.needling_hours is not None:
        return ""
    return gettext("We found no number of hours of needling training.")


def about_acupuncture(rule: Rule) -> str:
    """Explain what a text on acupuncture is worth."""
    if rule.subject is not Subject.ACUPUNCTURE:
        return ""
    return gettext(
        "A text on acupuncture does not say for certain what holds for dry needling of trigger"
        " points, so a reviewer reads it beside each decision."
    )


def note(rule: Rule) -> str:
    """Write our own note on a rule, which is English, with days and spelling as read there."""
    text = _DAYS.sub(lambda found: _in_words(found, DEFAULT), rule.note)
    if rule.country is Country.US:
        for found, instead in _UK_WORDS:
            text = found.sub(instead, text)
    return text
