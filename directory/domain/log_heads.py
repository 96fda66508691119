"""Signed heads: the one line that says what the log of decisions was at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Protocol

from directory.domain.merkle import EMPTY

FIRST: Final = EMPTY
"""What the first head names as the head before it."""
HASH_BYTES: Final = 32


class Pen(Protocol):
    """Signs heads with the directory's key."""

    @property
    def key_id(self) -> str:
        """Name the key."""

    def sign(self, note: bytes) -> bytes:
        """Sign a note."""


class Seal(Protocol):
    """Knows the directory's keys, and whether one of them signed a note."""

    def knows(self, key_id: str) -> bool:
        """Whether this is one of the directory's keys."""

    def is_genuine(self, note: bytes, signature: bytes, *, key_id: str) -> bool:
        """Whether that key signed the note; no for keys that are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The log after `size` entries: its root, when, and the hash of the signed head before it.

    Since every head vouches for the one before, one signature vouches for all.
    """

    size: int
    root: bytes
    at: str
    previous: bytes
    signature: bytes
    key_id: str


class NotAHead(Exception):
    """What was read as a signed head is not one."""


def note(*, size: int, root: bytes, at: str, previous: bytes) -> bytes:
    """Write what is signed: canonical JSON."""
    return (
        f'{{"at":"{at}","previous":"{previous.hex()}","root":"{root.hex()}","size":{size}}}'
    ).encode()


def note_of(head: Head) -> bytes:
    """Write what a head's signature is of."""
    return note(size=head.size, root=head.root, at=head.at, previous=head.previous)


def chained(signed_note: bytes, signature: bytes) -> bytes:
    """Hash a signed head, for the next one to name."""
    return sha256(signed_note + signature).digest()


def signed(pen: Pen, *, size: int, root: bytes, at: str, previous: bytes) -> Head:
    """Sign what the log is now."""
    signature = pen.sign(note(size=size, root=root, at=at, previous=previous))
    return Head(
        size=size, root=root, at=at, previous=previous, signature=signature, key_id=pen.key_id
    )


def shown(head: Head) -> dict[str, Any]:
    """Write a head as it is published."""
    return {
        "size": head.size,
        "root": head.root.hex(),
        "at": head.at,
        "previous": head.previous.hex(),
        "key_id": head.key_id,
        "signature": head.signature.hex(),
    }


def read(published: object) -> Head:
    """Read a head as `shown` wrote it; anything else is `NotAHead`."""
    if not isinstance(published, Mapping):
        raise NotAHead
    size = published.get("size")
    if type(size) is not int or size < 1:
        raise NotAHead
    return Head(
        size=size,
        root=_bytes(published, "root"),
        at=_text(published, "at"),
        previous=_bytes(published, "previous"),
        signature=_bytes(published, "signature"),
        key_id=_text(published, "key_id"),
    )


def _text(published: Mapping[str, Any], name: str) -> str:
    value = published.get(name)
    if not isinstance(value, str):
        raise NotAHead
    return value


def _bytes(published: Mapping[str, Any], name: str) -> bytes:
    try:
        return bytes.fromhex(_text(published, name))
    except ValueError:
        raise NotAHead from None
