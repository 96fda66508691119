"""Files of the OIG's list of excluded people, as they are published: CSV, a line a row."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from directory.domain.leie import Line, read_lines

_BOM: Final = b"\xef\xbb\xbf"
_LONGEST_LINE: Final = 20_000
"""Bytes; a line of the list has a few hundred."""


def sha256_of(file: Path) -> str:
    """Name a file by what is in it."""
    with file.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def read_leie(file: Path) -> Iterator[Line]:
    """Read a file line by line; what is wrong with one is said of it alone.

    Raises `HeaderLacks` before anything else is read.
    """
    with file.open("rb") as raw:
        yield from read_lines(_rows(raw))


def _rows(raw: Iterator[bytes]) -> Iterator[tuple[int, list[str] | None]]:
    for number, line in enumerate(raw, 1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            yield number, _cells(text)


def _cells(line: bytes) -> list[str] | None:
    """Read one line by itself, so that a quote that is never closed swallows no others."""
    if len(line) > _LONGEST_LINE:
        return None
    try:
        rows = list(csv.reader([_text(line)], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        # Names with accents, from a system that is older than the encoding.
        return line.decode("cp1252", errors="replace")
