"""Files of regulators for tests: people whose permits end on one day, and what registers say."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from directory.adapters.register_files import read_register_file
from directory.db import Database
from directory.domain.registers import read_register_rows
from directory.domain.rules import RuleKey
from directory.domain.vocabulary import Country, Profession
from directory.workflows.acts import Office
from directory.workflows.registers import Register, RegisterRead, read_register
from tests.clock import START
from tests.factories import person
from tests.offices import SYSTEM

COLORADO: Final[RuleKey] = (Country.US, "CO", Profession.PHYSICAL_THERAPIST)
RENEWED_TO: Final = date(2028, 2, 28)
SOURCE: Final = "Example State Register"
URL: Final = "https://register.example/"
TAKEN: Final = date(2026, 11, 23)


def people(database: Database, count: int, *, first: int = 1) -> None:
    """Write people of Colorado, licensed as their register says."""
    with database.transaction() as session:
        for number in range(first, first + count):
            person(session, number=number, family=f"Example{number}", at=START)


def line(who: int, **changes: str) -> str:
    """Write the line of a person."""
    cells = {
        "number": f"PTL.{who:07d}",
        "name": f"Ada Example{who}",
        "status": "Active",
        "expires": RENEWED_TO.isoformat(),
        **changes,
    }
    return ",".join(cells.values())


def write(folder: Path, lines: Iterable[str]) -> Path:
    """Write a register."""
    file = folder / "register.csv"
    file.write_text("\n".join(["number,name,status,expires", *lines, ""]), encoding="utf-8")
    return file


def register(file: Path, **changes: object) -> Register:
    """Give a file with what is said of it."""
    read = read_register_file(file)
    said = {
        "file_name": read.name,
        "sha256": read.sha256,
        "rows": read.rows,
        "key": COLORADO,
        "source_name": SOURCE,
        "url": URL,
        "looked_on": TAKEN,
        **changes,
    }
    return Register(**said)  # type: ignore[arg-type]


def register_of(lines: Iterable[str]) -> Register:
    """Give a file that stands nowhere."""
    text = ["number,name,status,expires\n", *(f"{each}\n" for each in lines)]
    return Register(
        file_name="register.csv",
        sha256=sha256("".join(text).encode()).hexdigest(),
        rows=tuple(read_register_rows(text)),
        key=COLORADO,
        source_name=SOURCE,
        url=URL,
        looked_on=TAKEN,
    )


def kept_rows(office: Office, given: Register) -> RegisterRead:
    """Read a register that stands nowhere into the database."""
    return read_register(office, given, actor=SYSTEM)


def kept(office: Office, folder: Path, lines: Iterable[str]) -> RegisterRead:
    """Read a register into the database."""
    return read_register(office, register(write(folder, lines)), actor=SYSTEM)
