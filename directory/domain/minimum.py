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
from directory.domain.shortage import LATER, last_day_to_complete, shortages
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
    """A verified paper that counts as training: a course, or a certification with no hours.

    `until`: exclusive; a course never lapses, a certification does.
    """

    check: Check
    program: str | None
    head_neck: HeadNeck
    training: Training | None
    until: datetime = ALWAYS


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
        Proof(certification.check, certification.program, HeadNeck.NOT_STATED, None, until)
        for certification in certifications
        if certification.check is not None
        and _counts(certification, programs, unlisted=CountsAs.NONE) in TRAINS
        and (until := certified_until(certification, time_zone, at=at)) > NEVER
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


def trained(proofs: Sequence[Proof]) -> Pillar:
    """Show the best proof; training holds as long as any of them does."""
    until = max(proof.until for proof in proofs)
    return Pillar(PillarStatus.CHECKED, proofs[0].check, until)


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
    checked = trained(proofs)
    courses = [proof.training for proof in proofs if proof.training is not None]
    if rule.trained_after is not None and any(
        course.completed_on <= rule.trained_after for course in courses
    ):
        return checked, [note(NoteCode.TRAINING_BEFORE_RULE, after=rule.trained_after)]
    short = shortages(courses, rule)
    if rule.head_neck_training and proofs[0].head_neck is not HeadNeck.YES:
        short.append(note(NoteCode.TRAINING_HEAD_NECK_NEEDED))
    if not short:
        return checked, _nothing_asked(rule)
    last = last_day_to_complete(courses, rule)
    if last is None or last < day or any(each.code not in LATER for each in short):
        return NONE_ON_RECORD, short
    until = end_of(last, time_zone)
    return (
        Pillar(PillarStatus.CHECKED, proofs[0].check, until),
        [note(NoteCode.TRAINING_COMPLETE_BY, day=last)],
    )


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
