"""Read models as the public JSON contract writes them, for the API and the exports alike."""

from directory.queries.contract.earlier_days import history
from directory.queries.contract.listings import exported, location, profile, result
from directory.queries.contract.places import choice, notice, place
from directory.queries.contract.rules import rule

__all__ = [
    "choice",
    "exported",
    "history",
    "location",
    "notice",
    "place",
    "profile",
    "result",
    "rule",
]
