"""Files of regulators: a line a licence, read one by one; a bad line stops no others."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from directory.domain.entry.dates import read_date
from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.names import read_name
from directory.domain.entry.text import read_line

COLUMNS: Final = ("number", "name", "status", "expires")
"""What a file has to have; others may stand beside them, in any order."""
LONGEST_STATUS: Final = 100
_LONGEST_KEPT: Final = 200


class RegisterFaulty(Exception):
    """The file is no register: its first line does not name the columns."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            f"The first line must name the columns {', '.join(COLUMNS)} "
            f"(missing, or named twice: {', '.join(missing)}). Correct it; nothing was read."
        )


class RowFault(StrEnum):
    """Why a line of a register cannot be read."""

    NOT_CSV = "not_csv"
    CELLS = "cells"
    NUMBER = "number"
    NAME = "name"
    STATUS = "status"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of a register; where it has a fault, its cells are as they were typed, cut short."""

    line: int
    number: str = ""
    name: str = ""
    status: str = ""
    ends: date | None = None
    fault: RowFault | None = None


def read_register_rows(lines: Iterable[str]) -> Iterator[RegisterRow]:
    """Read a register line by line; lines without anything are none. Raises `RegisterFaulty`."""
    reader = csv.reader(lines, strict=True)
    places: Mapping[str, int] | None = None
    width = 0
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            if places is None:
                raise RegisterFaulty(COLUMNS) from None
            # Every line that a broken quotation swallowed is said to be lost.
            for line in range(first, max(first, reader.line_num) + 1):
                yield RegisterRow(line=line, fault=RowFault.NOT_CSV)
            continue
        if places is None:
            places, width = _places(cells), len(cells)
        elif any(cell.strip() for cell in cells):
            yield _row(first, cells, places=places, width=width)
    if places is None:
        raise RegisterFaulty(COLUMNS)


def _places(cells: Sequence[str]) -> Mapping[str, int]:
    names = [cell.strip().lower() for cell in cells]
    missing = [name for name in COLUMNS if names.count(name) != 1]
    if missing:
        raise RegisterFaulty(missing)
    return {name: names.index(name) for name in COLUMNS}


def _row(line: int, cells: Sequence[str], *, places: Mapping[str, int], width: int) -> RegisterRow:
    if len(cells) != width:
        return RegisterRow(line=line, fault=RowFault.CELLS)
    number, name, status, expires = (cells[places[column]] for column in COLUMNS)
    numbered, named = read_licence_number(number), read_name(name, "name")
    stated = read_line(status, "status", longest=LONGEST_STATUS, required=True)
    ends = read_date(expires, "expires")
    faults = {
        RowFault.NUMBER: numbered.value is None,
        RowFault.NAME: named.value is None,
        RowFault.STATUS: stated.value is None,
        RowFault.DAY: bool(ends.faults),
    }
    fault = next((each for each, holds in faults.items() if holds), None)
    return RegisterRow(
        line=line,
        number=numbered.value or _shown(number),
        name=named.value or _shown(name),
        status=stated.value or _shown(status),
        ends=ends.value,
        fault=fault,
    )


def _shown(typed: str) -> str:
    """Give what can be shown of a cell that could not be read."""
    kept = "".join(mark if mark.isprintable() else " " for mark in typed[:_LONGEST_KEPT])
    return " ".join(kept.split())
