"""Programs and bodies that papers name: on the kept list or not, and what the list says of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directory.domain.entry.dates import check_period
from directory.domain.entry.duplicates import Holder, check_number_known
from directory.domain.entry.faults import Checked, Fault, FaultCode, Findings, error, flag
from directory.domain.entry.text import read_line
from directory.domain.entry.websites import read_website
from directory.domain.programs import Program, ProgramBook
from directory.domain.vocabulary import CountsAs, Profession

LONGEST_BODY: Final = 200
LONGEST_ABBREVIATION: Final = 20
LONGEST_NUMBER: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationEntry:
    """A certification as it was entered; without a program, of another body with its site."""

    program: str | None
    body: str = ""
    name: str = ""
    abbreviation: str | None = None
    body_website: str | None = None
    number: str | None = None
    issued: date | None = None
    expires: date | None = None


def check_program(
    slug: str | None, programs: ProgramBook, *, professions: Collection[Profession]
) -> tuple[Fault, ...]:
    """Say what the kept list has to say of a program that was named."""
    if slug is None:
        return (flag(FaultCode.PROGRAM_NOT_LISTED, "program"),)
    program = programs.find(slug)
    if program is None:
        return (error(FaultCode.PROGRAM_UNKNOWN, "program"),)
    found = [*_counts(program)]
    if program.professions and program.professions.isdisjoint(professions):
        eligible = ", ".join(sorted(program.professions))
        found.append(flag(FaultCode.PROFESSION_NOT_ELIGIBLE, "program", eligible=eligible))
    return tuple(found)


def check_certification(
    entry: CertificationEntry,
    *,
    programs: ProgramBook,
    professions: Collection[Profession],
    today: date,
    submitting: bool,
    known: Holder = Holder.NOBODY,
) -> Checked[CertificationEntry]:
    """Check a certification; `known`: who else gave this body's number."""
    found = Findings()
    found.add(check_program(entry.program, programs, professions=professions))
    program = programs.find(entry.program)
    if program is not None and program.counts_as is CountsAs.TRAINING:
        found.add((flag(FaultCode.PROGRAM_NOT_ACCREDITING, "program"),))
    other = entry.program is None
    entry = replace(
        entry,
        body=found.take(
            read_line(entry.body, "body", longest=LONGEST_BODY, required=other), entry.body
        ),
        name=found.take(
            read_line(entry.name, "name", longest=LONGEST_BODY, required=other), entry.name
        ),
        abbreviation=found.take_optional(
            read_line(entry.abbreviation or "", "abbreviation", longest=LONGEST_ABBREVIATION),
            entry.abbreviation,
        ),
        body_website=found.take_optional(
            read_website(entry.body_website or "", "body_website", required=other),
            entry.body_website,
        ),
        number=found.take_optional(
            read_line(entry.number or "", "number", longest=LONGEST_NUMBER), entry.number
        ),
    )
    found.add(check_period(entry.issued, entry.expires, today=today, submitting=submitting))
    found.add(check_number_known(known, FaultCode.CERTIFICATION_NUMBER_ELSEWHERE))
    return found.about(entry)


def _counts(program: Program) -> tuple[Fault, ...]:
    if program.counts_as is None:
        return (flag(FaultCode.PROGRAM_COUNTS_UNKNOWN, "program"),)
    if program.counts_as is CountsAs.NONE:
        return (flag(FaultCode.PROGRAM_COUNTS_NONE, "program"),)
    return ()
