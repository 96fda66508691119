"""When somebody decides so much in a day that administrators have a look."""

from typing import Final

DECISIONS_A_DAY: Final = 150
"""Two minutes each for five hours: more than anybody reads with care."""


def is_alarming(decisions_today: int) -> bool:
    """Say whether this decision is the one that administrators are told of: once a day."""
    return decisions_today == DECISIONS_A_DAY
