"""Why a day cannot be asked for, in a sentence that says what to do."""

from directory.domain.history import DayFault
from directory.web.speech import gettext


def message(fault: DayFault) -> str:
    """Say what is wrong with the day and what to do."""
    match fault:
        case DayFault.REPEATED:
            return gettext("Give one day, not several.")
        case DayFault.NOT_A_DAY:
            return gettext("Give the day as year, month and day, such as 2026-03-31.")
        case DayFault.NOT_ENDED:
            return gettext(
                "Choose an earlier day. This one has not ended yet at every place that it is about."
            )
