"""`upkeep`: what has to be done when nobody asks; `serve` does it once an hour by itself."""

from pathlib import Path
from threading import Event, Thread
from typing import Final

import click

from directory import config
from directory.adapters.evidence_store import EvidenceStore
from directory.cli.office import office_at
from directory.cli.opened import opened
from directory.cli.sentences import plainly
from directory.db import Database
from directory.workflows.acts import Office
from directory.workflows.upkeep import Done, Job, jobs, keep_up

EVERY_S: Final = 3_600.0
FIRST_S: Final = 300.0
"""A server that has only just started answers first."""
_LAST_ACT_S: Final = 1.0


@click.command("upkeep")
@plainly
def upkeep() -> None:
    """Send reminders that are due, take up what was put off, and remove what is over, once.

    Run it as often as you like, also twice at once: nothing is sent twice.
    """
    settings = config.load()
    failed = False
    with opened(settings) as database:
        office = office_at(database, settings)
        for done in keep_up(_jobs(office, settings)):
            failed |= done.failed
            click.echo(_line(done))
    if failed:
        message = "Not everything was done. Run it again; what is said above helps to find out why."
        raise click.ClickException(message)


def _jobs(office: Office, settings: config.Settings) -> tuple[Job, ...]:
    return jobs(office, EvidenceStore(Path(settings.evidence)), rechecks=settings.rechecks)


def _line(done: Done) -> str:
    if done.fault is not None:
        return f"{done.name}: not done ({done.fault})"
    said = ", ".join(f"{count:,} {name}" for name, count in done.counts.items())
    return f"{done.name}: {said or 'nothing to do'}"


class HourlyUpkeep:
    """Upkeep in a thread of its own, for as long as a server runs."""

    def __init__(
        self, settings: config.Settings, *, first_s: float = FIRST_S, every_s: float = EVERY_S
    ) -> None:
        """Take the settings: database and books are opened by the thread, and nobody's else."""
        self._settings = settings
        self._first_s = first_s
        self._every_s = every_s
        self._over = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Let an act that takes no time end; one that is cut off has not happened."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(_LAST_ACT_S)

    def _run(self) -> None:
        rest = self._first_s
        while not self._over.wait(rest):
            rest = self._every_s
            try:
                self._round()
            except Exception as fault:  # noqa: BLE001  (an hour later it is tried again, whatever it was)
                click.echo(f"Upkeep was not done ({type(fault).__name__}).", err=True)

    def _round(self) -> None:
        database = Database(self._settings.database_url)
        try:
            office = office_at(database, self._settings)
            for done in keep_up(_jobs(office, self._settings)):
                if done.failed:
                    click.echo(f"Upkeep: {_line(done)}", err=True)
                if self._over.is_set():
                    return
        finally:
            database.close()
