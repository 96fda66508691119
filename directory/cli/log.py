"""Commands that look at the log of decisions."""

import json
from pathlib import Path

import click

from directory import config
from directory.adapters.log_signing import public_keys
from directory.cli.log_sentences import sentence
from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.domain import log_heads
from directory.domain.log_heads import Head, NotAHead
from directory.queries.decision_log import newest_head
from directory.queries.log_audit import audit


@click.group()
def log() -> None:
    """Look at the log of decisions."""


@log.command("head")
@plainly
def head() -> None:
    """Print the newest signed head, as /log/head publishes it; keep it somewhere else."""
    with opened() as database:
        newest = newest_head(database)
    if newest is None:
        message = "Nothing has been decided yet, so there is no head."
        raise click.ClickException(message)
    click.echo(json.dumps(log_heads.shown(newest)))


@log.command("verify")
@click.option(
    "--head",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A head that was saved earlier (may be given several times): finds what it vouches for.",
)
@plainly
def verify(files: tuple[Path, ...]) -> None:
    """Derive the whole log anew, and say what does not fit."""
    settings = config.load()
    saved = [_saved(file) for file in files]
    keys = public_keys(Path(settings.log_key))
    with opened(settings) as database:
        report = audit(database, keys, saved=saved)
    erased = report.entries - report.readable
    click.echo(
        f"Looked at {report.entries:,} entries, {report.nodes:,} subtrees, {report.heads:,} signed "
        f"heads, {report.readable:,} readable sides ({erased:,} erased), {len(saved)} saved heads."
    )
    if report.keys:
        click.echo(f"Signed with: {', '.join(report.keys)}.")
    for found in report.found:
        click.echo(sentence(found), err=True)
    if report.found:
        message = "The log of decisions is damaged. Keep this database as it is, and find out why."
        raise click.ClickException(message)
    click.echo("The log of decisions is whole.")


def _saved(file: Path) -> Head:
    try:
        return log_heads.read(json.loads(file.read_bytes()))
    except (ValueError, NotAHead) as fault:
        message = f"{file} holds no head as /log/head publishes it."
        raise click.ClickException(message) from fault
