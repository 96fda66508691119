"""What authenticators write, held to their own plain CBOR before any library decodes it.

A general decoder follows tags, among them references to what came before: 300 bytes of those grow
to gigabytes as they are written out again, and nobody has signed them yet. Authenticators send
neither tags nor depth (CTAP 2.1, section 8, "Message Encoding").
"""

from typing import Final

DEEPEST: Final = 4
_BYTES, _TEXT, _ARRAY, _MAP, _TAG = range(2, 7)
# A length stands in the first byte up to 23; 24 to 27 say that it follows in 1, 2, 4 or 8.
_FOLLOWS, _WIDEST = 24, 27
# WebAuthn Level 3, section 6.1: the hash of a host name, the flags, the counter.
_FLAGS_AT, _HEAD = 32, 37
_HAS_CREDENTIAL, _HAS_EXTENSIONS = 0x40, 0x80
_AAGUID, _LENGTH = 16, 2


class NotPlain(ValueError):
    """These bytes are not what an authenticator may write."""


def hold_plain(content: bytes) -> None:
    """Raise `NotPlain` unless the bytes are one plain item of CBOR and nothing more."""
    _all_read(content, _after_item(content, 0))


def hold_authenticator_data_plain(content: bytes) -> None:
    """Raise `NotPlain` unless all CBOR within authenticator data is plain, and fills it."""
    if len(content) < _HEAD:
        raise NotPlain
    flags, at = content[_FLAGS_AT], _HEAD
    if flags & _HAS_CREDENTIAL:
        at += _AAGUID
        at += _LENGTH + int.from_bytes(content[at : at + _LENGTH])
        at = _after_item(content, at)
    if flags & _HAS_EXTENSIONS:
        at = _after_item(content, at)
    _all_read(content, at)


def _all_read(content: bytes, at: int) -> None:
    if at != len(content):
        raise NotPlain


def _after_item(content: bytes, at: int, *, depth: int = DEEPEST) -> int:
    if at >= len(content):
        raise NotPlain
    kind, length = content[at] >> 5, content[at] & 31
    if kind == _TAG or length > _WIDEST:
        raise NotPlain
    at += 1
    if length >= _FOLLOWS:
        wide = 1 << (length - _FOLLOWS)
        length = int.from_bytes(content[at : at + wide])
        at += wide
    if kind in {_BYTES, _TEXT}:
        at += length
    elif kind in {_ARRAY, _MAP}:
        if depth == 0:
            raise NotPlain
        for _ in range(length if kind == _ARRAY else 2 * length):
            at = _after_item(content, at, depth=depth - 1)
    if at > len(content):
        raise NotPlain
    return at
