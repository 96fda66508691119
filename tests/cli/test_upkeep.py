"""`upkeep`, as an operator types it, kills it, and lets the server do it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from directory import config
from directory.cli.upkeep import HourlyUpkeep
from directory.cli.upkeep import upkeep as command
from directory.db import Database
from directory.models.listings import Reminder
from directory.models.mail import Mail
from tests.factories import person
from tests.offices import OWNER, open_accounts
from tests.servers import ROOT

PEOPLE, BEFORE = 12, 5
PATIENCE_S = 300
JOBS = (
    "reminders",
    "put-off checks",
    "claims",
    "left listings",
    "evidence",
    "registers",
    "register lines",
    "reports",
    "samples",
    "imports",
    "confirmed by time",
    "proposed steps",
    "the desk",
    "what is over",
)


@pytest.fixture
def unconfirmed(database: Database) -> datetime:
    """Write people whose last confirmation is 90 days old, by the clock of the machine."""
    now = datetime.now(UTC)
    last = (now - timedelta(days=89)).date()
    with database.transaction() as session:
        open_accounts(session, OWNER, at=now)
        for number in range(1, PEOPLE + 1):
            made = person(
                session,
                number=number,
                at=now - timedelta(days=200),
                attested_on=last,
                licence_expires=None,
            )
            made.account_id = OWNER.account
    return now


def letters(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(Mail)) or 0


def sent(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).where(Reminder.sent)) or 0


KILLED: Final = f"""
import os, signal
from directory.cli.upkeep import upkeep
from directory.workflows import reminding

told, letters = reminding.tell, iter(range({BEFORE}))


def tell(*given, **more):
    told(*given, **more)
    if next(letters, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)


reminding.tell = tell
upkeep([])
"""
"""Upkeep that dies in the middle of an act, after so many."""


@pytest.mark.usefixtures("unconfirmed")
def test_killed_in_the_middle_and_run_again_everybody_has_one_letter(
    database: Database, environment: Mapping[str, str]
) -> None:
    died = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-c", KILLED], cwd=ROOT, env={**os.environ, **environment}, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert letters(database) == sent(database) == BEFORE
    run = CliRunner().invoke(command, env=dict(environment))
    assert run.exit_code == 0, run.output
    said = dict(line.split(": ", 1) for line in run.output.splitlines())
    assert tuple(said) == JOBS
    assert said["reminders"] == f"{PEOPLE - BEFORE} sent"
    assert letters(database) == sent(database) == PEOPLE
    again = CliRunner().invoke(command, env=dict(environment))
    assert again.output == "".join(f"{name}: nothing to do\n" for name in JOBS)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("unconfirmed")
def test_what_cannot_be_done_is_said_and_is_no_success(
    database: Database, environment: Mapping[str, str], tmp_path: Path
) -> None:
    # A key that cannot be read: no entry can be written, and no letter goes without one.
    keyless = {**environment, "DIRECTORY_LOG_KEY": str(tmp_path)}
    run = CliRunner().invoke(command, env=keyless)
    assert run.exit_code == 1
    assert f"reminders: {PEOPLE} failed\n" in run.output
    assert "what is over: nothing to do\n" in run.output
    assert "Run it again" in run.output
    assert letters(database) == sent(database) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("unconfirmed")
def test_a_server_does_it_by_itself_and_stops_when_it_is_told(
    database: Database, environment: Mapping[str, str]
) -> None:
    hourly = HourlyUpkeep(config.load(environment), first_s=0, every_s=3_600)
    hourly.begin()
    end = time.monotonic() + PATIENCE_S
    while letters(database) < PEOPLE and time.monotonic() < end:
        time.sleep(0.01)
    hourly.end()
    assert letters(database) == sent(database) == PEOPLE
