"""`import register`: a regulator's file, held against the licences of a region and profession."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from directory.adapters.place_files import read_regions
from directory.adapters.register_files import RegisterUnreadable, read_register_file
from directory.cli.cells import cell
from directory.cli.office import office
from directory.cli.sentences import plainly
from directory.domain import ids
from directory.domain.imports import ImportKind
from directory.domain.register_sampling import last_day_to_sign
from directory.domain.registers import RegisterFaulty, RowFault
from directory.domain.rules import RuleKey
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Country, Profession, RegisterMatch
from directory.workflows.acts import Office
from directory.workflows.import_runs import record
from directory.workflows.registers import (
    LineRead,
    NotThisRegister,
    ReadAlready,
    Register,
    RegisterRead,
    read_register,
)

COLUMNS: Final = ("line", "number", "outcome", "message")
MATCHES: Final = {
    RegisterMatch.MATCHED: "match: number, name and status",
    RegisterMatch.NAME_DIFFERS: "have another name here",
    RegisterMatch.NOT_ACTIVE: "do not say that they may practise",
    RegisterMatch.ENDED: "have ended",
    RegisterMatch.ENDS_SOONER: "end sooner than here",
    RegisterMatch.NOT_VERIFIED: "wait for a reviewer here already, or are suspended",
    RegisterMatch.NOT_HERE: "are nobody's here",
    RegisterMatch.TWICE: "stand twice in the file",
    RegisterMatch.UNREADABLE: "cannot be read",
}
FAULTS: Final = {
    RowFault.NOT_CSV: "A quotation mark is not closed, or closed too early",
    RowFault.CELLS: "It has more or fewer cells than the first line",
    RowFault.NUMBER: "The number is empty, or has characters that no license number has",
    RowFault.NAME: "The name is empty, or has no letters",
    RowFault.STATUS: "The status is empty or too long",
    RowFault.DAY: "Write the end as 2027-09-30, or leave it empty",
}
_READABLE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITABLE: Final = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("register")
@click.argument("file", type=_READABLE)
@click.option("--country", type=click.Choice([each.value for each in Country]), required=True)
@click.option("--region", required=True, help="Its two letters, such as AB.")
@click.option("--profession", type=click.Choice([each.value for each in Profession]), required=True)
@click.option("--source", required=True, help="What the register is called.")
@click.option("--url", required=True, help="Where anybody can look people up in it.")
@click.option(
    "--looked-on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    required=True,
    help="The day on which the regulator gave the file, as 2026-11-30.",
)
@click.option(
    "--active",
    multiple=True,
    help="A further word of this register for people who may practise. Repeat it for several.",
)
@click.option("--dry-run", is_flag=True, help="Do everything but write; the report is the same.")
@click.option(
    "--report",
    type=_WRITABLE,
    help="Where to write what became of each line (FILE with “.report.csv” behind its name).",
)
@plainly
def register(
    *,
    file: Path,
    country: str,
    region: str,
    profession: str,
    source: str,
    url: str,
    looked_on: datetime,
    active: tuple[str, ...],
    dry_run: bool,
    report: Path | None,
) -> None:
    """Hold a regulator's FILE (columns number, name, status, expires) against the licenses here.

    Nothing changes until a reviewer has looked at a sample of it and signs. A line that cannot be
    read stops no others.
    """
    target = report or file.with_name(f"{file.stem}.report.csv")
    if target.resolve() == file.resolve():
        message = "The report would overwrite the file; choose another name with --report."
        raise click.ClickException(message)
    key = _key(country, region, profession=profession)
    try:
        read = read_register_file(file)
        given = Register(
            file_name=read.name,
            sha256=read.sha256,
            rows=read.rows,
            key=key,
            source_name=source,
            url=url,
            looked_on=looked_on.date(),
        )
        with office() as desk:
            done = _read(desk, given, active=active, dry_run=dry_run, target=target)
    except (RegisterUnreadable, RegisterFaulty, NotThisRegister) as fault:
        raise click.ClickException(str(fault)) from fault
    except ReadAlready as fault:
        raise click.ClickException(_already(fault)) from fault
    _tell(done, given.looked_on, target=target)


def _key(country: str, region: str, *, profession: str) -> RuleKey:
    code = region.strip().upper()
    if not any(
        (each.country, each.code) == (country, code) and code for each in read_regions().regions
    ):
        message = f"There is no region {code or '(empty)'} in {country}. Give its two letters."
        raise click.ClickException(message)
    return Country(country), code, Profession(profession)


def _read(
    desk: Office, given: Register, *, active: tuple[str, ...], dry_run: bool, target: Path
) -> RegisterRead:
    began_at = desk.now()
    system = Actor(ActorKind.SYSTEM, None)
    done = read_register(desk, given, actor=system, active=active, dry_run=dry_run)
    text = written(done.lines)
    target.write_text(text, encoding="utf-8")
    if not dry_run:
        record(
            desk,
            ImportKind.REGISTER,
            file_name=given.file_name,
            sha256=given.sha256,
            began_at=began_at,
            totals={match.value: count for match, count in done.counts.items()},
            report=text,
        )
    return done


def written(lines: Iterable[LineRead]) -> str:
    """Write what became of each line as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in lines:
        said = "" if each.row.fault is None else FAULTS[each.row.fault]
        writer.writerow([each.row.line, cell(each.row.number), each.found.match.value, said])
    return text.getvalue()


def _already(fault: ReadAlready) -> str:
    where = (
        ""
        if fault.batch_id is None
        else f" It is at /review/registers/{ids.encode(fault.batch_id)}."
    )
    return (
        "This file of this day was read already, and waits for a reviewer or is signed."
        f"{where} Nothing was read."
    )


def _tell(done: RegisterRead, looked_on: date, *, target: Path) -> None:
    rehearsed = " (a dry run: nothing was written)" if done.batch_id is None else ""
    click.echo(f"{len(done.lines):,} lines{rehearsed}:")
    for match, words in MATCHES.items():
        click.echo(f"{done.counts[match]:>9,} {words}")
    click.echo(f"What became of each line is in {target}.")
    if done.batch_id is not None and done.sampled:
        click.echo(
            f"A reviewer now looks up {len(done.sampled)} of the lines that match, and signs by "
            f"{last_day_to_sign(looked_on)}: /review/registers/{ids.encode(done.batch_id)}"
        )
