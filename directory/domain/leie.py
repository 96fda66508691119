"""The OIG's list of excluded people (LEIE): what its lines say, read one at a time.

A line's date of birth, address and other names are not kept: only what a reviewer compares.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

from directory.domain.entry.npi import read_npi

COLUMNS: Final = (
    "LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY", "UPIN", "NPI", "DOB",
    "ADDRESS", "CITY", "STATE", "ZIP", "EXCLTYPE", "EXCLDATE", "REINDATE", "WAIVERDATE", "WVRSTATE",
)  # fmt: skip
"""Of the file that the OIG publishes; more of them change nothing."""
NEEDED: Final = frozenset(
    {"LASTNAME", "FIRSTNAME", "BUSNAME", "NPI", "STATE", "EXCLTYPE", "EXCLDATE", "REINDATE"}
)
"""Without these nothing can be compared."""
LONGEST_CELL: Final = 500
_DAY_DIGITS: Final = 8
_IDENTITY: Final = tuple(each for each in COLUMNS if each not in {"REINDATE", "WAIVERDATE"})
"""What names a line: the same exclusion is the same line once it is ended or waived."""


class LineTrouble(StrEnum):
    """Why a line cannot be read."""

    NOT_CSV = "not_csv"
    CELL_COUNT = "cell_count"
    TOO_LONG = "too_long"
    NO_NAME = "no_name"
    DAY_UNREAD = "day_unread"


class HeaderLacks(Exception):
    """The first line does not name the columns that are needed; nothing was read."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"The first line must name the columns of the OIG’s list; it lacks {', '.join(missing)}"
            ". Take the file as it is published; nothing was read."
        )
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A line of the list that is about a person.

    `npi`: None where the list has none, or none that can be one. `basis`: the section of the law
    by which they were excluded, such as `1128a1`. `waived_in`: a region where it is set aside.
    """

    line: int
    sha256: str
    given: str
    family: str
    middle: str
    npi: str | None
    region: str
    basis: str
    excluded_on: date | None
    reinstated_on: date | None
    waived_in: str

    @property
    def name(self) -> str:
        """The whole name, as it is compared and shown."""
        return " ".join(filter(None, (self.given, self.middle, self.family)))

    def holds(self, today: date) -> bool:
        """Say whether the exclusion still holds on a day."""
        return self.reinstated_on is None or self.reinstated_on > today


@dataclass(frozen=True, slots=True)
class Business:
    """A line of the list about a firm; firms are not listed here."""

    line: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that says nothing that could be compared, and why."""

    line: int
    trouble: LineTrouble


Line = Excluded | Business | Unreadable


def read_header(cells: list[str]) -> tuple[str, ...]:
    """Read the names of the columns, or raise `HeaderLacks`."""
    names = tuple(cell.strip().lstrip("\ufeff").upper() for cell in cells)
    missing = tuple(name for name in COLUMNS if name in NEEDED and name not in names)
    if missing:
        raise HeaderLacks(missing)
    return names


def read_lines(rows: Iterator[tuple[int, list[str] | None]]) -> Iterator[Line]:
    """Read a file of the list: numbered rows, None for one that is not CSV; the first is names."""
    _, first = next(rows, (1, None))
    names = read_header(first or [])
    for number, cells in rows:
        if cells is None:
            yield Unreadable(number, LineTrouble.NOT_CSV)
        elif len(cells) != len(names):
            yield Unreadable(number, LineTrouble.CELL_COUNT)
        else:
            yield read_line(number, dict(zip(names, map(_cleaned, cells), strict=True)))


def read_line(number: int, cells: Mapping[str, str]) -> Line:
    """Read a line; `cells` by the names of their columns."""
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        return Unreadable(number, LineTrouble.TOO_LONG)
    if not cells["LASTNAME"]:
        firm = cells["BUSNAME"]
        return Business(number) if firm else Unreadable(number, LineTrouble.NO_NAME)
    try:
        excluded_on, reinstated_on = _day(cells["EXCLDATE"]), _day(cells["REINDATE"])
        waived_on = _day(cells.get("WAIVERDATE", ""))
    except ValueError:
        return Unreadable(number, LineTrouble.DAY_UNREAD)
    return Excluded(
        line=number,
        sha256=_named(cells),
        given=cells["FIRSTNAME"],
        family=cells["LASTNAME"],
        middle=cells.get("MIDNAME", ""),
        npi=read_npi(cells["NPI"].strip("0") and cells["NPI"]).value,
        region=cells["STATE"].upper(),
        basis=cells["EXCLTYPE"],
        excluded_on=excluded_on,
        reinstated_on=reinstated_on,
        waived_in=cells.get("WVRSTATE", "") if waived_on is not None else "",
    )


def _cleaned(cell: str) -> str:
    """Take away what shows nothing, and what names never have."""
    if cell.isascii() and cell.isprintable():
        # Almost every one of a million and a half cells.
        return " ".join(cell.split())
    text = unicodedata.normalize("NFKC", cell)
    shown = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(shown.split())


def _day(text: str) -> date | None:
    """Read `20200115`; nothing, and noughts alone, mean none."""
    if text.strip("0") == "":
        return None
    if len(text) != _DAY_DIGITS or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _named(cells: Mapping[str, str]) -> str:
    kept = [_sameness(cells.get(name, "")) for name in _IDENTITY]
    return sha256(json.dumps(kept).encode()).hexdigest()


def _sameness(cell: str) -> str:
    return "" if cell.strip("0") == "" else cell.casefold()
