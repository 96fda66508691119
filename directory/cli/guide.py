"""Commands for whoever edits the guide's texts."""

import click

from directory.adapters.guide_files import ORIGINAL, read_guide
from directory.cli.sentences import plainly
from directory.domain.guide import faults_of
from directory.domain.guide.reading_age import school_grade


@click.group()
def guide() -> None:
    """Look after the texts in data/guide."""


@guide.command("check")
@plainly
def check() -> None:
    """Say what is wrong with the texts, and how hard the English ones are to read."""
    read = read_guide()
    problems = list(faults_of(read, ORIGINAL))
    for problem in problems:
        click.echo(problem)
    for slug, page in read.pages[ORIGINAL].items():
        click.echo(f"{slug}: school grade {school_grade(page):.1f}")
    if problems:
        raise click.ClickException(f"{len(problems)} things to mend.")
    click.echo(f"{len(read.pages)} languages, {len(read.pages[ORIGINAL])} pages: all is well.")
