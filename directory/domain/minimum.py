"""What a person's training proves, beside what the rule of a place asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.clock import ALWAYS, NEVER, end_of
from directory.domain.credentials import Certification, Check, Training
from directory.domain.holding import certified_until
from directory.domain.notes import Note, NoteCode, note
from directory.domain.programs import ProgramBook
from directory.domain.rules import Rule
from directory.domain.vocabulary import (
    CheckSource,
    CountsAs,
    CredentialState,
    HeadNeck,
    PillarStatus,
)

TRAINS = frozenset({CountsAs.TRAINING, CountsAs.BOTH})
ACCREDITS = frozenset({CountsAs.ACCREDITATION, CountsAs.BOTH})


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar's answer; `until` is exclusive, `ALWAYS` where it never lapses."""

    status: PillarStatus
    check: Check | None = None
    until: datetime = NEVER


NONE_ON_RECORD = Pillar(PillarStatus.NONE_ON_RECORD)


@dataclass(frozen=True, slots=True)
class Proof:
    """A verified paper that counts as training: a course, or a certification with no hours."""

    check: Check
    program: str | None
    head_neck: HeadNeck
    training: Training | None


_HEAD_NECK_ORDER = {HeadNeck.YES: 2, HeadNeck.NOT_STATED: 1, HeadNeck.NO: 0}
_SOURCE_ORDER = {
    CheckSource.REGULATOR_REGISTER: 2,
    CheckSource.ISSUER_CONFIRMED: 1,
    CheckSource.DOCUMENT_SEEN: 0,
}


def proofs_of(
    trainings: Iterable[Training],
    certifications: Iterable[Certification],
    *,
    programs: ProgramBook,
    time_zone: str,
    at: datetime,
) -> list[Proof]:
    """Gather what counts as training at an instant, the best first.

    Best: covers head and neck, then a course before a certification, then the stronger source,
    then the later look.
    """
    proofs = [
        Proof(training.check, training.program, training.head_neck, training)
        for training in trainings
        if training.state is CredentialState.VERIFIED
        and training.check is not None
        and _counts(training, programs, unlisted=CountsAs.TRAINING) in TRAINS
    ]
    proofs += [
        Proof(certification.check, certification.program, HeadNeck.NOT_STATED, None)
        for certification in certifications
        if certification.check is not None
        and _counts(certification, programs, unlisted=CountsAs.NONE) in TRAINS
        and certified_until(certification, time_zone, at=at) > at
    ]
    return sorted(proofs, key=_weight, reverse=True)


def accreditation(
    trainings: Iterable[Training],
    certifications: Iterable[Certification],
    *,
    programs: ProgramBook,
    time_zone: str,
    at: datetime,
) -> Pillar:
    """Find the recognised accreditation that holds longest at an instant."""
    best = NONE_ON_RECORD
    for certification in certifications:
        if _counts(certification, programs, unlisted=CountsAs.NONE) in ACCREDITS:
            until = certified_until(certification, time_zone, at=at)
            if until > best.until:
                best = Pillar(PillarStatus.CHECKED, certification.check, until)
    passed = [
        training.check
        for training in trainings
        if training.state is CredentialState.VERIFIED
        and training.check is not None
        and _counts(training, programs, unlisted=CountsAs.TRAINING) in ACCREDITS
        and _passed(training, programs)
    ]
    if passed:
        # A certificate never lapses: no certification holds longer.
        return Pillar(PillarStatus.CHECKED, max(passed, key=_strength), ALWAYS)
    return best


def minimum(
    proofs: Sequence[Proof], rule: Rule, *, time_zone: str, day: date
) -> tuple[Pillar, list[Note]]:
    """Hold what counts as training against a rule on a day; says what is short, or was noted.

    Hours and sessions add up over courses. What a course does not state is asked for, never
    counted as zero, and never counted as enough.
    """
    if rule.accepted_programs:
        proofs = [proof for proof in proofs if proof.program in rule.accepted_programs]
        if not proofs:
            return NONE_ON_RECORD, [note(NoteCode.TRAINING_PROGRAM_NOT_ACCEPTED)]
    checked = Pillar(PillarStatus.CHECKED, proofs[0].check, ALWAYS)
    courses = [proof.training for proof in proofs if proof.training is not None]
    if rule.trained_after is not None and any(
        course.completed_on <= rule.trained_after for course in courses
    ):
        return checked, [note(NoteCode.TRAINING_BEFORE_RULE, after=rule.trained_after)]
    short = [
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
    if rule.head_neck_training and proofs[0].head_neck is not HeadNeck.YES:
        short.append(note(NoteCode.TRAINING_HEAD_NECK_NEEDED))
    if not short:
        return checked, _nothing_asked(rule)
    started = _may_begin(courses, rule)
    if started is None or started < day or any(each.code not in _LATER for each in short):
        return NONE_ON_RECORD, short
    until = end_of(started, time_zone)
    return (
        Pillar(PillarStatus.CHECKED, proofs[0].check, until),
        [note(NoteCode.TRAINING_COMPLETE_BY, day=started)],
    )


_LATER = frozenset(
    {
        NoteCode.TRAINING_HOURS_SHORT,
        NoteCode.TRAINING_IN_PERSON_SHORT,
        NoteCode.TRAINING_SESSIONS_SHORT,
    }
)
"""What may still be short where a rule lets people begin before they are complete."""


def _counts(
    paper: Training | Certification, programs: ProgramBook, *, unlisted: CountsAs
) -> CountsAs:
    """Say what a paper proves: the kept list, else the reviewer's finding, else `unlisted`."""
    program = programs.find(paper.program)
    if program is not None and program.counts_as is not None:
        return program.counts_as
    return paper.counts_as or unlisted


def _passed(training: Training, programs: ProgramBook) -> bool:
    """Say whether the certificate shows the examinations that its program ends in."""
    program = programs.find(training.program)
    if program is None:
        return bool(training.written_exam and training.practical_exam)
    return (training.written_exam is True or not program.written_exam) and (
        training.practical_exam is True or not program.practical_exam
    )


def _weight(proof: Proof) -> tuple[int, bool, tuple[int, date]]:
    return (
        _HEAD_NECK_ORDER[proof.head_neck],
        proof.training is not None,
        _strength(proof.check),
    )


def _strength(check: Check) -> tuple[int, date]:
    return _SOURCE_ORDER[check.source], check.looked_on


def _shortage(
    figures: Sequence[float | None], needed: float | None, *, short: NoteCode, unclear: NoteCode
) -> list[Note]:
    have = _sum(figures)
    if needed is None or have >= needed:
        return []
    code = unclear if None in figures or not figures else short
    return [note(code, needed=needed, have=have)]


def _sum(figures: Iterable[float | None]) -> float:
    return sum(figure for figure in figures if figure is not None)


def _exams(courses: list[Training], rule: Rule) -> list[Note]:
    missing = []
    if rule.written_exam and not any(course.written_exam for course in courses):
        missing.append(note(NoteCode.TRAINING_EXAM_MISSING, exam="written"))
    if rule.practical_exam and not any(course.practical_exam for course in courses):
        missing.append(note(NoteCode.TRAINING_EXAM_MISSING, exam="practical"))
    return missing


def _nothing_asked(rule: Rule) -> list[Note]:
    asked = (
        rule.needling_hours,
        rule.in_person_hours,
        rule.supervised_sessions,
        rule.written_exam or None,
        rule.practical_exam or None,
    )
    if rule.accepted_programs or any(each is not None for each in asked):
        return []
    return [note(NoteCode.TRAINING_NO_MINIMUM_FOUND)]


def _may_begin(courses: list[Training], rule: Rule) -> date | None:
    """Give the last day for completing the training, where the rule lets people begin before."""
    first, years = rule.hours_before_first_use, rule.complete_within_years
    hours = _sum(course.hours for course in courses)
    if first is None or years is None or hours < first or not courses:
        return None
    begun = min(course.completed_on for course in courses)
    try:
        return begun.replace(year=begun.year + years)
    except ValueError:
        # 29 February: the anniversary of a common year is the day before.
        return begun.replace(year=begun.year + years, day=28)
