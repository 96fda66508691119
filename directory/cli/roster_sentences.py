"""What became of the lines of a roster, in sentences for whoever keeps it."""

from collections.abc import Mapping
from typing import Final

from directory.domain.entry.faults import FaultCode
from directory.domain.roster import LineFault, Outcome, Remark
from directory.sentences import entered_credentials, entered_listings

_TO_A_KEEPER: Final[Mapping[FaultCode, str]] = {
    FaultCode.TEXT_MISSING: "This cell must not be empty",
    FaultCode.CHOICE_UNKNOWN: "Use one of these words: %(values)s",
    FaultCode.PHONE_AND_NAME_ELSEWHERE: (
        "Somebody of this name has a listing with this telephone number. Compare the two"
    ),
    FaultCode.NPI_ON_ANOTHER_LISTING: (
        "This NPI is on another listing already. Compare the two people"
    ),
    FaultCode.PHONE_EXTENSION_DROPPED: (
        "The number is shown without its extension (%(extension)s). If patients need it, "
        "enter a direct number"
    ),
    FaultCode.ADDRESS_NOT_FOUND: (
        "This address could not be found. Check the city and the postal code"
    ),
    FaultCode.ADDRESS_IS_THIS_RIGHT: (
        "The postal code is not known, and the town was found as %(place)s. Check that "
        "this is the right place"
    ),
    FaultCode.LANGUAGE_UNKNOWN: "This language is not known. Use a language tag such as es or ase",
    FaultCode.HEADACHE_UNKNOWN: "This headache type is not known. Use one of: %(values)s",
    FaultCode.LICENCE_NUMBER_LENGTH: (
        "A license number has %(least)s to %(most)s characters. Enter it as it is on the license"
    ),
    FaultCode.LICENCE_ADDED_ALREADY: "This person has this license already",
    FaultCode.LICENCE_ON_ANOTHER_LISTING: (
        "This license number is on another listing. Compare the two people"
    ),
    FaultCode.FIRST_LICENSED_IN_FUTURE: "The date of the first license must be today or earlier",
    FaultCode.FIRST_LICENSED_AFTER_ISSUED: (
        "The first license began after this one (%(start)s). Check both dates"
    ),
    FaultCode.END_PAST: (
        "This ended on %(day)s. Enter the period that is valid now, or leave the license "
        "out until it is renewed"
    ),
    FaultCode.TRAINING_YEAR_DIFFERS: (
        "The row says %(year)s and %(day)s. Enter one date on which the training ended"
    ),
    FaultCode.HOURS_SPLIT_UNKNOWN: (
        "How the other %(rest)s of %(total)s hours were taught is not stated: in person, "
        "live online or by self-study. Ask the course provider"
    ),
    FaultCode.HOURS_TOTAL_UNKNOWN: (
        "It is not stated how many hours the course took. Ask the course provider"
    ),
    FaultCode.HEAD_NECK_NOT_STATED: (
        "It is not stated whether the course taught the head and neck. Enter yes or no if "
        "it is known: patients ask"
    ),
    FaultCode.HEAD_NECK_NO: (
        "With training that did not cover the head and neck a person does not appear in "
        "search. Add a course that did, if there is one"
    ),
    FaultCode.TRAINING_ADDED_ALREADY: (
        "This person has a course of this name, provider and year already"
    ),
    FaultCode.RULE_REFUSES: (
        "In %(region)s this profession may not use IMS or dry needling (%(citation)s, "
        "seen %(as_of)s: %(source)s)"
    ),
    FaultCode.RULE_WAITS: (
        "In %(region)s the law allows it once the board has made rules, and it has made "
        "none yet (%(citation)s, seen %(as_of)s: %(source)s)"
    ),
    FaultCode.RULE_BODY_LIMIT: (
        "In %(region)s this profession may needle only parts of the body that leave out "
        "the head and neck (%(citation)s, seen %(as_of)s: %(source)s)"
    ),
    FaultCode.RULE_YEARS_SHORT: (
        "%(region)s asks for %(years)s years in practice. The person is listed once they have them"
    ),
    FaultCode.RULE_YEARS_NOT_STATED: (
        "%(region)s asks for %(years)s years in practice. Enter when the license was issued"
    ),
    FaultCode.RULE_AUTHORIZATION_NEEDED: (
        "%(region)s also asks for the regulator’s own entry for needling. The "
        "practitioner can add it"
    ),
    FaultCode.RULE_TRAINING_NEEDED: (
        "%(region)s asks for training in IMS or dry needling. Add the course"
    ),
    FaultCode.RULE_PROGRAM_NOT_ACCEPTED: (
        "%(region)s accepts only courses on its own list. Add one of them if the person took it"
    ),
    FaultCode.RULE_HOURS_SHORT: (
        "%(region)s asks for %(needed)s hours of training and the row has %(have)s. Add "
        "the other courses"
    ),
    FaultCode.RULE_HOURS_NOT_STATED: (
        "%(region)s asks for %(needed)s hours of training. Enter how many each course took"
    ),
    FaultCode.RULE_IN_PERSON_SHORT: (
        "%(region)s asks for %(needed)s hours in person and the row has %(have)s. Add the "
        "other courses"
    ),
    FaultCode.RULE_SESSIONS_SHORT: (
        "%(region)s asks for %(needed)s supervised sessions and the row has %(have)s. Add "
        "the other courses"
    ),
    FaultCode.RULE_EXAM_MISSING: (
        "%(region)s asks for an examination (%(exam)s). The practitioner can say which "
        "course ended in one"
    ),
    FaultCode.RULE_COMPLETE_BY: (
        "%(region)s asks for the rest of the training by %(day)s. Add it when it is completed"
    ),
    FaultCode.RULE_HEAD_NECK_NEEDED: (
        "%(region)s asks for training that covers the head and neck. Say which course taught it"
    ),
}
"""What is said otherwise to somebody who keeps a file about other people."""
_OF_ENTRIES: Final[Mapping[FaultCode, str]] = {
    **entered_listings.SENTENCES,
    **entered_credentials.SENTENCES,
    **_TO_A_KEEPER,
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
    LineFault.OPTED_OUT: "This person asked never to be listed. Take them out of the roster",
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


_NOUN: Final = {"licence": "license", "Licence": "License"}


def sentence(remark: Remark) -> str:
    """Say what is the matter and what to do."""
    given = dict(remark.params)
    if isinstance(remark.code, LineFault):
        return _OF_LINES[remark.code].format_map(given)
    return _OF_ENTRIES[remark.code] % {"region": "", **_NOUN, **given}
