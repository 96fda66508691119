"""Pages for patients: home, results, profiles, reports, and the rules of the place."""

from directory.web.public import (
    accuracy,
    confirming_issuer,
    guide,
    mapping,
    regulators,
    reporting,
    rules,
    streets,
)
from directory.web.public.views import blueprint

__all__ = [
    "accuracy",
    "blueprint",
    "confirming_issuer",
    "guide",
    "mapping",
    "regulators",
    "reporting",
    "rules",
    "streets",
]
