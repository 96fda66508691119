"""A draft's answers, as they were typed, read into the entry that they are to become.

A draft may be half filled in. What is missing for the record to exist at all stands in it as a
placeholder and is an error of its field, so that every other field can be checked already.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final, TypeVar

from directory.domain.entry.dates import (
    Completion,
    read_completion_parts,
    read_date_parts,
)
from directory.domain.entry.faults import Checked, Fault, FaultCode, Findings, Weight, error
from directory.domain.entry.hours import MOST_SESSIONS, Hours, read_hours
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.text import missing, read_choice, read_whole
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    CredentialKind,
    HeadNeck,
    LicenceClass,
    LicenceKind,
    Profession,
    Technique,
)

Answers = Mapping[str, str]
CredentialEntry = LicenceEntry | AuthorizationEntry | TrainingEntry | CertificationEntry
ANOTHER: Final = "another"
"""Stands where a program is on no kept list."""
PARTS: Final = ("year", "month", "day")
YES, NO = "yes", "no"
_SOME_YEAR: Final = Completion(2000)


def read_draft(kind: CredentialKind, answers: Answers) -> Checked[CredentialEntry]:
    """Read what was typed; the rules that need more than the draft are asked elsewhere."""
    typed = _Typed(answers)
    entry = _READERS[kind](typed)
    return typed.found.about(entry)


def merged(*found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Join what was found in turn; of a field that is in error nothing else is said."""
    kept: list[Fault] = []
    wrong: set[str] = set()
    for fault in chain.from_iterable(found):
        about = _SAME.get(fault.field, fault.field)
        if about in wrong:
            continue
        kept.append(fault)
        if fault.weight is Weight.ERROR:
            wrong.add(about)
    return tuple(each for each in kept if _heard(each, wrong))


_SAME: Final = {"completed_on": "completed", "completed_year": "completed"}
_RULES: Final = "rule_"


def is_of_rule(fault: Fault) -> bool:
    """Say whether a fault is about the rule of the place, not about what was typed."""
    return fault.code.startswith(_RULES)


def _heard(fault: Fault, wrong: set[str]) -> bool:
    about = _SAME.get(fault.field, fault.field)
    return fault.weight is Weight.ERROR or about not in wrong


Member = TypeVar("Member", bound=StrEnum)


class _Typed:
    """Reads answers and gathers what is wrong with them."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.found = Findings()

    def text(self, name: str) -> str:
        """Give what was typed."""
        return self.answers.get(name, "")

    def maybe(self, name: str) -> str | None:
        """Give what was typed, None where that is nothing."""
        return self.text(name) or None

    def choice(self, name: str, kind: type[Member]) -> Member | None:
        """Read a choice that may be left open."""
        read = read_choice(self.text(name), kind, field=name)
        self.found.add(read.faults)
        return read.value

    def chosen(self, name: str, kind: type[Member], *, instead: Member) -> Member:
        """Read a choice that has to be made."""
        if not self.text(name).strip():
            self.found.add(missing(name).faults)
            return instead
        return self.choice(name, kind) or instead

    def place(self) -> tuple[Country, str]:
        """Read where a regulator sits, written as US-CO."""
        given = self.text("place").strip().upper()
        if not given:
            self.found.add(missing("region").faults)
            return Country.US, ""
        country, _, region = given.partition("-")
        if country not in set(Country):
            self.found.add((error(FaultCode.REGION_UNKNOWN, "region"),))
            return Country.US, ""
        return Country(country), region

    def boxes(self, name: str) -> tuple[str, ...]:
        """Give the three boxes of a day."""
        return tuple(self.text(f"{name}-{part}") for part in PARTS)

    def day(self, name: str) -> date | None:
        """Read a day from its boxes."""
        year, month, day = self.boxes(name)
        read = read_date_parts(year, month, day=day, field=name)
        self.found.add(read.faults)
        return read.value

    def completed(self) -> Completion:
        """Read when a course ended, which has to be said."""
        year, month, day = self.boxes("completed")
        read = read_completion_parts(year, month, day=day, field="completed")
        self.found.add(read.faults)
        if read.value is None and not read.faults:
            self.found.add(missing("completed").faults)
        return read.value or _SOME_YEAR

    def hours(self, name: str) -> float | None:
        """Read a number of hours."""
        read = read_hours(self.text(name), name)
        self.found.add(read.faults)
        return read.value

    def sessions(self) -> int | None:
        """Read a number of supervised sessions."""
        name = "supervised_sessions"
        read = read_whole(self.text(name), name, low=0, high=MOST_SESSIONS)
        self.found.add(read.faults)
        return read.value

    def yes_or_no(self, name: str) -> bool | None:
        """Read an answer that may be not stated."""
        return {YES: True, NO: False}.get(self.text(name))

    def program(self) -> str | None:
        """Read which program of the kept list it is, which has to be said."""
        given = self.text("program").strip()
        if not given:
            self.found.add(missing("program").faults)
        return None if given in {"", ANOTHER} else given


def _licence(typed: _Typed) -> LicenceEntry:
    country, region = typed.place()
    profession = typed.chosen("profession", Profession, instead=Profession.PHYSICAL_THERAPIST)
    kind = typed.choice("kind", LicenceKind) or LicenceKind.LICENCE
    return LicenceEntry(
        kind=kind,
        profession=profession,
        country=country,
        region=region,
        number=typed.text("number"),
        name_on_licence=typed.text("name_on_licence"),
        licence_class=typed.choice("licence_class", LicenceClass) or LicenceClass.FULL,
        first_licensed_on=typed.day("first_licensed_on"),
        issued=typed.day("issued"),
        expires=typed.day("expires"),
        conditions=typed.maybe("conditions"),
        has_home=kind is LicenceKind.COMPACT_PRIVILEGE and bool(typed.text("home_licence")),
    )


def _authorization(typed: _Typed) -> AuthorizationEntry:
    country, region = typed.place()
    return AuthorizationEntry(
        country=country,
        region=region,
        kind=typed.chosen("kind", AuthorizationKind, instead=AuthorizationKind.REGISTRATION),
        number=typed.maybe("number"),
        issued=typed.day("issued"),
        expires=typed.day("expires"),
    )


def _training(typed: _Typed) -> TrainingEntry:
    return TrainingEntry(
        program=typed.program(),
        provider=typed.text("provider"),
        course=typed.text("course"),
        technique=typed.chosen("technique", Technique, instead=Technique.DRY_NEEDLING),
        hours=Hours(
            total=typed.hours("hours"),
            in_person=typed.hours("hours_in_person"),
            live_online=typed.hours("hours_live_online"),
            self_study=typed.hours("hours_self_study"),
            foundation=typed.hours("foundation_hours"),
        ),
        supervised_sessions=typed.sessions(),
        written_exam=typed.yes_or_no("written_exam"),
        practical_exam=typed.yes_or_no("practical_exam"),
        head_neck=typed.choice("head_neck", HeadNeck) or HeadNeck.NOT_STATED,
        completed=typed.completed(),
        country=typed.maybe("country"),
        course_approver=typed.maybe("course_approver"),
    )


def _certification(typed: _Typed) -> CertificationEntry:
    program = typed.program()
    listed = program is not None
    return CertificationEntry(
        program=program,
        # Of the kept list, it is called as the list calls it.
        body="" if listed else typed.text("body"),
        name="" if listed else typed.text("name"),
        abbreviation=None if listed else typed.maybe("abbreviation"),
        body_website=None if listed else typed.maybe("body_website"),
        number=typed.maybe("number"),
        issued=typed.day("issued"),
        expires=typed.day("expires"),
    )


_READERS: Final[Mapping[CredentialKind, Callable[[_Typed], CredentialEntry]]] = {
    CredentialKind.LICENCE: _licence,
    CredentialKind.AUTHORIZATION: _authorization,
    CredentialKind.TRAINING: _training,
    CredentialKind.CERTIFICATION: _certification,
}
