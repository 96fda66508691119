"""What the law of a place lets a person enter, asks of them, and leaves to a reviewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from directory.domain.case import Sheet, held_against
from directory.domain.clock import ALWAYS
from directory.domain.credentials import Authorization, Check, Licence, Training
from directory.domain.entry.faults import Fault, FaultCode, Weight
from directory.domain.entry.licences import AuthorizationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.minimum import NONE_ON_RECORD, Pillar, proofs_of
from directory.domain.notes import Note, NoteCode
from directory.domain.programs import ProgramBook
from directory.domain.rules import Rule, RuleBook
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    Finding,
    LicenceClass,
    PillarStatus,
    Profession,
)

_ZONE: Final = "UTC"
_WEIGHTS: Final = {
    NoteCode.RULE_PROHIBITS: (FaultCode.RULE_REFUSES, Weight.ERROR),
    NoteCode.RULE_WAITS: (FaultCode.RULE_WAITS, Weight.ERROR),
    NoteCode.RULE_BODY_LIMIT: (FaultCode.RULE_BODY_LIMIT, Weight.ERROR),
    NoteCode.RULE_NOT_ESTABLISHED: (FaultCode.RULE_NOT_ESTABLISHED, Weight.FLAG),
    NoteCode.RULE_SECOND_HAND: (FaultCode.RULE_SECOND_HAND, Weight.FLAG),
    NoteCode.RULE_YEARS_SHORT: (FaultCode.RULE_YEARS_SHORT, Weight.WARNING),
    NoteCode.RULE_YEARS_NOT_STATED: (FaultCode.RULE_YEARS_NOT_STATED, Weight.WARNING),
    NoteCode.AUTHORIZATION_NONE: (FaultCode.RULE_AUTHORIZATION_NEEDED, Weight.WARNING),
    NoteCode.TRAINING_NONE: (FaultCode.RULE_TRAINING_NEEDED, Weight.WARNING),
    NoteCode.TRAINING_PROGRAM_NOT_ACCEPTED: (FaultCode.RULE_PROGRAM_NOT_ACCEPTED, Weight.WARNING),
    NoteCode.TRAINING_HOURS_SHORT: (FaultCode.RULE_HOURS_SHORT, Weight.WARNING),
    NoteCode.TRAINING_HOURS_NOT_STATED: (FaultCode.RULE_HOURS_NOT_STATED, Weight.WARNING),
    NoteCode.TRAINING_IN_PERSON_SHORT: (FaultCode.RULE_IN_PERSON_SHORT, Weight.WARNING),
    NoteCode.TRAINING_IN_PERSON_NOT_STATED: (
        FaultCode.RULE_IN_PERSON_NOT_STATED,
        Weight.WARNING,
    ),
    NoteCode.TRAINING_SESSIONS_SHORT: (FaultCode.RULE_SESSIONS_SHORT, Weight.WARNING),
    NoteCode.TRAINING_SESSIONS_NOT_STATED: (FaultCode.RULE_SESSIONS_NOT_STATED, Weight.WARNING),
    NoteCode.TRAINING_EXAM_MISSING: (FaultCode.RULE_EXAM_MISSING, Weight.WARNING),
    NoteCode.TRAINING_COMPLETE_BY: (FaultCode.RULE_COMPLETE_BY, Weight.WARNING),
    NoteCode.TRAINING_HEAD_NECK_NEEDED: (FaultCode.RULE_HEAD_NECK_NEEDED, Weight.WARNING),
}
"""What a reason of the verdict is on entry; reasons that are not here say nothing to do."""
_YEARS: Final = frozenset({NoteCode.RULE_YEARS_SHORT, NoteCode.RULE_YEARS_NOT_STATED})
_FIELDS: Final = {"rule": "profession", "authorization": "authorization", "training": "training"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who wants to needle where, with what they entered; `practising_since`: first licensed."""

    profession: Profession
    country: Country
    region: str
    practising_since: date | None = None
    trainings: Sequence[TrainingEntry] = ()
    authorizations: Sequence[AuthorizationEntry] = ()


def check_rule_of_the_place(
    asking: Asking, *, day: date, rules: RuleBook, programs: ProgramBook
) -> tuple[Fault, ...]:
    """Hold what was entered against the rule of its place, as if all of it were verified.

    The verdict's own judgement is asked, so that entry and verdict can never differ.
    """
    rule = rules.on((asking.country, asking.region, asking.profession), day)
    sheet = _sheet(asking, programs, day=day)
    notes = _notes(rule, sheet, asking=asking, since=asking.practising_since, day=day)
    if any(note.code in _YEARS for note in notes):
        # Too few years end the judgement; what else is missing is said in the same breath.
        notes += _notes(rule, sheet, asking=asking, since=date.min, day=day)
    return tuple(_fault(note, asking, rule=rule) for note in notes if note.code in _WEIGHTS)


def _notes(
    rule: Rule | None, sheet: Sheet, *, asking: Asking, since: date | None, day: date
) -> list[Note]:
    licence = Licence(
        profession=asking.profession,
        country=asking.country,
        region=asking.region,
        licence_class=LicenceClass.FULL,
        state=CredentialState.VERIFIED,
        practising_since=since,
        expires=None,
        bars_needling=Finding.NO,
        check=_looked(day),
    )
    licensed = Pillar(PillarStatus.CHECKED, licence.check, ALWAYS)
    return held_against(rule, sheet, licence=licence, licensed=licensed, day=day).notes


def _sheet(asking: Asking, programs: ProgramBook, *, day: date) -> Sheet:
    at = datetime.combine(day, time(12), UTC)
    trainings = [_as_verified(entry, day) for entry in asking.trainings]
    return Sheet(
        at=at,
        time_zone=_ZONE,
        authorizations=tuple(
            Authorization(
                country=entry.country,
                region=entry.region,
                kind=entry.kind,
                state=CredentialState.VERIFIED,
                expires=entry.expires,
                check=_looked(day),
            )
            for entry in asking.authorizations
        ),
        proofs=proofs_of(trainings, (), programs=programs, time_zone=_ZONE, at=at),
        accreditation=NONE_ON_RECORD,
        barred=[],
    )


def _as_verified(entry: TrainingEntry, day: date) -> Training:
    return Training(
        technique=entry.technique,
        state=CredentialState.VERIFIED,
        head_neck=entry.head_neck,
        program=entry.program,
        hours=entry.hours.total,
        hours_in_person=entry.hours.in_person,
        supervised_sessions=entry.supervised_sessions,
        written_exam=entry.written_exam,
        practical_exam=entry.practical_exam,
        completed_on=entry.completed.on or date(entry.completed.year, 12, 31),
        check=_looked(day),
    )


def _looked(day: date) -> Check:
    return Check(CheckSource.REGULATOR_REGISTER, day)


def _fault(note: Note, asking: Asking, *, rule: Rule | None) -> Fault:
    code, weight = _WEIGHTS[note.code]
    field = _FIELDS[note.code.partition("_")[0]]
    where = (
        ("country", asking.country.value),
        ("region", asking.region),
        ("asked_profession", asking.profession.value),
    )
    said = (
        ()
        if rule is None
        else (
            ("citation", rule.citation),
            ("source", rule.source_url),
            ("as_of", rule.as_of),
            ("status", rule.status.value),
            ("version", rule.version),
        )
    )
    return Fault(code, field, weight, (*where, *said, *note.params))
