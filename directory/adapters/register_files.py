"""Regulators' files on disk: read whole, in UTF-8, with the fingerprint that a check can quote."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from directory.domain.registers import RegisterRow, read_register_rows

LARGEST: Final = 64 << 20
"""A whole country's register of a profession has some tens of megabytes."""


class RegisterUnreadable(Exception):
    """The file cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """A file and its lines."""

    name: str
    sha256: str
    rows: tuple[RegisterRow, ...]


def read_register_file(file: Path) -> RegisterFile:
    """Read a file; raises `RegisterUnreadable`, and `RegisterFaulty` where it is no register."""
    size = file.stat().st_size
    if size > LARGEST:
        message = f"{file.name} is larger than {LARGEST >> 20} MB. Split it; nothing was read."
        raise RegisterUnreadable(message)
    with file.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = tuple(read_register_rows(lines))
    except UnicodeDecodeError as fault:
        message = (
            f"{file.name} is not written in UTF-8. Save it as “CSV UTF-8” and try again; "
            "nothing was read."
        )
        raise RegisterUnreadable(message) from fault
    return RegisterFile(name=file.name, sha256=digest, rows=rows)
