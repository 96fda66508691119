"""A roster file: its columns, its lines, what can become of one, and what is said of it."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.domain.entry.faults import Fault, FaultCode
from directory.domain.roster_columns import COLUMNS

LIST_MARK: Final = ";"


class Outcome(StrEnum):
    """What becomes of a line; each line has one."""

    CREATED = "created"
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"


class LineFault(StrEnum):
    """What can be wrong with a line beside the faults of entries, or said of it."""

    NOT_CSV = "not_csv"
    CELL_COUNT = "cell_count"
    NO_KEY = "no_key"
    LINES_CONTRADICT = "lines_contradict"
    TWO_PEOPLE = "two_people"
    NPI_DIFFERS = "npi_differs"
    REPEATS_LINE = "repeats_line"
    OWNED = "owned"
    CHECKED = "checked"
    OPTED_OUT = "opted_out"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a line: a code, the column it is about, and parameters as text."""

    code: FaultCode | LineFault
    field: str = ""
    params: tuple[tuple[str, str], ...] = ()


def remark(code: LineFault, field: str = "", **params: object) -> Remark:
    """Make a remark that is not a fault of an entry."""
    return Remark(code, field, tuple((name, str(value)) for name, value in params.items()))


def of_fault(fault: Fault, columns: Mapping[str, str]) -> Remark:
    """Say a fault of an entry at the roster's own column."""
    return Remark(fault.code, columns.get(fault.field, fault.field), fault.params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a line, and what is said of it."""

    line: int
    outcome: Outcome
    remarks: tuple[Remark, ...] = ()


class HeaderFaulty(Exception):
    """The first line does not name the columns; nothing was read."""

    def __init__(
        self, missing: Sequence[str], unknown: Sequence[str], *, repeated: Sequence[str]
    ) -> None:
        said = [
            f"{words}: {', '.join(names)}"
            for words, names in (
                ("missing columns", missing),
                ("unknown columns", unknown),
                ("columns named twice", repeated),
            )
            if names
        ]
        super().__init__(
            f"The first line must name the columns of a roster ({'; '.join(said)}). "
            "Correct it; nothing was imported."
        )
        self.missing, self.unknown, self.repeated = missing, unknown, repeated


def read_header(cells: Sequence[str]) -> tuple[str, ...]:
    """Read the names of the columns, or raise `HeaderFaulty`."""
    names = tuple(cell.strip().lower() for cell in cells)
    counts = Counter(names)
    missing = [name for name in COLUMNS if name not in counts]
    unknown = [name or "(no name)" for name in counts if name not in COLUMNS]
    repeated = [name for name, times in counts.items() if times > 1 and name in COLUMNS]
    if missing or unknown or repeated:
        raise HeaderFaulty(missing, unknown, repeated=repeated)
    return names


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a roster: its number in the file, and its cells without outer spaces."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Give a cell."""
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no row of the table."""

    line: int
    remark: Remark


def read_rows(lines: Iterable[str]) -> Iterator[Row | Unread]:
    """Read a roster line by line; raises `HeaderFaulty`. Lines without anything are none."""
    reader = csv.reader(lines, strict=True)
    names: tuple[str, ...] | None = None
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            if names is None:
                raise HeaderFaulty(COLUMNS, (), repeated=()) from None
            yield from _unread(first, reader.line_num)
            continue
        if names is None:
            names = read_header(cells)
        elif any(cells):
            yield from _row(first, cells, names=names, last=reader.line_num)
    if names is None:
        raise HeaderFaulty(COLUMNS, (), repeated=())


def _unread(first: int, last: int) -> Iterator[Unread]:
    """Every line that a broken quotation swallowed is said to be lost, not the first alone."""
    for line in range(first, last + 1):
        yield Unread(line, remark(LineFault.NOT_CSV, first=first, last=last))


def _row(
    first: int, cells: Sequence[str], *, names: Sequence[str], last: int
) -> Iterator[Row | Unread]:
    if len(cells) == len(names):
        texts = (cell.strip() for cell in cells)
        yield Row(first, dict(zip(names, texts, strict=True)))
        return
    said = remark(LineFault.CELL_COUNT, found=len(cells), needed=len(names))
    for line in range(first, last + 1):
        yield Unread(line, said)
