"""What a listing that was looked at anew counts for: exactly right, or right enough to find them.

Both words are measured as this directory publishes them; how is said where the figures are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Fact(StrEnum):
    """What of a listing is held against what is true, in the order of the page."""

    LICENCE = "licence"
    WORKS_THERE = "works_there"
    NEEDLES = "needles"
    ADDRESS = "address"
    PHONE = "phone"
    NAME = "name"
    HOURS = "hours"
    NEW_PATIENTS = "new_patients"


class Found(StrEnum):
    """How a fact was found; small: it differs, and a patient would get there all the same."""

    RIGHT = "right"
    SMALL = "small"
    WRONG = "wrong"
    UNKNOWN = "unknown"


ESSENTIAL: Final = frozenset(
    {Fact.LICENCE, Fact.WORKS_THERE, Fact.NEEDLES, Fact.ADDRESS, Fact.PHONE, Fact.NAME}
)
"""Where one of these is wrong, a patient is sent to the wrong place, or to the wrong person."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a listing counts for; None where too much of it could not be found out."""

    exact: bool | None
    functional: bool | None

    @property
    def counts(self) -> bool:
        """Whether it belongs in the figures; half an answer would tilt them."""
        return self.exact is not None and self.functional is not None


def counted(answers: Mapping[Fact, Found]) -> Counted:
    """Say what a listing counts for whose facts were found so."""
    essential = {fact: found for fact, found in answers.items() if fact in ESSENTIAL}
    return Counted(
        _all_are(answers, {Found.RIGHT}),
        _all_are(essential, {Found.RIGHT, Found.SMALL}),
    )


def _all_are(answers: Mapping[Fact, Found], good: set[Found]) -> bool | None:
    """Say whether all are good; one that is not decides, whatever is not known beside it."""
    if any(found not in good | {Found.UNKNOWN} for found in answers.values()):
        return False
    return None if Found.UNKNOWN in answers.values() else True
