"""Commands that change or look at the tables."""

import click

from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.models import migrations


@click.group()
def db() -> None:
    """Change the tables from one version of the directory to another."""


@db.command("upgrade")
@click.argument("revision", default="head")
@plainly
def upgrade(revision: str) -> None:
    """Bring the tables to REVISION (the newest)."""
    with opened(migrating=True) as database:
        migrations.upgrade(database, revision)
        click.echo(f"The tables are at revision {migrations.current(database)}.")


@db.command("downgrade")
@click.argument("revision")
@plainly
def downgrade(revision: str) -> None:
    """Take the tables back to REVISION; what only newer tables hold is lost."""
    with opened(migrating=True) as database:
        migrations.downgrade(database, revision)
        click.echo(f"The tables are at revision {migrations.current(database) or 'none'}.")


@db.command("heads")
@click.option("--one", is_flag=True, help="Fail unless there is exactly one.")
def heads(*, one: bool) -> None:
    """Name the newest revisions."""
    found = migrations.heads()
    click.echo("\n".join(found))
    if one and len(found) != 1:
        message = f"There are {len(found)} newest revisions; merge them into one."
        raise click.ClickException(message)


@db.command("check")
@plainly
def check() -> None:
    """Compare the tables with what the code expects."""
    with opened() as database:
        found = migrations.differences(database)
    if found:
        raise click.ClickException("The tables differ: " + "; ".join(map(str, found)))
    click.echo("The tables are as the code expects.")
