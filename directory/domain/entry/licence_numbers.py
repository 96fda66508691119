"""Licence numbers as boards write them: one shape for all, and hints that only warn."""

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error, warning
from directory.domain.entry.text import LONGEST_TYPED, missing
from directory.domain.vocabulary import Country, LicenceKind, Profession

SHORTEST: Final = 2
LONGEST: Final = 30
_SHAPE: Final = re.compile(r"[A-Z0-9][A-Z0-9 ./-]*", re.ASCII)
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
"""Word processors put these where a hyphen was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """How a board is known to write its numbers; `code` says what a number of that form means."""

    country: Country
    region: str
    profession: Profession
    kind: LicenceKind
    pattern: re.Pattern[str]
    example: str
    code: FaultCode | None
    source: str
    seen: str


_carolina: Final = partial(
    Hint,
    country=Country.US,
    region="NC",
    profession=Profession.PHYSICAL_THERAPIST,
    source="https://www2.ncptboard.org/app/OnlineServices/VerifyTherapist/VerifyTherapist.php",
    seen="2026-11",
)
_LICENCE: Final = LicenceKind.LICENCE
_PRIVILEGE: Final = LicenceKind.COMPACT_PRIVILEGE
_ASSISTANT: Final = FaultCode.LICENCE_NUMBER_OF_ASSISTANT
HINTS: Final = (
    _carolina(kind=_LICENCE, pattern=re.compile(r"P[0-9]{1,6}"), example="P1234", code=None),
    _carolina(kind=_LICENCE, pattern=re.compile(r"A[0-9]{1,6}"), example="A1234", code=_ASSISTANT),
    _carolina(
        kind=_LICENCE,
        pattern=re.compile(r"CP[0-9]{1,9}[TA]"),
        example="CP1234T",
        code=FaultCode.LICENCE_NUMBER_OF_PRIVILEGE,
    ),
    _carolina(kind=_PRIVILEGE, pattern=re.compile(r"CP[0-9]{1,9}T"), example="CP1234T", code=None),
    _carolina(
        kind=_PRIVILEGE, pattern=re.compile(r"CP[0-9]{1,9}A"), example="CP1234A", code=_ASSISTANT
    ),
)
"""All formats that a board is known to document; there is no authoritative list."""


def read_licence_number(
    text: str, *, field: str = "number", required: bool = True
) -> Checked[str | None]:
    """Read a licence number as it is compared: NFKC, upper case, single spaces, ASCII."""
    if len(text) > LONGEST_TYPED:
        return _failed(error(FaultCode.LICENCE_NUMBER_LENGTH, field, least=SHORTEST, most=LONGEST))
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    number = " ".join(plain.split())
    if not number:
        return missing(field) if required else Checked(None)
    if len(number) > LONGEST:
        return _failed(error(FaultCode.LICENCE_NUMBER_LENGTH, field, least=SHORTEST, most=LONGEST))
    # Before upper case, which turns letters of other alphabets into ours (dotless i, sharp s).
    if not number.isascii() or not _SHAPE.fullmatch(number.upper()):
        return _failed(error(FaultCode.LICENCE_NUMBER_CHARACTERS, field))
    if len(number) < SHORTEST:
        return _failed(error(FaultCode.LICENCE_NUMBER_LENGTH, field, least=SHORTEST, most=LONGEST))
    return Checked(number.upper())


def _failed(fault: Fault) -> Checked[str | None]:
    return Checked(None, (fault,))


def hints_for(
    country: Country, region: str, *, profession: Profession, kind: LicenceKind
) -> tuple[Hint, ...]:
    """Give what is known of a board's numbers, the form that is meant first."""
    asked = (country, region, profession, kind)
    return tuple(
        hint for hint in HINTS if (hint.country, hint.region, hint.profession, hint.kind) == asked
    )


def unusual(number: str, hints: tuple[Hint, ...], *, field: str = "number") -> tuple[Fault, ...]:
    """Warn where a number is not as its board writes them; never refuse."""
    met = [hint.code for hint in hints if hint.pattern.fullmatch(number[:LONGEST])]
    code = met[0] if met else FaultCode.LICENCE_NUMBER_UNUSUAL
    if not hints or code is None:
        return ()
    return (warning(code, field, example=hints[0].example, region=hints[0].region),)
