"""What a line of a regulator's file comes to, held against the licence of its number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.domain.entry.names import ALIKE_ENOUGH, likeness
from directory.domain.place_text import plain
from directory.domain.registers import RegisterRow
from directory.domain.vocabulary import CredentialState, RegisterMatch

ACTIVE_WORDS: Final = (
    "active",
    "current",
    "active - current",
    "good standing",
    "in good standing",
    "licensed",
    "registered",
    "valid",
    "actif",
    "inscrit",
    "inscrite",
    "membre actif",
)
"""How registers say that somebody may practise. What else a board says, its file is read with."""
DIFFERS: Final = frozenset(
    {
        RegisterMatch.NAME_DIFFERS,
        RegisterMatch.NOT_ACTIVE,
        RegisterMatch.ENDED,
        RegisterMatch.ENDS_SOONER,
        RegisterMatch.TWICE,
    }
)
"""What speaks against a verified licence: a reviewer looks at its person."""
_CLAIMED: Final = frozenset(
    {
        CredentialState.SUBMITTED,
        CredentialState.QUERIED,
        CredentialState.DEFERRED,
        CredentialState.SUSPENDED,
        CredentialState.REVOKED,
    }
)
_WITH_REVIEWERS: Final = frozenset(
    {CredentialState.SUBMITTED, CredentialState.QUERIED, CredentialState.DEFERRED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """A licence of the number of a line; `names`: all that its person is or was called."""

    licence_id: int
    version: int
    practitioner_id: int
    names: tuple[str, ...]
    state: CredentialState
    ends: date | None


@dataclass(frozen=True, slots=True)
class Matched:
    """What a line comes to, and the licence that it is about."""

    match: RegisterMatch
    on_file: OnFile | None = None


def active_words(more: Iterable[str] = ()) -> frozenset[str]:
    """Give the words of a file by which somebody may practise, as they are compared."""
    return frozenset(_compared(word) for word in (*ACTIVE_WORDS, *more))


def match(
    row: RegisterRow,
    periods: Sequence[OnFile],
    *,
    today: date,
    active: frozenset[str],
    twice: bool = False,
) -> Matched:
    """Say what a line comes to; `periods`: every licence of its number here, in any state."""
    if row.fault is not None:
        return Matched(RegisterMatch.UNREADABLE)
    found = _meant(periods)
    if found is None:
        return Matched(RegisterMatch.NOT_HERE)
    return Matched(
        _differs(row, found, periods=periods, today=today, active=active, twice=twice), found
    )


def _differs(
    row: RegisterRow,
    found: OnFile,
    *,
    periods: Sequence[OnFile],
    today: date,
    active: frozenset[str],
    twice: bool,
) -> RegisterMatch:
    ends = row.ends or found.ends
    against = {
        # A renewal that waits is a reviewer's to settle; two would otherwise say the same.
        RegisterMatch.NOT_VERIFIED: found.state is not CredentialState.VERIFIED
        or any(each.state in _WITH_REVIEWERS for each in periods),
        RegisterMatch.TWICE: twice,
        RegisterMatch.NAME_DIFFERS: likeness(row.name, found.names) < ALIKE_ENOUGH,
        RegisterMatch.NOT_ACTIVE: _compared(row.status) not in active,
        RegisterMatch.ENDED: ends is not None and ends < today,
        RegisterMatch.ENDS_SOONER: None not in {row.ends, found.ends}
        and (row.ends or today) < (found.ends or today),
    }
    return next((code for code, holds in against.items() if holds), RegisterMatch.MATCHED)


def _meant(periods: Sequence[OnFile]) -> OnFile | None:
    """Give the period to go on from: the verified one that ends last, else one that is claimed."""
    last = sorted(periods, key=lambda each: (each.ends or date.max, each.licence_id), reverse=True)
    verified = [each for each in last if each.state is CredentialState.VERIFIED]
    claimed = [each for each in last if each.state in _CLAIMED]
    return next(iter((*verified, *claimed)), None)


def _compared(words: str) -> str:
    return " ".join(plain(words).split())
