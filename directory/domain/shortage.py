"""What courses do not show of the training that a rule asks for, and until when it can wait."""

from collections.abc import Iterable, Sequence
from datetime import date

from directory.domain.credentials import Training
from directory.domain.notes import Note, NoteCode, note
from directory.domain.rules import Rule

LATER = frozenset(
    {
        NoteCode.TRAINING_HOURS_SHORT,
        NoteCode.TRAINING_IN_PERSON_SHORT,
        NoteCode.TRAINING_SESSIONS_SHORT,
    }
)
"""What may still be short where a rule lets people begin before they are complete."""


def shortages(courses: Sequence[Training], rule: Rule) -> list[Note]:
    """Say what all courses together do not show; empty where they show enough."""
    return [
        *_shortage(
            [course.hours for course in courses],
            rule.needling_hours,
            short=NoteCode.TRAINING_HOURS_SHORT,
            unclear=NoteCode.TRAINING_HOURS_NOT_STATED,
        ),
        *_shortage(
            [course.hours_in_person for course in courses],
            rule.in_person_hours,
            short=NoteCode.TRAINING_IN_PERSON_SHORT,
            unclear=NoteCode.TRAINING_IN_PERSON_NOT_STATED,
        ),
        *_shortage(
            [course.supervised_sessions for course in courses],
            rule.supervised_sessions,
            short=NoteCode.TRAINING_SESSIONS_SHORT,
            unclear=NoteCode.TRAINING_SESSIONS_NOT_STATED,
        ),
        *_exams(courses, rule),
    ]


def last_day_to_complete(courses: Sequence[Training], rule: Rule) -> date | None:
    """Give the last day for completing the training, where the rule lets people begin before."""
    first, years = rule.hours_before_first_use, rule.complete_within_years
    if first is None or years is None or not courses:
        return None
    if _sum(course.hours for course in courses) < first:
        return None
    begun = min(course.completed_on for course in courses)
    try:
        return begun.replace(year=begun.year + years)
    except ValueError:
        # 29 February: the anniversary of a common year is the day before.
        return begun.replace(year=begun.year + years, day=28)


def _shortage(
    figures: Sequence[float | None], needed: float | None, *, short: NoteCode, unclear: NoteCode
) -> list[Note]:
    have = _sum(figures)
    if needed is None or have >= needed:
        return []
    # What a course does not state may be enough: that is a question, not a shortage.
    code = unclear if None in figures or not figures else short
    return [note(code, needed=needed, have=have)]


def _sum(figures: Iterable[float | None]) -> float:
    return sum(figure for figure in figures if figure is not None)


def _exams(courses: Sequence[Training], rule: Rule) -> list[Note]:
    missing = []
    if rule.written_exam and not any(course.written_exam for course in courses):
        missing.append(note(NoteCode.TRAINING_EXAM_MISSING, exam="written"))
    if rule.practical_exam and not any(course.practical_exam for course in courses):
        missing.append(note(NoteCode.TRAINING_EXAM_MISSING, exam="practical"))
    return missing
