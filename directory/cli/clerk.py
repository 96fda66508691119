"""Who carries out what reviewers signed, in a thread of their own for as long as a server runs.

A reviewer who signs a register's file need not wait for the hour's upkeep, nor with the page open.
"""

from threading import Event, Thread
from typing import Final

import click

from directory import config
from directory.cli.office import office_at
from directory.db import Database
from directory.workflows.acts import Office
from directory.workflows.register_carrying import carry_out_signed

_REST_S: Final = 5.0
_LONGEST_REST_S: Final = 300.0
"""After a round that failed, each rest is twice as long as the one before, up to this."""
_LAST_ACT_S: Final = 1.0


class Clerk:
    """Looks every few seconds whether something was signed, and carries it out."""

    def __init__(self, settings: config.Settings, *, rest_s: float = _REST_S) -> None:
        """Take the settings: the database and the books are opened by the thread."""
        self._settings = settings
        self._rest_s = rest_s
        self._over = Event()
        self._thread = Thread(target=self._run, name="clerk", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Let an act that takes no time end; one that is cut off has not happened."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(_LAST_ACT_S)

    def _run(self) -> None:
        database = Database(self._settings.database_url)
        try:
            self._rounds(office_at(database, self._settings))
        finally:
            database.close()

    def _rounds(self, office: Office) -> None:
        rest = self._rest_s
        while not self._over.wait(rest):
            try:
                carry_out_signed(office)
            except Exception as fault:  # noqa: BLE001  (later it is tried again, whatever it was)
                rest = min(2 * rest, _LONGEST_REST_S)
                click.echo(
                    f"What was signed is not carried out ({type(fault).__name__}).", err=True
                )
            else:
                rest = self._rest_s
