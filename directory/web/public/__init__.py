"""Pages for patients: home, results, profiles."""

from directory.web.public.views import blueprint

__all__ = ["blueprint"]
