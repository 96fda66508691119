"""Why a verdict is as it is: codes with parameters, which the doors turn into sentences."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote


class NoteCode(StrEnum):
    """One reason each; the first word names the pillar, `rule` the law of the place."""

    LICENCE_NONE = "licence_none"
    LICENCE_NOT_CHECKED = "licence_not_checked"
    LICENCE_CHECK_TOO_OLD = "licence_check_too_old"
    LICENCE_ENDED = "licence_ended"
    LICENCE_CLASS = "licence_class"
    LICENCE_BARS_NEEDLING = "licence_bars_needling"
    LICENCE_HOME_MISSING = "licence_home_missing"
    RULE_PROHIBITS = "rule_prohibits"
    RULE_WAITS = "rule_waits"
    RULE_NOT_ESTABLISHED = "rule_not_established"
    RULE_BY_FINDING = "rule_by_finding"
    RULE_SECOND_HAND = "rule_second_hand"
    RULE_BODY_LIMIT = "rule_body_limit"
    RULE_YEARS_SHORT = "rule_years_short"
    RULE_YEARS_NOT_STATED = "rule_years_not_stated"
    AUTHORIZATION_NONE = "authorization_none"
    TRAINING_NONE = "training_none"
    TRAINING_PROGRAM_NOT_ACCEPTED = "training_program_not_accepted"
    TRAINING_HOURS_SHORT = "training_hours_short"
    TRAINING_HOURS_NOT_STATED = "training_hours_not_stated"
    TRAINING_IN_PERSON_SHORT = "training_in_person_short"
    TRAINING_IN_PERSON_NOT_STATED = "training_in_person_not_stated"
    TRAINING_SESSIONS_SHORT = "training_sessions_short"
    TRAINING_SESSIONS_NOT_STATED = "training_sessions_not_stated"
    TRAINING_EXAM_MISSING = "training_exam_missing"
    TRAINING_COMPLETE_BY = "training_complete_by"
    TRAINING_NO_MINIMUM_FOUND = "training_no_minimum_found"
    TRAINING_BEFORE_RULE = "training_before_rule"
    TRAINING_BY_AUTHORIZATION = "training_by_authorization"
    TRAINING_HEAD_NECK_NOT_STATED = "training_head_neck_not_stated"
    TRAINING_HEAD_NECK_NO = "training_head_neck_no"
    TRAINING_HEAD_NECK_NEEDED = "training_head_neck_needed"
    ACCREDITATION_NONE = "accreditation_none"
    ACCREDITATION_BY_AUTHORIZATION = "accreditation_by_authorization"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Note:
    """A reason with what its sentence needs: names and plain values as text, numbers as text."""

    code: NoteCode
    params: tuple[tuple[str, str], ...] = ()


def note(code: NoteCode, **params: object) -> Note:
    """Make a note; numbers are written as plainly as they can be."""
    return Note(code, tuple((name, _plain(value)) for name, value in params.items()))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def written(notes: tuple[Note, ...]) -> str:
    """Write notes as one line of text for a column: `code name=value name=value;code…`."""
    return ";".join(
        " ".join([each.code.value, *(f"{name}={quote(value)}" for name, value in each.params)])
        for each in notes
    )


def read(line: str) -> tuple[Note, ...]:
    """Read what `written` wrote."""
    found = []
    for each in filter(None, line.split(";")):
        code, *params = each.split(" ")
        found.append(
            Note(
                NoteCode(code),
                tuple((n, unquote(v)) for n, _, v in (p.partition("=") for p in params)),
            )
        )
    return tuple(found)
