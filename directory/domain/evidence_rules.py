"""How many files a listing keeps, what they are called, and when one may be added or removed."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from directory.domain.entry.faults import Fault, FaultCode, error
from directory.domain.vocabulary import CredentialState as State

MOST_FILES: Final = 60
"""Files that one listing keeps."""
MOST_KEPT: Final = 300 * 1024 * 1024
"""Bytes that the files of one listing take."""
MOST_AT_ONCE: Final = 5
"""Files in one form."""
LONGEST_NAME: Final = 100
_READ_OF_NAME: Final = 1_000
_UNSHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Keeps(StrEnum):
    """Why a file stays: what relies on it."""

    BEING_CHECKED = "being_checked"
    DECIDED = "decided"
    LOOKED_AT = "looked_at"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Use:
    """What may happen to the files of a credential; `keeps`: why none is taken off it."""

    may_add: bool
    keeps: Keeps | None


USES: Mapping[State, Use] = MappingProxyType(
    {
        State.DRAFT: Use(may_add=True, keeps=None),
        State.SUBMITTED: Use(may_add=True, keeps=Keeps.BEING_CHECKED),
        # The question may be about the very file, so that another one takes its place.
        State.QUERIED: Use(may_add=True, keeps=None),
        State.DEFERRED: Use(may_add=True, keeps=Keeps.BEING_CHECKED),
        # What was checked is what was there then; new papers come with a renewal or a correction.
        State.VERIFIED: Use(may_add=False, keeps=Keeps.DECIDED),
        # An appeal may bring papers, and rests on those that were there.
        State.REFUSED: Use(may_add=True, keeps=Keeps.DECIDED),
        State.SUSPENDED: Use(may_add=True, keeps=Keeps.DECIDED),
        State.REVOKED: Use(may_add=False, keeps=Keeps.DECIDED),
        State.WITHDRAWN: Use(may_add=False, keeps=None),
    }
)
"""A credential in each state. What was withdrawn was taken back: nothing relies on it."""


def keeps(
    states: Collection[State], *, looked_at: bool = False, translated: bool = False
) -> Keeps | None:
    """Say why a file cannot be removed; None where it can.

    `states`: of the credentials that it serves. `looked_at`: the record of a check names it.
    `translated`: a translation of it is kept.
    """
    if looked_at:
        return Keeps.LOOKED_AT
    reasons = {USES[state].keeps for state in states}
    found = next((reason for reason in Keeps if reason in reasons), None)
    return found or (Keeps.TRANSLATED if translated else None)


def room_for(*, files: int, kept: int, adds: int) -> tuple[Fault, ...]:
    """Refuse one more file, of so many bytes, where a listing has no room for it."""
    if files < MOST_FILES and kept + adds <= MOST_KEPT:
        return ()
    return (error(FaultCode.EVIDENCE_NO_ROOM, "file", most=MOST_FILES),)


def at_once(number: int) -> tuple[Fault, ...]:
    """Refuse more files in one form than are read in one go."""
    if number <= MOST_AT_ONCE:
        return ()
    return (error(FaultCode.EVIDENCE_MANY_AT_ONCE, "file", most=MOST_AT_ONCE),)


def shown_name(given: str) -> str | None:
    """Give what a file is called: no folders, nothing unseen, nothing that turns direction."""
    last = given[-_READ_OF_NAME:].replace("\\", "/").rpartition("/")[2]
    composed = unicodedata.normalize("NFC", last)
    seen = "".join(mark for mark in composed if unicodedata.category(mark) not in _UNSHOWN)
    line = " ".join(seen.split()).lstrip(".")
    if len(line) <= LONGEST_NAME:
        return line or None
    ending = PurePosixPath(line).suffix[: LONGEST_NAME // 4]
    return line[: LONGEST_NAME - len(ending)].rstrip() + ending
