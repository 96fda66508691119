"""Commands about the gazetteer."""

from datetime import UTC, datetime

import click

from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.workflows.places import load_places


@click.group()
def places() -> None:
    """Towns, ZIP codes and postal codes."""


@places.command("load")
@click.option("--anew", is_flag=True, help="Load them even if they are there already.")
@plainly
def load(*, anew: bool) -> None:
    """Load the gazetteer of data/ into the database."""
    with opened() as database:
        done = load_places(database, datetime.now(UTC), anew=anew)
    click.echo("Places loaded." if done else "The places are loaded already.")
