"""Commands that bring in what others know of practitioners."""

import hashlib
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from directory.cli.import_register import register
from directory.cli.leie import leie
from directory.cli.office import office
from directory.cli.report_files import write_rows
from directory.cli.roster_sentences import OUTCOMES, sentence
from directory.cli.sentences import plainly
from directory.domain.imports import ImportKind
from directory.domain.roster import HeaderFaulty, Result
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.workflows.acts import Office
from directory.workflows.import_runs import record
from directory.workflows.lookups import offline_lookups
from directory.workflows.roster import NotUtf8, RosterReport, import_roster

REPORT_COLUMNS: Final = ("line", "outcome", "field", "message")
_READABLE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITABLE: Final = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group("import")
def imports() -> None:
    """Bring in rosters and registers, and hold people against the list of excluded ones."""


imports.add_command(leie)
imports.add_command(register)


@imports.command("roster")
@click.argument("file", type=_READABLE)
@click.option("--dry-run", is_flag=True, help="Do everything but write; the report is the same.")
@click.option(
    "--report",
    type=_WRITABLE,
    help="Where to write what became of each line (FILE with “.report.csv” behind its name).",
)
@plainly
def roster(file: Path, *, dry_run: bool, report: Path | None) -> None:
    """Import the practitioners of FILE, a CSV table; unverified, unpublished, without accounts.

    Cut off at any moment, it goes on where it was when the command is given again. Lines that
    are refused stop no others; it only fails where the file as a whole cannot be read.
    """
    target = report or file.with_name(f"{file.stem}.report.csv")
    if target.resolve() == file.resolve():
        message = "The report would overwrite the roster; choose another name with --report."
        raise click.ClickException(message)

    def write(results: Iterable[Result]) -> None:
        write_report(target, results)

    try:
        done = _run(file, write, target=target, dry_run=dry_run)
    except (HeaderFaulty, NotUtf8) as fault:
        raise click.ClickException(str(fault)) from fault
    for line in summary(done, dry_run=dry_run):
        click.echo(line)
    click.echo(f"What became of each line is in {target}.")


def _run(
    file: Path, write: Callable[[Iterable[Result]], None], *, target: Path, dry_run: bool
) -> RosterReport:
    with office() as desk, click.progressbar(length=1, label="Importing", file=sys.stderr) as bar:

        def surveyed(lines: int) -> None:
            bar.length = lines

        began_at = desk.now()
        done = import_roster(
            desk,
            file,
            actor=Actor(ActorKind.SYSTEM, None),
            lookups=offline_lookups(desk.database),
            report=write,
            dry_run=dry_run,
            surveyed=surveyed,
            progress=bar.update,
        )
        if not dry_run:
            _note(desk, file, done=done, began_at=began_at, report=target)
        return done


def _note(
    desk: Office, file: Path, *, done: RosterReport, began_at: datetime, report: Path
) -> None:
    """Write the run down for staff, with the report that stands beside the file."""
    with file.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    record(
        desk,
        ImportKind.ROSTER,
        file_name=file.name,
        sha256=digest,
        began_at=began_at,
        totals={outcome.value: done.counts[outcome] for outcome in OUTCOMES},
        report=report.read_text(encoding="utf-8"),
    )


def summary(done: RosterReport, *, dry_run: bool) -> list[str]:
    """Say what became of the lines, in figures that add up."""
    said = [f"{done.counts[each]:>9,} {words}" for each, words in OUTCOMES.items()]
    head = f"{done.lines:,} lines" + (" (a dry run: nothing was written)" if dry_run else "")
    return [f"{head}:", *said]


def write_report(target: Path, results: Iterable[Result]) -> None:
    """Write what became of each line, whole or not at all."""
    rows = (
        [result.line, result.outcome.value, field, message]
        for result in results
        for field, message in [(each.field, sentence(each)) for each in result.remarks]
        or [("", "")]
    )
    write_rows(target, rows, columns=REPORT_COLUMNS)
