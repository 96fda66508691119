"""What operators bring in from files, and for how long what became of each line is kept."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class ImportKind(StrEnum):
    """Kinds of files that are imported."""

    ROSTER = "roster"
    EXCLUSIONS = "exclusions"
    REGISTER = "register"


REPORT_KEPT: Final = timedelta(days=90)
"""A report repeats what stood in the file, so it goes before the run that made it does."""


def last_kept(at: datetime) -> datetime:
    """Give the instant before which a run must have ended for its report to go now."""
    return at - REPORT_KEPT
