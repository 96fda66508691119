"""Public identifiers: a random 60-bit number, written so that text order is number order."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case; its letters ascend in ASCII."""

LENGTH = 12
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(number: int) -> str:
    """Write a number of 0 to 2**60-1 as twelve letters; order is kept."""
    if not 0 <= number < 1 << 60:
        raise ValueError(number)
    return "".join([ALPHABET[number >> shift & 31] for shift in range(55, -1, -5)])


def decode(text: str) -> int:
    """Read what `encode` wrote; anything else is a ValueError."""
    if len(text) != LENGTH:
        raise ValueError(text)
    number = 0
    for letter in text:
        value = _VALUES.get(letter)
        if value is None:
            raise ValueError(text)
        number = number << 5 | value
    return number


def fresh() -> int:
    """Draw a new identifier that nobody can guess."""
    return secrets.randbits(60)
