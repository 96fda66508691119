"""A file that names people on record who are to be asked whether they take their listing."""

import csv
from pathlib import Path
from typing import Final

import click

from directory.domain import ids
from directory.domain.vocabulary import Country, Profession
from directory.workflows.inviting import Asked

_LICENCE: Final = ("licence_region", "profession", "licence_number")
_KNOWN: Final = ("id", "npi", *_LICENCE, "email")


def read_invitees(file: Path) -> list[tuple[int, Asked | str]]:
    """Read whom each line names, or what is wrong with it; lines are counted from 1."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            columns = reader.fieldnames or ()
            if not {"id", "npi"} & set(columns) and not set(_LICENCE) <= set(columns):
                message = (
                    f"{file.name} has none of the columns id, npi, or {', '.join(_LICENCE)}; "
                    "name the columns in its first line."
                )
                raise click.ClickException(message)
            return [(reader.line_num, _asked(row)) for row in reader]
    except (UnicodeDecodeError, csv.Error) as fault:
        message = f"{file.name} is not CSV in UTF-8. Save it as “CSV UTF-8” and try again."
        raise click.ClickException(message) from fault


def _asked(row: dict[str, str | None]) -> Asked | str:
    cell = {name: (row.get(name) or "").strip() for name in _KNOWN}
    email = cell["email"] or None
    if cell["id"]:
        try:
            return Asked(id=ids.decode(cell["id"]), email=email)
        except ValueError:
            return "the id is none of ours; copy the twelve letters of the page’s address"
    if cell["npi"]:
        return Asked(npi=cell["npi"], email=email)
    if not all(cell[name] for name in _LICENCE):
        return "no id, no npi, and not all three columns of a licence; fill one of them in"
    country, _, region = cell["licence_region"].rpartition("-")
    try:
        place = Country(country or "US"), region
        profession = Profession(cell["profession"])
    except ValueError:
        return "the region is written as US-CO or CA-ON, the profession as in a roster"
    return Asked(licence=(*place, profession, cell["licence_number"]), email=email)
