"""The commands that write everyone who is listed."""

import csv
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import click
import orjson

from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.queries import contract
from directory.queries.export import ListedPerson, listed_people

COLUMNS: Final = (
    "id", "name", "location_id", "location_name", "address", "city", "region", "postal_code",
    "country", "lat", "lon", "phone", "profession", "qualified", "qualified_until",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@click.group()
def export() -> None:
    """Write public facts for others to use."""


@export.command("practitioners")
@click.option("--format", "kind", type=click.Choice(["ndjson", "csv"]), default="ndjson")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only people changed since that day (UTC)."
)
@plainly
def practitioners(*, kind: str, since: datetime | None) -> None:
    """Write everyone who is listed to standard output."""
    since = since.replace(tzinfo=UTC) if since else None
    with opened() as database:
        people = listed_people(database, int(datetime.now(UTC).timestamp()), since=since)
        if kind == "csv":
            _write_csv(people)
            return
        for person in people:
            sys.stdout.buffer.write(orjson.dumps(contract.exported(person)) + b"\n")


def _write_csv(people: Iterable[ListedPerson]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in people:
        line = contract.exported(person)
        for place in line["locations"]:
            values = [
                line["id"], line["name"], place["id"], place["name"],
                *(place[name] for name in COLUMNS[4:]),
            ]  # fmt: skip
            writer.writerow([_cell(value) for value in values])


def _cell(value: object) -> object:
    # A spreadsheet runs what looks like a formula; an apostrophe makes it text.
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
