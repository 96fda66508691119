"""A training as it is entered, checked whole; and what several come to together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from directory.domain.entry.dates import Completion, check_completion
from directory.domain.entry.faults import (
    Checked,
    Fault,
    FaultCode,
    Findings,
    error,
    warning,
)
from directory.domain.entry.hours import Hours, HourSum, add_up, check_hours, check_sessions
from directory.domain.entry.programs import check_program
from directory.domain.entry.text import read_line
from directory.domain.programs import ProgramBook
from directory.domain.vocabulary import HeadNeck, Profession, Technique

LONGEST_COURSE: Final = 200
COUNTRY_LETTERS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEntry:
    """A completed course as it was entered."""

    program: str | None = None
    provider: str
    course: str
    technique: Technique
    hours: Hours = field(default_factory=Hours)
    supervised_sessions: int | None = None
    written_exam: bool | None = None
    practical_exam: bool | None = None
    head_neck: HeadNeck = HeadNeck.NOT_STATED
    completed: Completion
    country: str | None = None
    course_approver: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTogether:
    """The hours of several courses, by kind."""

    total: HourSum
    in_person: HourSum
    live_online: HourSum
    self_study: HourSum
    foundation: HourSum


def hours_together(trainings: Iterable[TrainingEntry]) -> HoursTogether:
    """Add up the hours of courses by kind; what a course does not state is never zero."""
    each = [training.hours for training in trainings]
    return HoursTogether(
        total=add_up(hours.total for hours in each),
        in_person=add_up(hours.in_person for hours in each),
        live_online=add_up(hours.live_online for hours in each),
        self_study=add_up(hours.self_study for hours in each),
        foundation=add_up(hours.foundation for hours in each),
    )


def check_training(
    entry: TrainingEntry,
    *,
    programs: ProgramBook,
    professions: Collection[Profession],
    today: date,
    first_licensed_on: date | None = None,
    others: Collection[TrainingEntry] = (),
) -> Checked[TrainingEntry]:
    """Check a training; `others`: the person's other trainings, as they are on record."""
    found = Findings()
    found.add(check_program(entry.program, programs, professions=professions))
    entry = replace(
        entry,
        provider=found.take(
            read_line(entry.provider, "provider", longest=LONGEST_COURSE, required=True),
            entry.provider,
        ),
        course=found.take(
            read_line(entry.course, "course", longest=LONGEST_COURSE, required=True),
            entry.course,
        ),
        course_approver=found.take_optional(
            read_line(entry.course_approver or "", "course_approver", longest=LONGEST_COURSE),
            entry.course_approver,
        ),
        country=found.take_optional(_read_country(entry.country or ""), entry.country),
    )
    found.add(check_hours(entry.hours))
    found.add(check_sessions(entry.supervised_sessions))
    found.add(check_completion(entry.completed, today=today, first_licensed_on=first_licensed_on))
    found.add(_head_neck_faults(entry))
    if any(_same(entry, other) for other in others):
        found.add((warning(FaultCode.TRAINING_ADDED_ALREADY, "course"),))
    return found.about(entry)


def _read_country(text: str) -> Checked[str | None]:
    """Read where a course was held, as a country's two letters: courses abroad count too."""
    read = read_line(text, "country", longest=LONGEST_COURSE)
    if read.value is None:
        return read
    code = read.value.upper()
    if len(code) != COUNTRY_LETTERS or not code.isascii() or not code.isalpha():
        return Checked(None, (error(FaultCode.CHOICE_UNKNOWN, "country", values="US, CA, GB …"),))
    return Checked(code)


def _head_neck_faults(entry: TrainingEntry) -> tuple[Fault, ...]:
    if entry.head_neck is HeadNeck.YES:
        return ()
    no = entry.head_neck is HeadNeck.NO
    code = FaultCode.HEAD_NECK_NO if no else FaultCode.HEAD_NECK_NOT_STATED
    return (warning(code, "head_neck"),)


def _same(one: TrainingEntry, other: TrainingEntry) -> bool:
    def key(entry: TrainingEntry) -> tuple[str, str, int]:
        return entry.provider.casefold(), entry.course.casefold(), entry.completed.year

    return key(one) == key(other)
