"""The command that makes a database ready to serve: tables, places and, in a demo, people."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from directory import config
from directory.adapters.evidence_store import EvidenceStore
from directory.adapters.rule_files import read_program_book, read_rule_book
from directory.cli.office import office_at
from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.db import Database
from directory.domain.listing import Book
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models import migrations
from directory.workflows.demo import demo_state, invented_accounts, load_demo
from directory.workflows.demo.evidence import hand_in_papers
from directory.workflows.places import load_places
from directory.workflows.rules import apply_rules

DEMO_PEOPLE: Final = 2_000
DEMO_SEED: Final = 1
DEMO_KEPT: Final = timedelta(days=60)
"""Older demo people have mostly lapsed, and the pages would look empty."""


@click.command("prepare")
@plainly
def prepare() -> None:
    """Bring tables and places up to date and, in demo mode, load invented people."""
    settings = config.load()
    with opened(settings, migrating=True) as database:
        migrations.upgrade(database)
    with opened(settings) as database:
        now = datetime.now(UTC)
        if load_places(database, now):
            click.echo("Places loaded.")
        with office_at(database, settings).act(Actor(ActorKind.SYSTEM, None)) as act:
            report = apply_rules(act)
        if report.new_versions:
            click.echo(f"Rules of the places applied: {report.new_versions} new versions.")
        if settings.demo:
            # Those invented before there were rules know nothing of what a place asks for.
            _invent_people(database, now, anew=report.first)
            store = EvidenceStore(Path(settings.evidence))
            if drawn := hand_in_papers(database, store, at=now):
                click.echo(f"{drawn} papers of invented people drawn.")
        else:
            _refuse_invented_people(database)


def refuse_unprepared(settings: config.Settings) -> None:
    """Refuse to serve a database that lacks tables, or holds what must not be shown."""
    with opened(settings) as database:
        if (migrations.current(database),) != migrations.heads():
            message = (
                "The database is not at the version of this directory; "
                "run `flask --app wsgi prepare` first."
            )
            raise config.SettingError(message)
        if not settings.demo:
            _refuse_invented_people(database)


def _invent_people(database: Database, now: datetime, *, anew: bool) -> None:
    state = demo_state(database)
    fresh = state.as_of is not None and now.date() - state.as_of <= DEMO_KEPT
    whole = state.synthetic and invented_accounts(database)
    if state.real or (whole and fresh and not anew):
        return
    report = load_demo(
        database,
        practitioners=DEMO_PEOPLE,
        seed=DEMO_SEED,
        as_of=now.date(),
        book=Book(read_rule_book(), read_program_book()),
    )
    click.echo(f"{report.practitioners} invented people loaded.")


def _refuse_invented_people(database: Database) -> None:
    if demo_state(database).synthetic or invented_accounts(database):
        message = (
            "This database holds invented people, and DIRECTORY_MODE is production; "
            "remove them with `flask --app wsgi demo clear`, or set DIRECTORY_MODE=demo."
        )
        raise config.SettingError(message)
