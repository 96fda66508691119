"""Who on record a line of the list of excluded people fits, and what follows from it.

An NPI is one person's alone, so its owner is held until a reviewer has looked. A name is shared by
many, so it only raises a flag. Sources: this directory's own published rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.leie import Excluded
from directory.domain.place_text import plain
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, ExclusionOutcome

_TITLES_AND_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "dr"})


class Fit(StrEnum):
    """How a line fits a person."""

    EXACT = "exact"
    NAME = "name"


class LineOutcome(StrEnum):
    """What a line of the list comes to; each line has one, the weightiest of its people's."""

    HELD = "held"
    FLAGGED = "flagged"
    KNOWN = "known"
    REINSTATED = "reinstated"
    NOBODY = "nobody"
    BUSINESS = "business"
    REFUSED = "refused"


WEIGHT: Final = tuple(LineOutcome)
"""Of the outcomes of one line, the first of these is the line's."""


class MatchRefusal(StrEnum):
    """Why a match was not settled."""

    NOT_YOUR_PART = "not_your_part"
    OWN_FILE = "own_file"
    SETTLED = "settled"
    HELD = "held"
    WORDS_MISSING = "words_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody on record as a line is compared with them.

    `names`: now and formerly. `regions`: US regions where they practise or have a licence.
    """

    practitioner_id: int
    npi: str | None
    names: frozenset[str]
    regions: frozenset[str]


def name_key(name: str) -> tuple[str, str]:
    """Give first and last word of a name without accents, case and marks: what is compared.

    Middle names stand on the list or do not, whatever the person calls themselves.
    """
    folded = name.lower() if name.isascii() else plain(name)
    apart = folded.replace("'", "").replace("\u2019", "")
    words = "".join(mark if mark.isalnum() else " " for mark in apart).split()
    kept = [word for word in words if word not in _TITLES_AND_GENERATIONS]
    return (kept[0], kept[-1]) if kept else ("", "")


def fits(line: Excluded, candidate: Candidate) -> Fit | None:
    """Say how a line fits somebody; None where it does not.

    Who has another NPI than the line is somebody else, however like the names are.
    """
    if line.npi is not None and candidate.npi is not None:
        return Fit.EXACT if line.npi == candidate.npi else None
    if line.region not in candidate.regions:
        return None
    wanted = name_key(line.name)
    alike = all(wanted) and any(name_key(name) == wanted for name in candidate.names)
    return Fit.NAME if alike else None


def outcome_of(line: Excluded, fit: Fit, *, known: bool, today: date) -> LineOutcome:
    """Say what a line comes to for somebody whom it fits; `known`: it was raised before."""
    if not line.holds(today):
        return LineOutcome.REINSTATED
    if known:
        return LineOutcome.KNOWN
    return LineOutcome.HELD if fit is Fit.EXACT else LineOutcome.FLAGGED


def weightiest(outcomes: Iterable[LineOutcome]) -> LineOutcome:
    """Give the outcome of a line that fits several people, or nobody."""
    found = set(outcomes)
    return next((each for each in WEIGHT if each in found), LineOutcome.NOBODY)


def may_settle(
    outcome: ExclusionOutcome,
    *,
    actor: Actor,
    own: bool,
    settled: bool,
    held: bool,
    words: str,
) -> MatchRefusal | None:
    """Say why somebody may not settle a match so; None where they may.

    `held`: the match keeps its person out of every list. That it is not theirs then takes a second
    reviewer, because it lets them back in.
    """
    if actor.kind is not ActorKind.REVIEWER:
        return MatchRefusal.NOT_YOUR_PART
    if own:
        return MatchRefusal.OWN_FILE
    if settled:
        return MatchRefusal.SETTLED
    if outcome is ExclusionOutcome.NOT_THEIRS:
        return MatchRefusal.HELD if held else None
    return None if words.strip() else MatchRefusal.WORDS_MISSING
