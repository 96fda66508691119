"""`import leie`: everybody on record is held against the OIG's list of excluded people."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from directory.adapters.leie_files import read_leie, sha256_of
from directory.cli.cells import cell
from directory.cli.leie_sentences import OUTCOMES, sentence
from directory.cli.office import office
from directory.cli.report_files import write_rows
from directory.cli.sentences import plainly
from directory.domain.exclusions import LineOutcome
from directory.domain.imports import ImportKind
from directory.domain.leie import HeaderLacks
from directory.workflows.acts import Office
from directory.workflows.import_runs import record
from directory.workflows.leie import LineResult, ListReport, import_leie

COLUMNS: Final = ("line", "outcome", "field", "message")
_READABLE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_WRITABLE: Final = click.Path(dir_okay=False, writable=True, path_type=Path)
_DULL: Final = frozenset({LineOutcome.NOBODY, LineOutcome.BUSINESS})
"""Almost every line; staff read about the others."""


@dataclass(frozen=True, slots=True)
class Run:
    """When it began, and what names its file."""

    began_at: datetime
    digest: str


@click.command("leie")
@click.argument("file", type=_READABLE)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--report",
    type=_WRITABLE,
    help="Where to write what became of each line (FILE with “.report.csv” behind its name).",
)
@plainly
def leie(file: Path, *, dry_run: bool, report: Path | None) -> None:
    """Hold everybody against FILE, the OIG's list of excluded people (LEIE) as it is published.

    Whose NPI is on it is taken out of the directory until a reviewer has looked. Whose name and
    state are on it is shown to reviewers. Given again, also after it was cut off, the command goes
    on where it was; what was raised before is not raised again. Do this each month.
    """
    target = report or file.with_name(f"{file.stem}.report.csv")
    if target.resolve() == file.resolve():
        message = "The report would overwrite the list; choose another name with --report."
        raise click.ClickException(message)
    try:
        done = _run(file, target, dry_run=dry_run)
    except HeaderLacks as fault:
        raise click.ClickException(str(fault)) from fault
    head = f"{done.lines:,} lines" + (" (a dry run: nothing was written)" if dry_run else "")
    click.echo(f"{head}:")
    for outcome, words in OUTCOMES.items():
        click.echo(f"{done.counts[outcome]:>9,} {words}")
    click.echo(f"What became of each line is in {target}.")


def _run(file: Path, target: Path, *, dry_run: bool) -> ListReport:
    kept: list[LineResult] = []

    def write(results: Iterator[LineResult]) -> None:
        write_rows(target, map(_row, _keeping(results, kept)), columns=COLUMNS)

    with office() as desk, click.progressbar(length=0, label="Comparing", file=sys.stderr) as bar:
        began_at, digest = desk.now(), sha256_of(file)
        done = import_leie(
            desk,
            read_leie(file),
            file_sha256=digest,
            report=write,
            dry_run=dry_run,
            progress=bar.update,
        )
        if not dry_run:
            _note(desk, file, done=done, kept=kept, run=Run(began_at, digest))
    return done


def _keeping(results: Iterable[LineResult], kept: list[LineResult]) -> Iterator[LineResult]:
    for result in results:
        if result.outcome not in _DULL:
            kept.append(result)
        yield result


def _row(result: LineResult) -> list[object]:
    return [result.line, result.outcome.value, "", sentence(result)]


def _note(desk: Office, file: Path, *, done: ListReport, kept: list[LineResult], run: Run) -> None:
    """Write the run down for staff, with the lines that fit somebody or could not be read."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in kept:
        writer.writerow([cell(each) if isinstance(each, str) else each for each in _row(result)])
    record(
        desk,
        ImportKind.EXCLUSIONS,
        file_name=file.name,
        sha256=run.digest,
        began_at=run.began_at,
        totals={outcome.value: done.counts[outcome] for outcome in LineOutcome},
        report=text.getvalue(),
    )
