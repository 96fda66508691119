"""The saved replies in `data/desk`: what reviewers write most often, in each language."""

import csv
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from directory import paths
from directory.domain.reasons import Reason
from directory.domain.verification import Action

FILE: Final = paths.DATA / "desk" / "replies.csv"
Replies = Mapping[tuple[Action, Reason], Mapping[str, str]]
"""By action and reason: the text in each language."""


def read_replies() -> Replies:
    """Read them; a code that nobody knows is a ValueError."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                (Action(row.pop("action")), Reason(row.pop("reason"))): MappingProxyType(row)
                for row in csv.DictReader(file)
            }
        )
