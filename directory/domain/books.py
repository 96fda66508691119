"""What is kept of boards and programs as dated versions, and when each is looked at again."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.boards import Board
from directory.domain.clock import months_after
from directory.domain.programs import Program
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, CountsAs, Profession

REVIEW_MONTHS: Final = 12
"""A fact that nobody has looked at for so long is looked at again; this directory's own rule."""
ANY: Final = "*"
"""In a key: every profession."""
_BEGINS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", re.ASCII)


class Book(StrEnum):
    """What administrators keep."""

    BOARDS = "boards"
    PROGRAMS = "programs"


class Freshness(StrEnum):
    """Whether a fact is looked at again."""

    CURRENT = "current"
    STALE = "stale"
    UNDATED = "undated"


def freshness(review_on: date | None, *, today: date) -> Freshness:
    """Say how a fact stands whose next look is due on a day; None: nobody knows how old it is."""
    if review_on is None:
        return Freshness.UNDATED
    return Freshness.STALE if review_on < today else Freshness.CURRENT


def review_of(as_of: str) -> date | None:
    """Give the day on which a fact is looked at again, by the date of its source.

    Sources say a day, a month, a year, or more than that in words; None where they say none.
    """
    found = _BEGINS.match(as_of)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return months_after(date(year, month, day), REVIEW_MONTHS)
    except ValueError:
        # "2025-26" is a session, not a month.
        return months_after(date(year, 1, 1), REVIEW_MONTHS) if year else None


def latest_review(as_of: date) -> date:
    """Give the last day that may be named for looking again at what was true on a day."""
    return months_after(as_of, 2 * REVIEW_MONTHS)


def board_keys(boards: Iterable[Board]) -> dict[str, Board]:
    """Name boards by what they cover; a second one of the same has a number behind it."""
    found: dict[str, Board] = {}
    for board in boards:
        name = key = f"{board.country}:{board.region}:{board.profession or ANY}"
        number = 1
        while key in found:
            number += 1
            key = f"{name}:{number}"
        found[key] = board
    return found


def written(entry: Board | Program) -> str:
    """Write what is kept of a board or a program."""
    return json.dumps(asdict(entry), sort_keys=True, default=sorted)


def read_board(body: str) -> Board:
    """Read what `written` wrote of a board."""
    said = json.loads(body)
    which = said["profession"]
    said["country"] = Country(said["country"])
    return Board(**said | {"profession": None if which is None else Profession(which)})


def read_program(body: str) -> Program:
    """Read what `written` wrote of a program."""
    said = json.loads(body)
    country, counts = said["country"], said["counts_as"]
    return Program(
        **said
        | {
            "country": None if country is None else Country(country),
            "counts_as": None if counts is None else CountsAs(counts),
            "professions": frozenset(map(Profession, said["professions"])),
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new version of an entry; `body`: what `written` wrote, empty where it is taken off.

    `seen`: the version that whoever changes it had before them, None for what came with the data.
    """

    book: Book
    key: str
    body: str
    source_url: str
    as_of: date
    review_on: date
    seen: int | None


class BookRefusal(StrEnum):
    """Why a change was not taken."""

    NOT_YOUR_PART = "not_your_part"
    CHANGED = "changed"
    TWICE = "twice"
    STAYS = "stays"
    SOURCE_MISSING = "source_missing"
    IN_FUTURE = "in_future"
    REVIEW_PAST = "review_past"
    REVIEW_TOO_FAR = "review_too_far"


def may_change(change: Change, *, actor: Actor, today: date) -> BookRefusal | None:
    """Say why a change may not be made; None where it may."""
    refusals = {
        BookRefusal.NOT_YOUR_PART: actor.kind is not ActorKind.ADMINISTRATOR,
        # Credentials name programs: what one is called may change, that there is one does not.
        BookRefusal.STAYS: change.book is Book.PROGRAMS and not change.body,
        BookRefusal.SOURCE_MISSING: not change.source_url.startswith(("https://", "http://")),
        BookRefusal.IN_FUTURE: change.as_of > today,
        BookRefusal.REVIEW_PAST: change.review_on <= today,
        BookRefusal.REVIEW_TOO_FAR: change.review_on > latest_review(change.as_of),
    }
    return next((refusal for refusal, holds in refusals.items() if holds), None)
