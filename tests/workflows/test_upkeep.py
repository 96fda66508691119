"""Upkeep: every job once, twice at once, and with one that fails."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from directory.adapters.evidence_store import EvidenceStore
from directory.db import Database
from directory.domain.vocabulary import CredentialState, LinkPurpose, MailState
from directory.models.accounts import Account
from directory.models.base import Base
from directory.models.credentials import Training
from directory.models.mail import Mail
from directory.models.sessions import (
    AccountSession,
    KnownDevice,
    LimitWindow,
    OneTimeLink,
    UsedChallenge,
)
from directory.workflows import resuming
from directory.workflows.accounts.links import make_link
from directory.workflows.acts import Office
from directory.workflows.mail import queue
from directory.workflows.purging import purge
from directory.workflows.resuming import resume
from directory.workflows.upkeep import Done, Job, jobs, keep_up
from tests.clock import START, Clock
from tests.factories import person
from tests.offices import OWNER, SYSTEM


def rows(database: Database, table: type[Base]) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_what_is_over_goes_and_what_is_not_stays(
    database: Database, office: Office, clock: Clock
) -> None:
    assert OWNER.account is not None
    with office.act(SYSTEM) as act:
        make_link(act, LinkPurpose.RECOVER, email="a@people.example")
        make_link(act, LinkPurpose.STILL_CORRECT, email="a@people.example")
        for number, life in enumerate((1, 3)):
            ends = act.at + timedelta(hours=life)
            act.session.add_all(
                [
                    UsedChallenge(challenge_hash=f"{number}", ends_at=ends),
                    LimitWindow(kind="a", key_hash=f"{number}", tried=1, ends_at=ends),
                    KnownDevice(account_id=OWNER.account, token_hash=f"{number}", ends_at=ends),
                    AccountSession(
                        id=number,
                        account_id=OWNER.account,
                        token_hash=f"{number}",
                        opened_by="passkey",
                        device="",
                        opened_at=act.at,
                        seen_at=act.at,
                        ends_at=ends,
                        proven_at=act.at,
                        proof="passkey",
                        proof_spent=False,
                    ),
                ]
            )
    clock.forward(timedelta(hours=1))
    assert purge(office) == {
        "links": 1, "challenges": 1, "windows": 1, "sessions": 1, "devices": 1,
    }  # fmt: skip
    assert purge(office) == {}
    for table in (OneTimeLink, UsedChallenge, LimitWindow, AccountSession, KnownDevice):
        assert rows(database, table) == 1, table


@pytest.mark.parametrize(
    ("state", "closed", "days"),
    [
        (MailState.SENT, False, 90),
        (MailState.FAILED, False, 30),
        (MailState.UNSURE, False, 30),
        (MailState.FAILED, True, 7),
        (MailState.UNSURE, True, 7),
        (MailState.WAITING, True, None),
        (MailState.CLAIMED, False, None),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letters_address_is_kept_no_longer_than_it_serves(
    database: Database,
    office: Office,
    clock: Clock,
    *,
    state: MailState,
    closed: bool,
    days: int | None,
) -> None:
    with office.act(SYSTEM) as act:
        queue(act, to_address="a@people.example", template="x", account_id=OWNER.account)
        act.session.flush()
        act.session.execute(update(Mail).values(state=state))
        if closed:
            act.session.execute(update(Account).values(closed_at=act.at))
    clock.forward(timedelta(days=1000 if days is None else days) - timedelta(hours=1))
    assert purge(office) == {}
    clock.forward(timedelta(hours=1))
    assert purge(office) == ({} if days is None else {"letters": 1})
    assert rows(database, Mail) == (1 if days is None else 0)


@pytest.fixture
def deferred(database: Database, office: Office) -> date:  # noqa: ARG001  (it opens the accounts)
    """Put the training of two people off to a day; gives it."""
    day = START.date() + timedelta(days=5)
    with database.transaction() as session:
        for number in (7, 8):
            person(session, number=number)
        session.execute(update(Training).values(state=CredentialState.DEFERRED, deferred_until=day))
    return day


def states(database: Database) -> list[CredentialState]:
    with database.reading() as connection:
        return list(connection.scalars(select(Training.state)))


def test_what_was_put_off_is_taken_up_on_its_day(
    database: Database, office: Office, clock: Clock, deferred: date
) -> None:
    assert deferred > clock().date()
    assert resume(office) == {}
    clock.forward(timedelta(days=5))
    assert resume(office) == {"resumed": 2}
    assert states(database) == [CredentialState.SUBMITTED] * 2
    assert resume(office) == {}


@pytest.mark.usefixtures("deferred")
def test_two_at_once_take_up_each_once(
    database: Database, office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.forward(timedelta(days=5))
    # Both have looked before either acts: what they go by is old.
    monkeypatch.setattr(resuming, "_deferred", _once_each([7, 8]))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: resume(office), range(2)))
    assert sum(each.get("resumed", 0) for each in done) == 2
    assert not any(each.get("failed") for each in done)
    assert states(database) == [CredentialState.SUBMITTED] * 2


def _once_each(found: list[int]) -> object:
    def deferred(_office: Office, kind: str, *, after: int, **_: object) -> list[int]:
        return found if kind == "training" and after < 0 else []

    return deferred


def test_every_job_is_done_and_says_so_and_twice_there_is_nothing_left(
    office: Office, tmp_path: Path, clock: Clock, deferred: date
) -> None:
    assert deferred > clock().date()
    clock.forward(timedelta(days=5))
    store = EvidenceStore(tmp_path / "evidence")
    first = {done.name: dict(done.counts) for done in keep_up(jobs(office, store))}
    assert first["put-off checks"] == {"resumed": 2}
    assert len(first) == len(jobs(office, store))
    again = list(keep_up(jobs(office, store)))
    assert not any(done.counts or done.failed for done in again)


def test_a_job_that_fails_leaves_the_others_theirs(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Mapping[str, int]:
        raise ValueError("ana@clinic.example")

    found = list(keep_up((Job("a", fail), Job("b", lambda: {"sent": 2, "none": 0}))))
    assert found == [Done("a", {}, "ValueError"), Done("b", {"sent": 2})]
    assert [done.failed for done in found] == [True, False]
    assert Done("c", {"failed": 1}).failed
    assert "ana@" not in caplog.text
