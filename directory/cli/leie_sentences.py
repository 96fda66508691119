"""What became of the lines of the list of excluded people, in sentences for an operator."""

from collections.abc import Mapping
from typing import Final

from directory.domain.exclusions import LineOutcome
from directory.domain.leie import LineTrouble
from directory.workflows.leie import LineResult

OUTCOMES: Final[Mapping[LineOutcome, str]] = {
    LineOutcome.HELD: "fit somebody by NPI, who is held until a reviewer has looked",
    LineOutcome.FLAGGED: "fit somebody by name and state, for a reviewer to compare",
    LineOutcome.KNOWN: "were raised before",
    LineOutcome.REINSTATED: "fit somebody, and the exclusion has ended",
    LineOutcome.NOBODY: "fit nobody here",
    LineOutcome.BUSINESS: "are about firms",
    LineOutcome.REFUSED: "could not be read",
}
"""In the order of the summary; its figures add up to the lines."""
_TROUBLES: Final[Mapping[LineTrouble, str]] = {
    LineTrouble.NOT_CSV: "This line is no CSV: look for a quote that is not closed",
    LineTrouble.CELL_COUNT: "This line has more or fewer cells than the first line",
    LineTrouble.TOO_LONG: "A cell of this line is longer than 500 characters",
    LineTrouble.NO_NAME: "This line names neither a person nor a firm",
    LineTrouble.DAY_UNREAD: "A date of this line is not written as 20240115",
}
_FITS: Final[Mapping[LineOutcome, str]] = {
    LineOutcome.HELD: "Held until a reviewer has looked",
    LineOutcome.FLAGGED: "A reviewer compares the two",
    LineOutcome.KNOWN: "Raised before",
    LineOutcome.REINSTATED: (
        "The exclusion has ended. Who is still held for it can be let back by two reviewers"
    ),
}


def sentence(result: LineResult) -> str:
    """Say what became of a line; nothing where it fits nobody."""
    if result.trouble is not None:
        return _TROUBLES[result.trouble]
    if result.outcome not in _FITS:
        return ""
    waived = f" The list says that it is waived in {result.waived_in}." if result.waived_in else ""
    return f"{_FITS[result.outcome]}: {', '.join(result.people)}.{waived}"
