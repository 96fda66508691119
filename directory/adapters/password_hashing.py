"""Passwords at rest: argon2id, a few at a time, and the same work whether anybody is there."""

import secrets
from base64 import b64encode
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

MEMORY_KIB: Final = 19_456
PASSES: Final = 2
LANES: Final = 1
"""OWASP Password Storage Cheat Sheet, argon2id, the second of its equal settings (read 2026-11)."""
AT_ONCE: Final = 4
TURNS: Final = BoundedSemaphore(AT_ONCE)
"""A process computes four hashes at once, in 76 MiB; whoever comes fifth waits."""


class Hasher:
    """Hashes passwords as `domain.accounts.passwords.prepared` gives them."""

    def __init__(self) -> None:
        self._argon2 = PasswordHasher(
            time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID
        )
        # Of no text, but read and computed like any other; hashing one would make every start wait.
        settings = f"m={MEMORY_KIB},t={PASSES},p={LANES}"
        self._nobodys = f"$argon2id$v={ARGON2_VERSION}${settings}${_drawn(16)}${_drawn(32)}"

    def hash(self, text: str) -> str:
        """Hash a password with a salt of its own; the text says how, in 97 characters (PHC)."""
        with TURNS:
            return self._argon2.hash(_bytes(text))

    def verify(self, kept: str | None, text: str) -> bool:
        """Whether this is the password that was hashed; no for a hash that is damaged.

        Where there is none, as of an address that nobody registered, the same work is done for
        nothing: how long it takes does not tell.
        """
        with TURNS:
            try:
                return self._argon2.verify(self._nobodys if kept is None else kept, _bytes(text))
            except (VerificationError, InvalidHashError, UnicodeError):
                return False

    def outdated(self, kept: str) -> bool:
        """Whether it was hashed with settings other than these, or is damaged."""
        try:
            return self._argon2.check_needs_rehash(kept)
        except InvalidHashError:
            return True


def _drawn(size: int) -> str:
    return b64encode(secrets.token_bytes(size)).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    # A browser cannot send half of a surrogate pair, but whoever is not one can.
    return text.encode(errors="surrogatepass")
