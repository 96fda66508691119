"""The tables, one module a noun; importing this package makes all of them known."""

from directory.models import (
    accounts,
    clinics,
    credentials,
    decision_log,
    imports,
    places,
    practitioners,
    reviews,
    rules,
    standings,
)
from directory.models.base import Base

__all__ = [
    "Base",
    "accounts",
    "clinics",
    "credentials",
    "decision_log",
    "imports",
    "places",
    "practitioners",
    "reviews",
    "rules",
    "standings",
]
