"""Tokens that open a session or a link: random, and stored as a hash alone."""

import secrets
from hashlib import sha256
from typing import Final

RANDOM_BYTES: Final = 32


def fresh() -> str:
    """Draw a token of 256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(RANDOM_BYTES)


def hash_of(token: str) -> str:
    """Give what is stored of a token: its SHA-256 in hex.

    A plain hash will do, since nobody can go through 2**256 tokens as they can through passwords.
    """
    return sha256(token.encode()).hexdigest()
