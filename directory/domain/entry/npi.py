"""National Provider Identifiers: ten digits whose last one proves the others."""

import unicodedata
from collections.abc import Collection
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error
from directory.domain.entry.text import LONGEST_TYPED
from directory.domain.vocabulary import Country

DIGITS: Final = 10
FIRST_DIGITS: Final = frozenset("12")
"""1 and 2 are the only first digits that are given out (CMS, NPI check digit, 2004)."""
_PREFIX: Final = "80840"
"""Card issuer prefix for health applications (80) in the United States (840)."""
_ASCII_DIGITS: Final = frozenset("0123456789")
_BETWEEN: Final = str.maketrans("", "", " -")


def read_npi(
    text: str, *, countries: Collection[Country] = (), field: str = "npi"
) -> Checked[str | None]:
    """Read an NPI; spaces and hyphens between its digits do not count.

    `countries`: where the person practises. Somebody in Canada alone has no NPI.
    """
    if len(text) > LONGEST_TYPED:
        return _failed(error(FaultCode.NPI_LENGTH, field, count=len(text)))
    digits = unicodedata.normalize("NFKC", text).strip().translate(_BETWEEN)
    if not digits:
        return Checked(None)
    code = FaultCode.NPI_NOT_IN_CANADA if countries and Country.US not in countries else None
    code = code or _refusal(digits)
    if code is not None:
        return _failed(error(code, field, count=len(digits)))
    return Checked(digits)


def _refusal(digits: str) -> FaultCode | None:
    if not _ASCII_DIGITS.issuperset(digits):
        return FaultCode.NPI_CHARACTERS
    if len(digits) != DIGITS:
        return FaultCode.NPI_LENGTH
    if digits[0] not in FIRST_DIGITS:
        return FaultCode.NPI_FIRST_DIGIT
    return FaultCode.NPI_CHECK_DIGIT if _luhn(_PREFIX + digits) else None


def _failed(fault: Fault) -> Checked[str | None]:
    return Checked(None, (fault,))


def with_check_digit(nine: str) -> str:
    """Add the tenth digit that proves nine others."""
    return f"{nine}{-_luhn(f'{_PREFIX}{nine}0') % 10}"


def _luhn(digits: str) -> int:
    """Give the Luhn remainder: zero where the last digit fits."""
    kept = sum(int(digit) for digit in digits[-1::-2])
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (kept + doubled) % 10
