"""Heaps, kinds of work, flags and refusals in words; a code without words is a KeyError."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.desk import Flag
from directory.domain.desk_files import LONGEST_AWAY, LONGEST_PUT_OFF, MOST_AT_ONCE, FileRefusal
from directory.domain.desk_search import LONGEST, MOST_WORDS, VALUES, Operator, SearchFault, Wrong
from directory.domain.vocabulary import DeskKind, DeskTab
from directory.web.speech import gettext

_Words = Mapping[str, object]
TABS: Final[_Words] = {
    DeskTab.TO_CHECK: lazy_gettext("To check"),
    DeskTab.WAITING: lazy_gettext("Waiting for an answer"),
    DeskTab.EXPIRING: lazy_gettext("Ending soon"),
    DeskTab.REPORTS: lazy_gettext("Reports"),
    DeskTab.CLAIMS: lazy_gettext("Claims"),
    DeskTab.CHANGED: lazy_gettext("Changed"),
    DeskTab.RECHECKS: lazy_gettext("Samples"),
    DeskTab.RULES: lazy_gettext("Rules"),
}
NOTHING: Final[_Words] = {
    DeskTab.TO_CHECK: lazy_gettext("Nothing to check."),
    DeskTab.WAITING: lazy_gettext("Nobody owes an answer."),
    DeskTab.EXPIRING: lazy_gettext("Nothing ends soon."),
    DeskTab.REPORTS: lazy_gettext("No report is open."),
    DeskTab.CLAIMS: lazy_gettext("No claim waits for a reviewer."),
    DeskTab.CHANGED: lazy_gettext("No change waits."),
    DeskTab.RECHECKS: lazy_gettext("No sample is open."),
    DeskTab.RULES: lazy_gettext("Nothing about the rules is open."),
}
KINDS: Final[_Words] = {
    DeskKind.LICENCE: lazy_gettext("License"),
    DeskKind.AUTHORIZATION: lazy_gettext("Authorization"),
    DeskKind.TRAINING: lazy_gettext("Training"),
    DeskKind.CERTIFICATION: lazy_gettext("Certification"),
    DeskKind.NAME: lazy_gettext("New name"),
    DeskKind.LOCATION: lazy_gettext("New place"),
    DeskKind.CLAIM: lazy_gettext("Claim"),
    DeskKind.REPORT: lazy_gettext("Report"),
    DeskKind.MESSAGE: lazy_gettext("Message"),
    DeskKind.EXCLUSION: lazy_gettext("List of excluded people"),
    DeskKind.MERGE: lazy_gettext("Two listings of one person"),
    DeskKind.HOLD: lazy_gettext("End of a suspension"),
    DeskKind.RECHECK: lazy_gettext("Sample"),
    DeskKind.FALLOUT: lazy_gettext("Not listed since a rule changed"),
    DeskKind.FINDING: lazy_gettext("Finding about a rule"),
    DeskKind.REGISTER: lazy_gettext("Regulator’s file"),
}
FLAGS: Final[_Words] = {
    Flag.APPEAL: lazy_gettext("Appeal"),
    Flag.SECOND: lazy_gettext("Needs a second reviewer"),
    Flag.EXACT_NPI: lazy_gettext("Same NPI"),
    Flag.SAFETY: lazy_gettext("Something unsafe"),
    Flag.ABOUT_LICENCE: lazy_gettext("About a license"),
    Flag.REGISTER_DIFFERS: lazy_gettext("The register says something else"),
    Flag.NUMBER_ELSEWHERE: lazy_gettext("Same number on another listing"),
    Flag.FILE_ELSEWHERE: lazy_gettext("Same file on another listing"),
    Flag.NAME_DIFFERS: lazy_gettext("Name differs"),
    Flag.FORMAT_UNUSUAL: lazy_gettext("Unusual number"),
    Flag.ENDED: lazy_gettext("Has ended"),
    Flag.LOW_CONFIDENCE_RULE: lazy_gettext("Rule of the place not settled"),
    Flag.RENEWAL: lazy_gettext("Renewal"),
    Flag.CORRECTION: lazy_gettext("Correction"),
    Flag.EDITED: lazy_gettext("Changed after it was checked"),
    Flag.PUT_OFF: lazy_gettext("Was put off"),
    Flag.CONTESTED: lazy_gettext("Contested"),
    Flag.BY_PAPERS: lazy_gettext("With papers"),
    Flag.LOOK_ENDS: lazy_gettext("Our check ends"),
    Flag.PERIOD_ENDS: lazy_gettext("Its own end comes"),
    Flag.ISSUER_ASKED: lazy_gettext("Issuer was asked"),
}
REFUSALS: Final[_Words] = {
    FileRefusal.OWN_FILE: lazy_gettext(
        "This is your own file, or one that you keep. Somebody else works on it."
    ),
    FileRefusal.THEIR_OWN_FILE: lazy_gettext(
        "One of these files is that reviewer’s own, or one that they keep. Choose somebody else."
    ),
    FileRefusal.NOBODY_CHOSEN: lazy_gettext("Choose one file or more."),
    FileRefusal.NOT_THERE: lazy_gettext("One of these files is not there any more. Choose again."),
    FileRefusal.NO_REVIEWER: lazy_gettext("This person does not review any more. Choose again."),
    FileRefusal.IS_AWAY: lazy_gettext("This reviewer is away. Choose somebody else."),
    FileRefusal.SAME_REVIEWER: lazy_gettext("Choose two different reviewers."),
    FileRefusal.DAY_NOT_TO_COME: lazy_gettext("Choose a day that is still to come."),
    FileRefusal.AWAY_ENDS_FIRST: lazy_gettext("The last day comes before the first. Swap them."),
    FileRefusal.AWAY_HALF: lazy_gettext("Give the first day and the last day, or neither."),
}
_WRONG: Final[_Words] = {
    SearchFault.TOO_LONG: lazy_gettext("Type %(most)s letters or fewer."),
    SearchFault.TOO_MANY_WORDS: lazy_gettext("Type %(words)s words or fewer."),
    SearchFault.NO_SUCH_OPERATOR: lazy_gettext(
        "There is no “%(text)s”. Use one of these: %(operators)s."
    ),
    SearchFault.NO_VALUE: lazy_gettext("Write something after “%(text)s”."),
    SearchFault.TWICE: lazy_gettext("“%(text)s” says a second time what was said. Take one away."),
}


def refusal(why: FileRefusal) -> str:
    """Say why something was not done with files, and what to do."""
    match why:
        case FileRefusal.TOO_MANY:
            return gettext("Choose %(most)s files or fewer.", most=str(MOST_AT_ONCE))
        case FileRefusal.DAY_TOO_FAR:
            return gettext(
                "This day is too far away. A file can be put off by %(days)s days, and you can be"
                " away for %(away)s.",
                days=str(LONGEST_PUT_OFF),
                away=str(LONGEST_AWAY),
            )
        case _:
            return str(REFUSALS[why])


def wrong(part: Wrong) -> str:
    """Say why a part of a search cannot be read, and what to write."""
    values = VALUES.get(part.operator) if part.operator is not None else None
    if part.fault is SearchFault.NO_SUCH_VALUE:
        if values is None:
            return gettext(
                "“%(text)s” is no state or province. Write its code, such as %(example)s.",
                text=part.text,
                example="region:CO",
            )
        return gettext(
            "“%(text)s” does not go with %(operator)s. These do: %(values)s.",
            text=part.text,
            operator=f"{part.operator}:",
            values=", ".join(values),
        )
    unknown = part.fault is SearchFault.NO_SUCH_OPERATOR
    given = {
        "most": str(LONGEST),
        "words": str(MOST_WORDS),
        "text": f"{part.text}:" if unknown else part.text,
        "operators": ", ".join(f"{operator}:" for operator in Operator),
    }
    return str(_WRONG[part.fault]) % given
