"""What a form showed when it was filled in: a save over something newer is noticed, not made."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

_LENGTH: Final = 32


class Stale(Exception):
    """What is about to be replaced is not what the form showed; nothing was changed."""


def fingerprint(values: Mapping[str, object]) -> str:
    """Name values as a form shows them; equal values have equal names, whatever their order."""
    text = json.dumps(dict(values), sort_keys=True, ensure_ascii=True, default=str)
    return sha256(text.encode()).hexdigest()[:_LENGTH]


def guard_seen(seen: str, now: Mapping[str, object]) -> None:
    """Raise `Stale` unless a form saw what stands now; `seen` is what `fingerprint` gave it."""
    if seen != fingerprint(now):
        raise Stale
