"""Commands about the invented people of a demonstration."""

import sys
from datetime import UTC, date, datetime

import click

from directory.adapters.rule_files import read_program_book, read_rule_book
from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.domain.listing import Book
from directory.workflows.demo import clear_demo, load_demo


@click.group()
def demo() -> None:
    """Invented people, plainly marked, to look around with."""


@demo.command("load")
@click.option("--practitioners", type=click.IntRange(1, 5_000_000), default=2_000)
@click.option("--seed", type=int, default=1)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day they are invented for.")
@plainly
def load(*, practitioners: int, seed: int, as_of: datetime | None) -> None:
    """Replace the invented people by new ones; the same arguments give the same people."""
    day: date = as_of.date() if as_of else datetime.now(UTC).date()
    with (
        opened() as database,
        click.progressbar(length=practitioners, label="Inventing people", file=sys.stderr) as bar,
    ):
        report = load_demo(
            database,
            practitioners=practitioners,
            seed=seed,
            as_of=day,
            book=Book(read_rule_book(), read_program_book()),
            progress=bar.update,
        )
    click.echo(f"{report.practitioners} invented people loaded, {report.qualified} qualified.")


@demo.command("clear")
@plainly
def clear() -> None:
    """Remove every invented person."""
    with opened() as database:
        click.echo(f"{clear_demo(database)} invented people removed.")
