"""Reminders as they are written: once, whoever runs them, killed, skipped, or twice at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from directory.adapters.place_files import read_regions
from directory.db import Database
from directory.domain.mailing import Letter
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialState, HeadNeck, ReminderKind
from directory.letters.known import LETTERS
from directory.letters.writing import Writer
from directory.models.accounts import Account
from directory.models.credentials import Licence
from directory.models.decision_log import LogEntry
from directory.models.listings import Reminder
from directory.models.mail import Mail
from directory.models.practitioners import Practitioner
from directory.queries.reminders import Ladder, ladders
from directory.workflows.acts import Act, Office
from directory.workflows.mail import tell
from directory.workflows.reminding import remind
from tests.clock import START, Clock
from tests.factories import CONFIRMED_ON, LICENCE_EXPIRES, person
from tests.offices import OWNER, SYSTEM

_NOWHERE = Path("nowhere")
DUE = CONFIRMED_ON + timedelta(days=90)
NOON = timedelta(hours=19)
"""In UTC, so that it is noon in Denver."""


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + NOON


@pytest.fixture
def listed(database: Database, office: Office) -> int:  # noqa: ARG001  (it opens the accounts)
    """Write somebody with a listing of their own, long enough on file."""
    with database.transaction() as session:
        made = person(session, number=7, at=START - timedelta(days=300))
        made.account_id = OWNER.account
        return made.id


def letters(database: Database) -> list[tuple[str, dict[str, Any]]]:
    with database.reading() as connection:
        rows = connection.execute(select(Mail.template, Mail.params).order_by(Mail.queued_at))
        return [(row.template, json.loads(row.params)) for row in rows]


def names(database: Database) -> list[str]:
    return [template for template, _ in letters(database)]


def rows(database: Database, kind: ReminderKind) -> dict[int, bool]:
    with database.reading() as connection:
        found = connection.execute(
            select(Reminder.step, Reminder.sent).where(Reminder.kind == kind)
        )
        return {row.step: row.sent for row in found}


def written(params: dict[str, Any], template: str) -> str:
    writer = Writer(
        base_url="https://find.example", contact="", regions=read_regions(), overrides=_NOWHERE
    )
    letter = Letter(
        template=template,
        language="en",
        params=params,
        to_address="ana@clinic.example",
        message_id="1",
        queued_at=START,
    )
    said = writer.write(letter)
    return f"{said.subject}\n\n{said.body}"


@pytest.mark.usefixtures("listed")
def test_an_owner_is_asked_whether_all_is_still_correct_until_they_say_so(
    database: Database, office: Office, clock: Clock
) -> None:
    with database.transaction() as session:
        session.execute(update(Licence).values(expires=None))
    for step, sent in ((-15, 0), (-14, 1), (-13, 0), (-3, 1), (0, 1), (13, 0), (14, 1), (275, 0)):
        clock.at = at(DUE + timedelta(days=step))
        assert remind(office)["sent"] == sent, step
        assert remind(office)["sent"] == 0, step
    clock.at = at(DUE + timedelta(days=276))
    assert remind(office)["sent"] == 1
    assert names(database) == ["still_correct"] * 4 + ["hidden_unconfirmed"]
    told = [params for _, params in letters(database)]
    assert [params.get("known") for params in told] == ["2027-02-10"] * 3 + ["", None]
    assert {params["new_patients"] for params in told} == {"yes"}
    assert len({params["token"] for params in told}) == 5
    assert set(told[0]) == set(LETTERS["still_correct"])
    assert set(told[4]) == set(LETTERS["hidden_unconfirmed"])
    first = written(told[0], "still_correct")
    assert "Example Clinic, 100 Example Street, Denver, CO 80202 · +1 303-555-0100" in first
    assert "If we hear nothing by February 10, 2027, patients will read" in first
    assert f"https://find.example/listing/still-correct?token={told[0]['token']}" in first
    with database.reading() as connection:
        acts = connection.scalar(
            select(func.count()).where(LogEntry.leaf.contains('"act":"reminded"'))
        )
    assert acts == 5


@pytest.mark.usefixtures("listed")
def test_the_end_of_a_licence_is_announced_and_then_told(
    database: Database, office: Office, clock: Clock
) -> None:
    with database.transaction() as session:
        session.get_one(Practitioner, 7).attested_on = LICENCE_EXPIRES
    steps = (-90, -60, -30, -14, -7, -1, 1)
    for step in steps:
        clock.at = at(LICENCE_EXPIRES + timedelta(days=step))
        assert remind(office)["sent"] == 1, step
        assert remind(office)["sent"] == 0, step
    assert rows(database, ReminderKind.LICENCE) == dict.fromkeys(steps, True)
    assert names(database)[:6] == ["expiry_soon"] * 6
    _, told = letters(database)[0]
    assert set(told) == set(LETTERS["expiry_soon"])
    said = written(told, "expiry_soon")
    assert "The last day of your license is February 28, 2027" in said
    assert "Colorado · PTL.0000007" in said
    assert "/licences" in said


def test_who_is_hidden_by_an_end_is_told_since_when_and_how_to_come_back(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    ends = date(2026, 12, 5)
    with database.transaction() as session:
        session.get_one(Licence, 700).expires = ends
    with office.act(SYSTEM) as act:
        act.judge(listed)
    # The day has not ended in Denver, where it has in UTC.
    clock.at = datetime(2026, 12, 6, 6, 59, tzinfo=UTC)
    remind(office)
    clock.at = datetime(2026, 12, 6, 7, 1, tzinfo=UTC)
    assert remind(office)["sent"] == 1
    template, told = letters(database)[-1]
    assert template == "listing_hidden"
    said = written(told, template)
    assert "Your listing has been hidden from patients since December 6, 2026" in said
    assert "Your listing comes back as soon as" in said


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        (CredentialState.DRAFT, ("expiry_soon", ""), ("listing_hidden", "")),
        (CredentialState.SUBMITTED, None, ("listing_hidden", "checking")),
        (CredentialState.DEFERRED, None, ("listing_hidden", "checking")),
        (CredentialState.QUERIED, ("expiry_soon", "asked"), ("listing_hidden", "asked")),
        (CredentialState.VERIFIED, None, None),
        (CredentialState.REFUSED, ("expiry_soon", ""), ("listing_hidden", "")),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("listed")
def test_a_renewal_changes_what_there_is_to_say(
    database: Database,
    office: Office,
    clock: Clock,
    state: CredentialState,
    before: tuple[str, str] | None,
    after: tuple[str, str] | None,
) -> None:
    with database.transaction() as session:
        session.get_one(Practitioner, 7).attested_on = LICENCE_EXPIRES
        old = session.get_one(Licence, 700)
        values = {
            column.key: getattr(old, column.key)
            for column in Licence.__table__.columns
            if column.key not in {"id", "renews_id", "state", "expires", "version"}
        }
        renewal = Licence(
            id=701,
            renews_id=700,
            state=state,
            expires=date(2029, 2, 28),
            **values | {"appeal": Appeal.NONE},
        )
        session.add(renewal)
    for step, expected in ((-7, before), (1, after)):
        clock.at = at(LICENCE_EXPIRES + timedelta(days=step))
        assert remind(office)["sent"] == (0 if expected is None else 1), step
        if expected is not None:
            template, told = letters(database)[-1]
            assert (template, told["renewal"]) == expected


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nobody_is_written_to_who_left_or_has_no_account_that_is_open(
    database: Database, office: Office, clock: Clock, listed: int
) -> None:
    clock.at = at(DUE)
    hidden: list[Any] = [
        lambda session: session.execute(update(Practitioner).values(left_at=clock.at)),
        lambda session: session.execute(update(Practitioner).values(left_at=None, account_id=None)),
        lambda session: (
            session.execute(update(Practitioner).values(account_id=OWNER.account))
            and session.execute(update(Account).values(disabled_at=clock.at))
        ),
        lambda session: session.execute(
            update(Account).values(disabled_at=None, closed_at=clock.at)
        ),
    ]
    for change in hidden:
        with database.transaction() as session:
            change(session)
        assert remind(office) == {}
    with database.transaction() as session:
        session.execute(update(Account).values(closed_at=None))
        # Who has paused is not asked, but hears of the end of a licence.
        session.execute(update(Practitioner).values(published=False))
    assert remind(office) == {"sent": 1}
    assert names(database) == ["expiry_soon"]
    assert listed == 7


@pytest.mark.usefixtures("listed")
def test_two_at_once_write_each_letter_once(
    database: Database, office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        for number in range(20, 26):
            person(session, number=number, at=START - timedelta(days=300), head_neck=HeadNeck.YES)
            session.get_one(Practitioner, number).account_id = OWNER.account
    clock.at = at(DUE)
    meeting = Barrier(2, timeout=60)

    def wait(
        connection: Connection, kind: ReminderKind, *, at: datetime, after: int
    ) -> tuple[Ladder, ...]:
        # Both look up the same people before either writes to one of them.
        found = ladders(connection, kind, at=at, after=after)
        meeting.wait()
        return found

    monkeypatch.setattr("directory.workflows.reminding.ladders", wait)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: remind(office), range(2)))
    assert sum(each["sent"] for each in done) == 14
    assert sum(each["failed"] for each in done) == 0
    assert sorted(names(database)) == ["expiry_soon"] * 7 + ["still_correct"] * 7


@pytest.mark.usefixtures("listed")
def test_killed_between_the_letter_and_its_note_nothing_is_lost_or_doubled(
    database: Database, office: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.at = at(DUE)

    class Killed(BaseException):
        """The process is no more."""

    def die(act: Act, number: int, *, template: str, **told: str) -> None:
        tell(act, number, template=template, **told)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("directory.workflows.reminding.tell", die)
        for _ in range(2):
            with pytest.raises(Killed):
                remind(office)
            assert names(database) == []
            assert rows(database, ReminderKind.STILL_CORRECT) == {}
    assert remind(office)["sent"] == 2
    assert rows(database, ReminderKind.STILL_CORRECT) == {-14: False, -3: False, 0: True}


@pytest.mark.usefixtures("listed")
def test_one_that_fails_keeps_nobody_else_from_theirs(
    database: Database,
    office: Office,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock.at = at(DUE)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ana@clinic.example")

    with monkeypatch.context() as patched:
        patched.setattr("directory.workflows.reminding.make_link", fail)
        assert remind(office) == {"failed": 1, "sent": 1}
    assert "ana@" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert remind(office) == {"sent": 1}
    assert sorted(names(database)) == ["expiry_soon", "still_correct"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("listed")
def test_skipped_for_a_month_or_with_a_clock_gone_back_one_letter_stands_for_all(
    database: Database, office: Office, clock: Clock
) -> None:
    with database.transaction() as session:
        session.get_one(Practitioner, 7).attested_on = LICENCE_EXPIRES
    clock.at = at(LICENCE_EXPIRES - timedelta(days=45))
    assert remind(office) == {"sent": 1}
    clock.at = at(LICENCE_EXPIRES - timedelta(days=10))
    assert remind(office) == {"sent": 1}
    assert rows(database, ReminderKind.LICENCE) == {-90: False, -60: True, -30: False, -14: True}
    clock.at = at(LICENCE_EXPIRES - timedelta(days=40))
    assert remind(office) == {}
    clock.at = at(LICENCE_EXPIRES + timedelta(days=30))
    assert remind(office) == {"sent": 1}
    assert rows(database, ReminderKind.LICENCE)[1] is True
