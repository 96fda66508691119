"""Boards and programs in words: how fresh each is, and why a change was not taken."""

from datetime import date
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.boards import Board
from directory.domain.books import BookRefusal, freshness
from directory.web.presenters.words import country, day, language_here, profession
from directory.web.review.rule_books import FRESHNESS
from directory.web.speech import gettext
from directory.web.wiring import region_name

REFUSALS: Final = {
    BookRefusal.NOT_YOUR_PART: lazy_gettext("Only administrators change boards and programs."),
    BookRefusal.CHANGED: lazy_gettext(
        "Somebody changed this entry while you were writing. What you typed is below: compare it "
        "with what is there now, and send it again."
    ),
    BookRefusal.TWICE: lazy_gettext("This program is on the list already. Change that entry"),
    BookRefusal.STAYS: lazy_gettext("A program stays on the list. Change what it says"),
    BookRefusal.SOURCE_MISSING: lazy_gettext("Enter a web address, beginning with https://"),
    BookRefusal.IN_FUTURE: lazy_gettext("Enter today or an earlier day"),
    BookRefusal.REVIEW_PAST: lazy_gettext("Enter a day after today"),
    BookRefusal.REVIEW_TOO_FAR: lazy_gettext(
        "Enter a day within two years of the day on which you read it"
    ),
}
FIELDS: Final = {
    BookRefusal.TWICE: "name",
    BookRefusal.STAYS: "name",
    BookRefusal.SOURCE_MISSING: "source_url",
    BookRefusal.IN_FUTURE: "as_of",
    BookRefusal.REVIEW_PAST: "review_on",
    BookRefusal.REVIEW_TOO_FAR: "review_on",
}
"""At which field a refusal is said; the others are about the entry as a whole."""


def refusal(why: BookRefusal) -> str:
    """Say why a change was not taken, and what to do."""
    return str(REFUSALS[why])


def fresh(review_on: date | None, *, today: date) -> str:
    """Say how fresh an entry is."""
    said = str(FRESHNESS[freshness(review_on, today=today)])
    if review_on is None:
        return said
    return gettext("%(how)s, next look due %(day)s", how=said, day=day(review_on, language_here()))


def covers(board: Board) -> str:
    """Say whom a board's register has: of which place, and of which profession."""
    where = region_name(board.country, board.region) if board.region else country(board.country)
    if board.profession is None:
        return gettext("%(where)s, all professions", where=where)
    return f"{profession(board.profession, board.country, language=language_here())}, {where}"
