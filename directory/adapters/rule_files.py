"""Rules of the place, programs, boards and professions in `data/rules`, checked when read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from directory import paths
from directory.adapters.rule_cells import board_from, profession_from, program_from, rule_from
from directory.adapters.sealed_files import DamagedDataFile, sealed_rows
from directory.domain.boards import Board
from directory.domain.professions import ProfessionFacts
from directory.domain.programs import ProgramBook
from directory.domain.rules import BodyLimit, Rule, RuleBook, RuleStatus, Subject
from directory.domain.vocabulary import Profession

FOLDER: Final = paths.DATA / "rules"
RULE_FILE: Final = "rules.csv"
PROGRAM_FILE: Final = "programs.csv"
BOARD_FILE: Final = "boards.csv"
PROFESSION_FILE: Final = "professions.csv"
RULE_FILES: Final = (RULE_FILE, PROGRAM_FILE, BOARD_FILE, PROFESSION_FILE)
LONGEST_NOTE: Final = 700

Entry = TypeVar("Entry")


@cache
def read_rule_book(folder: Path = FOLDER) -> RuleBook:
    """Every version of every published rule."""
    programs = read_program_book(folder)
    rules = list(_entries(folder, RULE_FILE, read=rule_from))
    for line, rule in enumerate(rules, 2):
        for fault in rule_faults(rule, programs):
            raise DamagedDataFile(folder / RULE_FILE, f"line {line}: {fault}")
    try:
        return RuleBook(rules)
    except ValueError as fault:
        raise DamagedDataFile(folder / RULE_FILE, f"has {fault}") from None


@cache
def read_program_book(folder: Path = FOLDER) -> ProgramBook:
    """The kept list of programs and certifying bodies."""
    try:
        return ProgramBook(_entries(folder, PROGRAM_FILE, read=program_from))
    except ValueError as fault:
        raise DamagedDataFile(folder / PROGRAM_FILE, f"has {fault}") from None


@cache
def read_boards(folder: Path = FOLDER) -> tuple[Board, ...]:
    """The registers in which licences and authorizations can be looked up."""
    return tuple(_entries(folder, BOARD_FILE, read=board_from))


@cache
def read_professions(folder: Path = FOLDER) -> Mapping[Profession, ProfessionFacts]:
    """Titles and codes of every profession."""
    known = {
        entry.profession: entry for entry in _entries(folder, PROFESSION_FILE, read=profession_from)
    }
    if missing := set(Profession) - set(known):
        raise DamagedDataFile(folder / PROFESSION_FILE, f"lacks {', '.join(sorted(missing))}")
    return known


def _entries(
    folder: Path, name: str, *, read: Callable[[Mapping[str, str]], Entry]
) -> Iterator[Entry]:
    for line, row in enumerate(sealed_rows(folder, name), 2):
        try:
            yield read(row)
        except ValueError as fault:
            raise DamagedDataFile(folder / name, f"line {line}: {fault}") from None


def rule_faults(rule: Rule, programs: ProgramBook) -> Iterator[str]:
    """Say what in a rule contradicts itself, or is missing."""
    for wrong, sentence in _contradictions(rule, programs):
        if wrong:
            yield f"{rule.country} {rule.region} {rule.profession} {sentence}"


_UNDECIDED = frozenset({RuleStatus.UNKNOWN, RuleStatus.SILENT, RuleStatus.PROHIBITED})


def _contradictions(rule: Rule, programs: ProgramBook) -> Iterable[tuple[bool, str]]:
    decided = rule.status is not RuleStatus.UNKNOWN
    asked = _asked(rule)
    registers = rule.status is RuleStatus.REQUIRES_REGISTRATION
    numbers = rule.needling_hours, rule.in_person_hours, rule.hours_before_first_use
    return (
        (rule.version != rule.recorded_on.isoformat(), "has a version that is not its day"),
        (decided and not rule.source_url, "has a status and no source"),
        (decided and not rule.as_of, "has a status and does not say as of when"),
        (decided and rule.confidence is None, "has a status and no confidence"),
        (registers and rule.authorization is None, "requires a registration and names none"),
        (
            rule.status in _UNDECIDED and (asked or rule.authorization is not None),
            "asks for something that nobody is permitted to do",
        ),
        (_exceeds(rule.in_person_hours, rule.needling_hours), "wants more in person than in all"),
        (
            _exceeds(rule.hours_before_first_use, rule.needling_hours),
            "wants more before the first use than in all",
        ),
        (
            (rule.hours_before_first_use is None) != (rule.complete_within_years is None),
            "names a start without an end, or an end without a start",
        ),
        (
            rule.subject is Subject.ACUPUNCTURE and any(number is not None for number in numbers),
            "counts hours of acupuncture as hours of needling",
        ),
        (
            rule.in_force_from is not None
            and rule.in_force_until is not None
            and rule.in_force_until < rule.in_force_from,
            "ends before it begins",
        ),
        (
            any(programs.find(slug) is None for slug in rule.accepted_programs),
            "accepts a program that is not on the list",
        ),
        (len(rule.note) > LONGEST_NOTE, f"has a note of more than {LONGEST_NOTE} characters"),
    )


def _asked(rule: Rule) -> bool:
    return (
        rule.written_exam
        or rule.practical_exam
        or rule.head_neck_training
        or bool(rule.accepted_programs)
        or rule.body_limit is not BodyLimit.NONE
        or any(
            number is not None
            for number in (
                rule.needling_hours,
                rule.foundation_hours,
                rule.in_person_hours,
                rule.hours_before_first_use,
                rule.supervised_sessions,
                rule.years_in_practice,
            )
        )
    )


def _exceeds(part: float | None, whole: float | None) -> bool:
    return part is not None and whole is not None and part > whole
