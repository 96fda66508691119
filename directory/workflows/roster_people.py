"""Carrying out the lines of one person in a roster: new, added to, brought up to date, or left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.licences import LicenceEntry
from directory.domain.entry.npi import read_npi
from directory.domain.opting_out import marks_of
from directory.domain.programs import ProgramBook
from directory.domain.roster import (
    LineFault,
    Outcome,
    Remark,
    Result,
    Row,
    Unread,
    remark,
)
from directory.domain.roster_merging import contradictions
from directory.domain.roster_rows import Refused, Stated, read_row
from directory.queries.known import LicenceKey
from directory.workflows.lookups import Lookups
from directory.workflows.roster_admission import Desk, admit, merged_person
from directory.workflows.roster_files import (
    File,
)
from directory.workflows.roster_writing import Writing


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the lines of one person; `touched`: whom to judge; `new`: unknown before."""

    results: tuple[Result, ...]
    touched: int | None = None
    new: bool = False


class _Nobody(Exception):
    """The lines of a person were refused together."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__()
        self.remarks = remarks


Read: TypeAlias = Stated | Refused


def read(lookups: Lookups, row: Row | Unread, *, programs: ProgramBook) -> Read:
    """Read a line into what it states."""
    if isinstance(row, Unread):
        return Refused(row.line, (row.remark,))
    return read_row(row, regions=lookups.regions, programs=programs)


def settle(desk: Desk, lines: Sequence[Read]) -> Settled:
    """Carry out the lines that are about one person; each gets its result."""
    results = [_refused(each.line, *each.remarks) for each in lines if isinstance(each, Refused)]
    stated = [each for each in lines if isinstance(each, Stated)]
    if not stated:
        return Settled(tuple(results))
    try:
        settled = _settle(desk, stated)
    except _Nobody as refused:
        lost = [_refused(line.row.line, *refused.remarks) for line in stated]
        return Settled((*results, *lost))
    return Settled((*results, *settled.results), settled.touched, settled.new)


def _settle(desk: Desk, stated: Sequence[Stated]) -> Settled:
    found = contradictions([line.row for line in stated])
    if found:
        raise _Nobody(*(each.said() for each in found))
    file = _on_file(desk, stated)
    kept = file.kept_because() if file else None
    if kept is not None:
        said = remark(kept)
        return Settled(
            tuple(
                Result(line=line.row.line, outcome=Outcome.KEPT, remarks=(said,)) for line in stated
            )
        )
    if file is None and _is_unlisted(desk, stated):
        raise _Nobody(remark(LineFault.OPTED_OUT))
    admitted = admit(desk, stated, file=file)
    results = [
        _refused(each.stated.row.line, *each.remarks()) for each in admitted if not each.passes
    ]
    passing = [each for each in admitted if each.passes]
    if not passing:
        return Settled(tuple(results))
    writing = Writing(desk, passing, file=file)
    results += writing.carry_out()
    return Settled(tuple(results), writing.touched, file is None)


def _on_file(desk: Desk, stated: Sequence[Stated]) -> File | None:
    """Find whom the lines are about, by NPI and by licence, which must agree."""
    npi = merged_person(stated).npi
    npi = npi and (read_npi(npi).value or npi)
    people = {desk.record.npis[npi]} if npi in desk.record.npis else set()
    for line in stated:
        if line.licence is not None:
            holders = desk.record.licences.get(compared(line.licence), {})
            people |= {who for who, draft in holders.items() if not draft}
    if len(people) > 1:
        raise _Nobody(remark(LineFault.TWO_PEOPLE, "npi" if npi else "licence_number"))
    if not people:
        return None
    file = desk.files[people.pop()]
    if npi and file.person.npi and file.person.npi != npi:
        raise _Nobody(remark(LineFault.NPI_DIFFERS, "npi"))
    return file


def _is_unlisted(desk: Desk, stated: Sequence[Stated]) -> bool:
    if not desk.record.unlisted:
        return False
    npi = merged_person(stated).npi
    marks = marks_of(
        npis=[npi and (read_npi(npi).value or npi)],
        licences=[compared(line.licence) for line in stated if line.licence],
    )
    return bool(marks & desk.record.unlisted)


def compared(entry: LicenceEntry) -> LicenceKey:
    """Name a licence that was not checked yet as it is on record."""
    number = read_licence_number(entry.number).value or entry.number
    return entry.country, entry.region, entry.profession, number


def _refused(line: int, *remarks: Remark) -> Result:
    return Result(line=line, outcome=Outcome.REFUSED, remarks=remarks)
