"""The tables, one module a noun; importing this package makes all of them known."""

from directory.models import (
    accounts,
    clinics,
    credentials,
    decision_log,
    desk,
    imports,
    listings,
    mail,
    places,
    practitioners,
    registers,
    reports,
    reviews,
    rules,
    sessions,
    sign_in,
    standings,
)
from directory.models.base import Base

__all__ = [
    "Base",
    "accounts",
    "clinics",
    "credentials",
    "decision_log",
    "desk",
    "imports",
    "listings",
    "mail",
    "places",
    "practitioners",
    "registers",
    "reports",
    "reviews",
    "rules",
    "sessions",
    "sign_in",
    "standings",
]
