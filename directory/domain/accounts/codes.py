"""Codes that people type: six digits of an app, and recovery codes; each has one normal form."""

import unicodedata
from contextlib import suppress
from hashlib import sha256
from typing import Final

from directory.domain.entry.faults import Checked, FaultCode, error
from directory.domain.entry.text import missing, short
from directory.domain.ids import ALPHABET

DIGITS: Final = 6
RANDOM_BYTES: Final = 10
"""80 bits: nobody guesses one, so a plain hash keeps it."""
LETTERS: Final = 16
GROUP: Final = 4
LONGEST: Final = 64
_MISTAKEN: Final = str.maketrans("oil", "011")
"""Crockford's base 32 has none of these letters; whoever reads one means the digit."""
_MINUS: Final = "\u2212"


def read_code(text: str, field: str) -> Checked[str | None]:
    """Read the six digits of an app: in any script and width, with spaces and dashes anywhere.

    The value is ASCII digits alone: what is compared, and what is remembered as used, so that the
    same code written differently is the same code.
    """
    code = _condensed(text)
    if not code:
        return missing(field)
    digits = "".join(map(_digit, code))
    if len(digits) == DIGITS and digits.isascii() and digits.isdigit():
        return Checked(digits)
    return Checked(None, (error(FaultCode.CODE_FORM, field, digits=DIGITS),))


def recovery_code(random: bytes) -> str:
    """Write ten random bytes as xxxx-xxxx-xxxx-xxxx, in Crockford's base 32."""
    if len(random) != RANDOM_BYTES:
        raise ValueError(len(random))
    number = int.from_bytes(random)
    letters = (ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))
    return _grouped("".join(letters))


def read_recovery_code(text: str, field: str) -> Checked[str | None]:
    """Read a recovery code in any case and width, grouped or not, with O for 0 and I or L for 1.

    The value is the code as `recovery_code` wrote it.
    """
    code = _condensed(text).casefold().translate(_MISTAKEN)
    if not code:
        return missing(field)
    if len(code) == LETTERS and all(letter in ALPHABET for letter in code):
        return Checked(_grouped(code))
    return Checked(None, (error(FaultCode.RECOVERY_CODE_FORM, field, letters=LETTERS),))


def hash_of(code: str) -> str:
    """Give what is kept of a recovery code, as `recovery_code` writes it: SHA-256 in hex."""
    return sha256(code.encode()).hexdigest()


def _condensed(text: str) -> str:
    """Give a text in its plain width, without spaces and dashes."""
    return "".join(
        mark
        for mark in short(text, LONGEST)
        if not mark.isspace() and unicodedata.category(mark) != "Pd" and mark != _MINUS
    )


def _digit(mark: str) -> str:
    with suppress(ValueError):
        return str(unicodedata.decimal(mark))
    return mark


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, LETTERS, GROUP))
