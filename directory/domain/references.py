"""References that people quote on the telephone: no letter or digit that is taken for another."""

from typing import Final

_LETTERS: Final = "ACDEFGHJKLMNPQRTUVWXYZ"
_NUMBERS: Final = 10_000
REFERENCES: Final = _NUMBERS * len(_LETTERS) ** 2
"""How many different ones there are."""


def reference(drawn: int) -> str:
    """Write a number below `REFERENCES` as a reference, such as HD-4821-KQ."""
    pair, number = divmod(drawn, _NUMBERS)
    first, second = divmod(pair, len(_LETTERS))
    return f"HD-{number:04d}-{_LETTERS[first]}{_LETTERS[second]}"
