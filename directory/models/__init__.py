"""The tables, one module a noun; importing this package makes all of them known."""

from directory.models import credentials, places, practitioners, standings
from directory.models.base import Base

__all__ = ["Base", "credentials", "places", "practitioners", "standings"]
