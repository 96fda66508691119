"""Pages for patients: home, results, profiles, and the rules of the place."""

from directory.web.public import rules
from directory.web.public.views import blueprint

__all__ = ["blueprint", "rules"]
