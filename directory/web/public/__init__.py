"""Pages for patients: home, results, profiles, reports, and the rules of the place."""

from directory.web.public import (
    accuracy,
    checking,
    confirming_issuer,
    finding,
    for_robots,
    gallery,
    guide,
    keeping,
    mapping,
    profile_papers,
    regulators,
    reporting,
    rules,
    streets,
)
from directory.web.public.views import blueprint

__all__ = [
    "accuracy",
    "blueprint",
    "checking",
    "confirming_issuer",
    "finding",
    "for_robots",
    "gallery",
    "guide",
    "keeping",
    "mapping",
    "profile_papers",
    "regulators",
    "reporting",
    "rules",
    "streets",
]
