"""What a patient typed to check somebody: a name, or the number of a licence or an NPI."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.npi import read_npi

LONGEST: Final = 100
FEWEST_LETTERS: Final = 3


class Trouble(StrEnum):
    """Why nobody can be looked for."""

    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Sought:
    """A name, or numbers as they are compared; what has digits is taken for a number."""

    name: str = ""
    licence: str | None = None
    npi: str | None = None


def read_sought(text: str) -> Sought | Trouble:
    """Read it; a fragment of a name would find half of everybody, and is not looked for."""
    typed = " ".join(text.split())
    if not typed:
        return Trouble.EMPTY
    if len(typed) > LONGEST:
        return Trouble.LONG
    if any(mark.isdigit() for mark in typed):
        licence = read_licence_number(typed).value
        npi = read_npi(typed).value
        return Sought(licence=licence, npi=npi)
    if sum(mark.isalpha() for mark in typed) < FEWEST_LETTERS:
        return Trouble.SHORT
    return Sought(name=typed)
