"""Findings in words: what they say, where they stand, and why one was not taken."""

from typing import Final

from flask_babel import lazy_gettext

from directory.domain.findings import FindingRefusal
from directory.domain.listing import Book
from directory.queries.findings import FindingView
from directory.web import rule_condition_sentences as conditions
from directory.web import rule_sentences as sentences
from directory.web.presenters.rule_said import RuleSaid, said_of
from directory.web.presenters.words import day, language_here
from directory.web.review.finding_form import LIMITS, STATUSES
from directory.web.speech import gettext

REFUSALS: Final = {
    FindingRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers settle what a rule says."),
    FindingRefusal.SAME_REVIEWER: lazy_gettext(
        "You proposed this finding. Another reviewer has to confirm it."
    ),
    FindingRefusal.SETTLED: lazy_gettext("This finding is confirmed or put aside already."),
    FindingRefusal.RULE_SPEAKS_FOR_ITSELF: lazy_gettext(
        "The rule changed while you were writing: it speaks for itself now. Compare it with what "
        "you found, and send it again."
    ),
    FindingRefusal.OTHER_VERSION: lazy_gettext(
        "Another version of the rule was published while you were writing. Compare it with what "
        "you found, and send it again."
    ),
    FindingRefusal.NOT_AN_ANSWER: lazy_gettext("Choose what the source says"),
    FindingRefusal.SOURCE_MISSING: lazy_gettext("Enter the source and its address"),
    FindingRefusal.TOO_LONG: lazy_gettext("Shorten the source or the note"),
    FindingRefusal.IN_FUTURE: lazy_gettext("Enter today or an earlier day"),
    FindingRefusal.TOO_OLD: lazy_gettext(
        "This was read more than 12 months ago. Read the source again, and enter that day"
    ),
    FindingRefusal.NUMBERS: lazy_gettext("Leave a number empty where the source gives none"),
    FindingRefusal.AUTHORIZATION_MISSING: lazy_gettext("Choose the entry that they need"),
}
FIELDS: Final = {
    FindingRefusal.NOT_AN_ANSWER: "status",
    FindingRefusal.SOURCE_MISSING: "citation",
    FindingRefusal.TOO_LONG: "citation",
    FindingRefusal.IN_FUTURE: "researched_on",
    FindingRefusal.TOO_OLD: "researched_on",
    FindingRefusal.NUMBERS: "needling_hours",
    FindingRefusal.AUTHORIZATION_MISSING: "authorization",
}
"""At which field a refusal is said; the others are about the rule as a whole."""


def refusal(why: FindingRefusal) -> str:
    """Say why a finding was not taken, and what to do."""
    return str(REFUSALS[why])


def said(finding: FindingView, book: Book) -> RuleSaid:
    """Say a finding as the rule that it is, or would be."""
    return said_of(finding.rule, finding.rule.key, programs=book.programs)


def rows(finding: FindingView, book: Book) -> list[tuple[str, str]]:
    """Give what a finding says, term by term."""
    rule, spoken = finding.rule, language_here()
    asked = conditions.asked_for(rule, book.programs)
    told = [
        (gettext("May they needle?"), str(STATUSES[rule.status])),
        (gettext("What is asked for"), "; ".join(asked) or gettext("Nothing was found.")),
        (gettext("Part of the body"), str(LIMITS[rule.body_limit])),
        (gettext("Who is bound"), conditions.binds(rule)),
        (gettext("What they read"), rule.note),
        (gettext("Source"), rule.citation),
        (gettext("Read on"), sentences.day(rule.researched_on) if rule.researched_on else ""),
        (gettext("Brings up to date"), _amended(rule.amends)),
        (gettext("Proposed"), _by(finding.proposer, day(finding.proposed_at.date(), spoken))),
        (gettext("Now"), stands(finding)),
    ]
    return [(term, text) for term, text in told if text]


def stands(finding: FindingView) -> str:
    """Say where a finding stands."""
    if finding.is_open:
        return gettext("It waits for a second reviewer.")
    spoken = language_here()
    who = finding.settler or gettext("Somebody")
    if finding.refused_at is not None:
        when = day(finding.refused_at.date(), spoken)
        return gettext("%(who)s put it aside on %(day)s.", who=who, day=when)
    confirmed = finding.confirmed_at or finding.proposed_at
    return gettext("%(who)s confirmed it on %(day)s.", who=who, day=day(confirmed.date(), spoken))


def _by(who: str | None, when: str) -> str:
    return gettext("%(who)s on %(day)s", who=who or gettext("Somebody"), day=when)


def _amended(version: str) -> str:
    return gettext("Version %(version)s of the rule.", version=version) if version else ""
