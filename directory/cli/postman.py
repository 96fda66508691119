"""Who carries the letters of a site: from its settings, once or for as long as it serves."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Final

import click

from directory import config, paths
from directory.adapters.mail_messages import Sender
from directory.adapters.place_files import read_regions
from directory.adapters.post_files import FilePost
from directory.adapters.post_smtp import SmtpPost
from directory.db import Database
from directory.domain.mail_servers import read_mail_server
from directory.domain.mailing import Answer, Letter, Written
from directory.domain.vocabulary import MailState
from directory.letters.writing import Writer
from directory.queries.mail import has_work
from directory.workflows.post import deliver

_REST_S: Final = 1.0
_LONGEST_REST_S: Final = 60.0
"""After a round that failed, each rest is twice as long as the one before, up to this."""
_LAST_LETTER_S: Final = 1.0
"""So long a letter on its way gets when the server stops; a supervisor kills after ten seconds."""


@dataclass(frozen=True, slots=True)
class Postman:
    """Puts letters into words and hands them over."""

    write: Callable[[Letter], Written]
    send: Callable[[Letter, Written], Answer]

    def round(self, database: Database) -> Counter[MailState]:
        """Send what waits; writes nothing to the database where nothing does."""
        if not has_work(database, _now()):
            return Counter()
        return deliver(database, write=self.write, send=self.send, clock=_now)


def letter_writer(settings: config.Settings) -> Writer:
    """Give who puts letters into words, with the operator's texts before ours."""
    return Writer(
        base_url=settings.base_url,
        contact=settings.contact,
        regions=read_regions(),
        overrides=paths.instance() / "mail",
    )


def hire(settings: config.Settings, writer: Writer) -> Postman:
    """Give the postman of the settings; `SettingError` where they do not say who takes letters."""
    return Postman(writer.write, _sending(settings))


def _sending(settings: config.Settings) -> Callable[[Letter, Written], Answer]:
    sender = Sender(address=settings.mail_from, host=settings.mail_host)
    server = read_mail_server(settings.smtp_url)
    if server is not None:
        return SmtpPost(server, sender).send
    if settings.demo or settings.smtp_url == config.FILES:
        return FilePost(paths.letters(), sender).send
    message = (
        "DIRECTORY_SMTP_URL is not set, so nobody could confirm an address or get back into an "
        "account; set it to the mail server, as smtp://user:password@host:587, or to "
        f"{config.FILES} to pick letters up in {paths.letters()} yourself."
    )
    raise config.SettingError(message)


class Rounds:
    """A postman's rounds in a thread of their own, for as long as a server runs."""

    def __init__(self, postman: Postman, database: Database, *, rest_s: float = _REST_S) -> None:
        """Take a database of its own: none is shared with whoever is forked from this process."""
        self._postman = postman
        self._rest_s = rest_s
        self._database = database
        self._over = Event()
        self._thread = Thread(target=self._run, name="postman", daemon=True)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self) -> None:
        """Let a letter on its way arrive if it takes no time, and go home."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(_LAST_LETTER_S)

    def _run(self) -> None:
        rest = self._rest_s
        while not self._over.wait(rest):
            try:
                self._postman.round(self._database)
            except Exception as fault:  # noqa: BLE001  (letters wait for the next round, whatever it was)
                rest = min(rest * 2, _LONGEST_REST_S)
                click.echo(
                    f"Letters were not sent ({type(fault).__name__}); "
                    f"trying again in {rest:g} seconds.",
                    err=True,
                )
            else:
                rest = self._rest_s


def _now() -> datetime:
    return datetime.now(UTC)
