"""`people add-admin`, as an operator types it."""

import json
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from directory.adapters.post_files import kept_letters
from directory.cli.people import people as command
from directory.db import Database
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, MailState
from directory.models.accounts import Account
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.mail import Mail
from tests.clock import START
from tests.mail_servers import mail_server
from tests.offices import open_accounts
from tests.servers import free_port

ANA = "ana@clinic.example"
ADMINISTRATOR = Actor(ActorKind.ADMINISTRATOR, 9_500)


class Runs(Protocol):
    def __call__(self, *arguments: str, **environment: str) -> Result: ...


@pytest.fixture
def runs(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setenv("DIRECTORY_INSTANCE", environment["DIRECTORY_INSTANCE"])

    def run(*arguments: str, **more: str) -> Result:
        return CliRunner().invoke(command, arguments, env={**environment, **more})

    return run


def states(database: Database) -> list[MailState]:
    with database.reading() as connection:
        return list(connection.scalars(select(Mail.state)))


def test_a_demonstration_says_in_which_file_the_invitation_is_and_not_what_is_in_it(
    runs: Runs, database: Database, environment: dict[str, str]
) -> None:
    done = runs("add-admin", "Ana@Clinic.example", DIRECTORY_MODE="demo")
    assert done.exit_code == 0, done.output
    folder = Path(environment["DIRECTORY_INSTANCE"]) / "mail-out"
    assert done.output == (
        f"An invitation is on its way to {ANA}. Its link works once, within 7 days.\n"
        f"Letters are files here: look for the newest one in {folder}.\n"
    )
    (letter,) = kept_letters(folder, limit=9)
    assert letter.to_address == ANA
    assert "/account/join?token=" in letter.body
    with database.reading() as connection:
        (leaf,) = connection.scalars(select(LogEntry.leaf))
        (actor,) = connection.scalars(select(LogPrivate.actor_kind))
        assert not connection.scalars(select(Account.id)).all()
    assert json.loads(leaf)["act"] == DecisionAct.INVITED
    assert actor == ActorKind.SYSTEM


def test_an_invitation_leaves_by_the_mail_server_of_the_settings(
    runs: Runs, database: Database
) -> None:
    with mail_server() as server:
        done = runs("add-admin", ANA, DIRECTORY_SMTP_URL=server.url)
        assert [message["To"] for message in server.messages()] == [ANA]
    assert done.output == (
        f"An invitation is on its way to {ANA}. Its link works once, within 7 days.\n"
    )
    assert states(database) == [MailState.SENT]


def test_a_letter_that_does_not_leave_is_said_so_and_waits(runs: Runs, database: Database) -> None:
    nobody = f"smtp://127.0.0.1:{free_port()}?tls=off"
    done = runs("add-admin", ANA, DIRECTORY_SMTP_URL=nobody)
    assert done.exit_code == 1
    assert "`mail send` tries again" in done.stderr
    assert states(database) == [MailState.WAITING]


def test_without_a_mail_server_nothing_is_begun(runs: Runs, database: Database) -> None:
    done = runs("add-admin", ANA, DIRECTORY_SMTP_URL="")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: DIRECTORY_SMTP_URL is not set, ")
    assert not states(database)


def test_an_address_that_is_none_is_refused(runs: Runs, database: Database) -> None:
    done = runs("add-admin", "ana", DIRECTORY_SMTP_URL="files")
    assert done.exit_code == 1
    assert done.stderr == "Error: 'ana' is no e-mail address; write it as name@example.org.\n"
    assert not states(database)


def test_whoever_administers_or_is_locked_is_not_invited(runs: Runs, database: Database) -> None:
    with database.transaction() as session:
        open_accounts(session, ADMINISTRATOR, at=START)
        session.flush()
        session.get_one(Account, ADMINISTRATOR.account).email = ANA
    done = runs("add-admin", ANA, DIRECTORY_SMTP_URL="files")
    assert (done.exit_code, done.stderr) == (1, f"Error: {ANA} is an administrator already.\n")
    with database.transaction() as session:
        session.get_one(Account, ADMINISTRATOR.account).disabled_at = START
    done = runs("add-admin", ANA, DIRECTORY_SMTP_URL="files")
    assert done.stderr.startswith(f"Error: The account of {ANA} is locked; ")
    assert not states(database)
