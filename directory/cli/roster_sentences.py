"""What became of the lines of a roster, in sentences for whoever keeps it."""

from collections.abc import Mapping
from typing import Final

from directory.cli import credential_fault_sentences, listing_fault_sentences
from directory.domain.entry.faults import FaultCode
from directory.domain.roster import LineFault, Outcome, Remark
from directory.domain.vocabulary import Country

_OF_ENTRIES: Final[Mapping[FaultCode, str]] = {
    **listing_fault_sentences.SENTENCES,
    **credential_fault_sentences.SENTENCES,
}
_OF_LINES: Final[Mapping[LineFault, str]] = {
    LineFault.NOT_CSV: (
        "Lines {first} to {last} cannot be read as a table: "
        "look for a quotation mark that is not closed, or that stands within a cell"
    ),
    LineFault.CELL_COUNT: (
        "The row has {found} cells where the first line names {needed} columns. "
        "Put cells that have a comma in them between quotation marks"
    ),
    LineFault.NO_KEY: (
        "Enter an NPI, or a license number and its region: "
        "without them the person could not be found again"
    ),
    LineFault.LINES_CONTRADICT: (
        "Lines {first} and {second} are about one person and contradict each other here. "
        "Correct the wrong one"
    ),
    LineFault.TWO_PEOPLE: (
        "The NPI and the license numbers belong to different people on record. "
        "Find out whose they are"
    ),
    LineFault.NPI_DIFFERS: (
        "The holder of this license is on record with another NPI. Find out which one is right"
    ),
    LineFault.REPEATS_LINE: "This row says the same as line {first}",
    LineFault.OWNED: (
        "This person keeps their own listing, so a roster changes nothing in it. "
        "Ask them to correct what differs"
    ),
    LineFault.CHECKED: (
        "A reviewer has checked this person, so a roster changes nothing in their listing. "
        "Ask a reviewer to correct what differs"
    ),
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.CREATED: "new people",
    Outcome.ADDED: "added to people on record",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "unchanged",
    Outcome.KEPT: "kept as their owner or a reviewer left them",
    Outcome.REFUSED: "refused",
}


def sentence(remark: Remark) -> str:
    """Say what is the matter and what to do."""
    given = dict(remark.params)
    if isinstance(remark.code, LineFault):
        return _OF_LINES[remark.code].format_map(given)
    return _OF_ENTRIES[remark.code].format_map({"region": "", "country": Country.US, **given})
