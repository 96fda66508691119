"""Random identifiers for new rows."""

import secrets
from typing import Final

BITS: Final = 60


def fresh_id() -> int:
    """Give a number that no row has yet, but for a chance of one in a thousand million million."""
    return secrets.randbits(BITS)
