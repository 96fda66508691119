"""The rule of a licence's place as a reviewer sees it: what it says, how sure we are, by whom."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app, url_for

from directory.domain.listing import Book
from directory.domain.rules import Rule, RuleKey, RuleOrigin, Ruling
from directory.web import rule_sentences as sentences
from directory.web.presenters.rule_said import RuleSaid, said_of
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext

_FINDING_PAGE = "review.finding_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """A rule. `banner`: to be read before a decision. `finding`: what reviewers settled of it.

    `finding_href`: where a finding for everyone of the region and profession is made.
    """

    said: RuleSaid
    certainty: str
    version: str
    banner: str
    finding: str
    finding_href: str


def rule_shown(
    rule: Rule | None, key: RuleKey, *, book: Book, waiting: Collection[RuleKey]
) -> RuleShown:
    """Show a rule; `waiting`: for which keys a finding waits for a second reviewer."""
    return RuleShown(
        said=said_of(rule, key, programs=book.programs),
        certainty="" if rule is None else sentences.certainty(rule),
        version=""
        if rule is None
        else gettext("Version %(version)s of the rule.", version=rule.version),
        banner=_banner(rule),
        finding=_finding(rule, is_waiting=key in waiting),
        finding_href=_finding_href(key),
    )


def _banner(rule: Rule | None) -> str:
    if rule is None or rule.ruling is Ruling.NOT_ESTABLISHED:
        return gettext(
            "The rule is not established. A finding settles it once for everyone of this region "
            "and profession."
        )
    if rule.ruling is not Ruling.PERMITS:
        return gettext(
            "The rule speaks against it. To approve all the same takes a reason and a second "
            "reviewer."
        )
    if rule.wants_banner:
        return gettext("We are not certain of this rule. Read its source before you decide.")
    return ""


def _finding(rule: Rule | None, *, is_waiting: bool) -> str:
    if is_waiting:
        return gettext("A finding waits for a second reviewer.")
    if rule is None or rule.origin is not RuleOrigin.FINDING or rule.researched_on is None:
        return ""
    researched = day(rule.researched_on, language_here())
    return gettext(
        "Settled by a finding of reviewers. They read the source on %(day)s.", day=researched
    )


def _finding_href(key: RuleKey) -> str:
    if _FINDING_PAGE not in current_app.view_functions:
        return ""
    country, region, profession = key
    return url_for(_FINDING_PAGE, country=country.value, region=region, profession=profession.value)
