"""A file that names people on record who are to be asked whether they take their listing."""

import csv
from functools import cache
from pathlib import Path
from typing import Final

import click

from directory.adapters.place_files import read_regions
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
    place = _regions().get(cell["licence_region"].upper())
    if place is None or cell["profession"].lower() not in set(Profession):
        return "the region is written as CO or ON, the profession as in a roster"
    profession = Profession(cell["profession"].lower())
    return Asked(licence=(*place, profession, cell["licence_number"]), email=email)


@cache
def _regions() -> dict[str, tuple[Country, str]]:
    """Give each region by its letters, with and without its country's before them.

    No region of one country has the letters of one of the other.
    """
    found: dict[str, tuple[Country, str]] = {}
    for each in read_regions().regions:
        if not each.is_country:
            place = Country(each.country), each.code
            found |= {each.code: place, f"{each.country}-{each.code}": place}
    return found
