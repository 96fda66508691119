"""The JSON interface: read-only, the same search as the pages, its shapes stable."""

from directory.web.api import rules
from directory.web.api.views import blueprint

__all__ = ["blueprint", "rules"]
