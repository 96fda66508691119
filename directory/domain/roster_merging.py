"""Rows of a roster that are about one person: found by their keys, and held against each other."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Final

from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.npi import read_npi
from directory.domain.place_text import plain
from directory.domain.roster import LineFault, Remark, Row, remark
from directory.domain.roster_rows import split

_PERSON: Final = ("given_name", "family_name", "npi", "email", "headaches", "languages")
_LOCATION: Final = ("location_name", "street", "postal_code")
_OF_LOCATION: Final = ("city", "region", "country", "phone", "website", "lat", "lon")
_LICENCE: Final = ("licence_region", "profession", "licence_number")
_OF_LICENCE: Final = ("licence_class", "licence_issued", "licence_expires")
_TRAINING: Final = ("training_provider", "training_course", "training_completed")
_OF_TRAINING: Final = (
    "training_technique", "training_hours", "hours_in_person", "hours_live_online",
    "hours_self_study", "supervised_sessions", "head_and_neck",
)  # fmt: skip
_CERTIFICATION: Final = ("certification_body", "certification")
_OF_CERTIFICATION: Final = (
    "certification_number", "certification_issued", "certification_expires",
)  # fmt: skip
_PARTS: Final = (
    (_LOCATION, _OF_LOCATION),
    (_LICENCE, _OF_LICENCE),
    (_TRAINING, _OF_TRAINING),
    (_CERTIFICATION, _OF_CERTIFICATION),
)
"""Which cells name a part of a person, and which then have to agree."""
_LISTS: Final = frozenset({"headaches", "languages"})


def npi_of(row: Row) -> str | None:
    """Give the NPI of a row as it is compared; one that cannot be read names nobody."""
    return read_npi(row["npi"]).value


def licence_of(row: Row) -> tuple[str, str, str] | None:
    """Give region, profession and number of a row's licence as they are compared."""
    number = read_licence_number(row["licence_number"], required=False).value
    if number is None or not row["licence_region"]:
        return None
    return row["licence_region"].upper(), row["profession"].lower(), number


def keys_of(row: Row) -> Iterator[int]:
    """Give what a row is merged by, each as a number of 64 bits."""
    npi, licence = npi_of(row), licence_of(row)
    if npi is not None:
        yield _short("npi", npi)
    if licence is not None:
        yield _short("licence", *licence)


def _short(*parts: str) -> int:
    text = "\x1f".join(parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


class Grouping:
    """Which rows are about one person, in a few numbers a row whatever the file's size.

    Rows are numbered from 0 in the order in which they are noted.
    """

    def __init__(self) -> None:
        self._keys = array("Q")
        self._rows = array("Q")
        self._count = 0
        self._group: dict[int, int] = {}
        self._last: dict[int, int] = {}

    def note(self, keys: Iterable[int]) -> None:
        """Note the keys of the next row; a row without any is a person of its own."""
        for key in keys:
            self._keys.append(key)
            self._rows.append(self._count)
        self._count += 1

    def __len__(self) -> int:
        """How many rows were noted."""
        return self._count

    def close(self) -> None:
        """Find out which rows belong together; only those that repeat a key are kept."""
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        for before, after in pairwise(order):
            if self._keys[before] == self._keys[after]:
                self._join(self._rows[before], self._rows[after])
        for row in list(self._group):
            first = self._first(row)
            self._last[first] = max(self._last.get(first, row), row)
        self._keys, self._rows = array("Q"), array("Q")

    def of(self, row: int) -> tuple[int, bool]:
        """Give the first row of a row's person, and whether it is the last of theirs."""
        if row not in self._group:
            return row, True
        first = self._first(row)
        return first, self._last[first] == row

    def _first(self, row: int) -> int:
        while (above := self._group.setdefault(row, row)) != row:
            self._group[row] = row = self._group[above]
        return row

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._first(one), self._first(other)))
        self._group[high] = low


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two lines that say different things of one person in a column."""

    column: str
    first: int
    second: int

    def said(self) -> Remark:
        """Say it of each line of that person: which one is right, nobody can know."""
        return remark(LineFault.LINES_CONTRADICT, self.column, first=self.first, second=self.second)


def contradictions(rows: Sequence[Row]) -> tuple[Contradiction, ...]:
    """Find what the rows of one person contradict each other in; an empty cell says nothing."""
    if len(rows) == 1:
        return ()
    found = [*_differing(rows, _PERSON)]
    for names, columns in _PARTS:
        parts: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            key = tuple(_plain(row, name) for name in names)
            if any(key):
                parts.setdefault(key, []).append(row)
        for of_one in parts.values():
            found.extend(_differing(of_one, columns))
    return tuple(dict.fromkeys(found))


def repeats(rows: Sequence[Row]) -> dict[int, int]:
    """Give the lines that say nothing that an earlier one of the person did not say."""
    seen: dict[tuple[str, ...], int] = {}
    found = {}
    for row in rows:
        whole = tuple(row.cells.values())
        if whole in seen:
            found[row.line] = seen[whole]
        else:
            seen[whole] = row.line
    return found


def _differing(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Contradiction]:
    for column in columns:
        first: Row | None = None
        for row in rows:
            if not row[column]:
                continue
            if first is None:
                first = row
            elif _plain(row, column) != _plain(first, column):
                yield Contradiction(column, first.line, row.line)


_AS_COMPARED: Final[dict[str, Callable[[Row], str]]] = {
    "npi": lambda row: npi_of(row) or row["npi"],
    "licence_number": lambda row: (licence_of(row) or (row["licence_number"],))[-1],
    "given_name": lambda row: " ".join(row["given_name"].split()),
    "family_name": lambda row: " ".join(row["family_name"].split()),
}


def _plain(row: Row, column: str) -> str:
    if column in _LISTS:
        return ";".join(sorted({part.lower() for part in split(row[column])}))
    if column in _AS_COMPARED:
        return _AS_COMPARED[column](row) if row[column] else ""
    return " ".join(plain(row[column][:500]).split())
