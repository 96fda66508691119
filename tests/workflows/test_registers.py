import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import func, select, update

from directory.db import Database
from directory.domain.register_sampling import SAMPLE, SigningRefusal
from directory.domain.vocabulary import (
    ActorKind,
    CheckSource,
    Country,
    CredentialState,
    DeskTab,
    Profession,
    RegisterMatch,
)
from directory.models.accounts import AccountRole
from directory.models.credentials import CredentialCheck, Licence
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.desk import DeskItem
from directory.models.registers import RegisterBatch, RegisterLine
from directory.models.standings import Standing
from directory.queries.register_files import absent, open_differences
from directory.queries.registers import batch, batches, left_undone, lines, sample, status_words
from directory.workflows import register_carrying
from directory.workflows.acts import Act, Office
from directory.workflows.register_carrying import (
    CHUNK,
    carry_out,
    carry_out_signed,
    forget_lines,
)
from directory.workflows.register_signing import (
    NoSuchBatch,
    SigningRefused,
    mark_sample,
    refuse_register,
    sign_register,
)
from directory.workflows.registers import NotThisRegister, ReadAlready, read_register
from directory.workflows.verification import take_step
from tests import registers
from tests.clock import Clock
from tests.offices import OWNER, REVIEWER, SECOND_REVIEWER, SYSTEM
from tests.servers import ROOT

SESSION = 77


@dataclass(frozen=True, slots=True)
class Desk:
    """A reviewer with a register before them."""

    office: Office
    folder: Path
    batch_id: int

    def mark(self, *, agreed: bool | None = True) -> None:
        with self.office.act(REVIEWER) as act:
            mark_sample(act, self.batch_id, answers=dict.fromkeys(range(1_000), agreed))

    def sign(self, actor: object = REVIEWER) -> None:
        with self.office.act(actor) as act:  # type: ignore[arg-type]
            sign_register(act, self.batch_id, session_id=SESSION)

    def carry_out(self) -> dict[str, int]:
        return dict(carry_out_signed(self.office))


@pytest.fixture(autouse=True)
def proven(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let every session's proof be fresh, and note whose was spent."""
    spent: list[int] = []

    def spend(_: Act, session_id: int) -> None:
        spent.append(session_id)

    monkeypatch.setattr("directory.workflows.register_signing.spend_proof", spend)
    return spent


def read(office: Office, folder: Path, *given: str) -> Desk:
    done = registers.kept(office, folder, given)
    assert done.batch_id is not None
    return Desk(office, folder, done.batch_id)


def everyone(office: Office, folder: Path, count: int) -> Desk:
    registers.people(office.database, count)
    return read(office, folder, *map(registers.line, range(1, count + 1)))


def licences(database: Database) -> list[tuple[int, int | None, date | None]]:
    with database.reading() as connection:
        rows = connection.execute(
            select(Licence.practitioner_id, Licence.renews_id, Licence.expires).order_by(
                Licence.practitioner_id, Licence.expires
            )
        )
        return [(who, renews, ends) for who, renews, ends in rows]


def count(database: Database, what: object, *where: object) -> int:
    with database.reading() as connection:
        found = connection.scalar(select(func.count()).select_from(what).where(*where))  # type: ignore[arg-type]
    return found or 0


def said(database: Database, done: str) -> int:
    return count(database, LogEntry, LogEntry.leaf.like(f'%"act":"{done}"%'))


def test_a_signed_register_writes_a_check_a_line_and_extends_the_period(
    database: Database, office: Office, tmp_path: Path, clock: Clock, proven: list[int]
) -> None:
    desk = everyone(office, tmp_path, 3)
    assert said(database, "register_read") == 1
    assert len(licences(database)) == 3, "reading changes nothing"
    desk.mark()
    desk.sign()
    assert proven == [SESSION]
    assert (said(database, "register_sampled"), said(database, "register_signed")) == (1, 1)
    assert len(licences(database)) == 3, "signing itself is one entry"
    assert desk.carry_out() == {"extended": 3}
    assert [(who, renews is None, ends) for who, renews, ends in licences(database)] == [
        (number, first, ends)
        for number in (1, 2, 3)
        for first, ends in ((True, date(2027, 2, 28)), (False, registers.RENEWED_TO))
    ]
    with database.reading() as connection:
        checks = connection.execute(
            select(*CredentialCheck.__table__.columns).where(
                CredentialCheck.end_found == registers.RENEWED_TO
            )
        ).all()
        until = connection.scalars(select(Standing.licence_until)).all()
    assert len(checks) == 3
    for check in checks:
        assert (check.source, check.source_name) == (
            CheckSource.REGULATOR_REGISTER,
            registers.SOURCE,
        )
        assert (check.url, check.looked_on) == (registers.URL, registers.TAKEN)
        assert (check.reviewer_id, check.status_words) == (REVIEWER.account, "Active")
        assert check.reference.startswith("register.csv, line ")
    # Six months after the look, in Denver.
    assert {int(each) for each in until} == {int(date_to_seconds("2027-05-24T06:00:00+00:00"))}
    assert said(database, "check_extended") == 3
    assert desk.carry_out() == {}, "again nothing is done twice"
    with database.reading() as connection:
        view = batch(connection, desk.batch_id)
        assert view is not None
        assert (view.matched, view.done, view.is_open, view.stopped) == (3, 3, False, False)
        assert view.carried_out_at == clock()
        assert status_words(connection, desk.batch_id) == (("Active", 3),)
        assert batches(connection) == (view,)


def date_to_seconds(text: str) -> float:
    from datetime import datetime  # noqa: PLC0415

    return datetime.fromisoformat(text).timestamp()


def test_lines_that_differ_change_nothing_and_go_to_a_reviewer(
    database: Database, office: Office, tmp_path: Path
) -> None:
    registers.people(database, 7)
    with database.transaction() as session:
        session.execute(
            update(Licence).where(Licence.practitioner_id == 6).values(state="submitted")
        )
    given = [
        registers.line(1),
        registers.line(2, name="Sam Other"),
        registers.line(3, status="Suspended"),
        registers.line(4, expires="2026-11-01"),
        registers.line(5),
        registers.line(5),
        registers.line(6),
        registers.line(99),
        registers.line(7, number="§"),
    ]
    desk = read(office, tmp_path, *given)
    with database.reading() as connection:
        view = batch(connection, desk.batch_id)
        assert view is not None
        assert view.counts == {
            RegisterMatch.MATCHED: 1,
            RegisterMatch.NAME_DIFFERS: 1,
            RegisterMatch.NOT_ACTIVE: 1,
            RegisterMatch.ENDED: 1,
            RegisterMatch.TWICE: 2,
            RegisterMatch.NOT_VERIFIED: 1,
            RegisterMatch.NOT_HERE: 1,
            RegisterMatch.UNREADABLE: 1,
        }
        assert [name for _, name, _ in absent(connection, view)] == ["Ada Example7"]
        (unread,) = lines(connection, desk.batch_id, match=RegisterMatch.UNREADABLE)
        assert (unread.number, unread.fault, unread.person_key) == ("§", "number", "")
        assert open_differences(connection, range(1, 8)) == ()
    desk.mark()
    desk.sign()
    assert desk.carry_out() == {"extended": 1, "flagged": 5}
    assert len(licences(database)) == 8
    with database.reading() as connection:
        found = open_differences(connection, range(1, 8))
        assert sorted(each.practitioner_id for each in found) == [2, 3, 4, 5, 5]
        on_the_desk = connection.scalars(
            select(DeskItem.practitioner_id)
            .where(DeskItem.tab == DeskTab.TO_CHECK, DeskItem.flags.contains("register_differs"))
            .order_by(DeskItem.practitioner_id)
        ).all()
        assert on_the_desk == [2, 3, 4, 5]
        flagged = connection.scalars(
            select(LogPrivate.practitioner_id)
            .join(LogEntry, LogEntry.seq == LogPrivate.seq)
            .where(LogEntry.leaf.like('%"act":"flag_raised"%'))
            .order_by(LogPrivate.practitioner_id)
        ).all()
    assert flagged == [2, 3, 4, 5, 5]
    with database.transaction() as session:
        session.get_one(Licence, 200).bars_needling = "yes"  # type: ignore[assignment]
    with database.reading() as connection:
        left = {each.practitioner_id for each in open_differences(connection, range(1, 8))}
    assert left == {3, 4, 5}, "whoever acts on a licence takes it off"


def test_what_changed_after_the_file_was_read_is_left_to_a_reviewer(
    database: Database, office: Office, tmp_path: Path
) -> None:
    desk = everyone(office, tmp_path, 3)
    with database.transaction() as session:
        session.get_one(Licence, 200).state = CredentialState.SUSPENDED
        session.delete(session.get_one(Licence, 300))
    desk.mark()
    desk.sign()
    assert desk.carry_out() == {"extended": 1, "left": 1}
    with database.reading() as connection:
        undone = left_undone(connection, desk.batch_id)
    assert [(each.practitioner_id, each.fault) for each in undone] == [
        (2, "stale"),
        (None, "failed"),
    ]


def test_nobody_extends_their_own_licence(
    database: Database, office: Office, tmp_path: Path
) -> None:
    desk = everyone(office, tmp_path, 2)
    with database.transaction() as session:
        session.execute(
            update(Licence.metadata.tables["practitioner"])
            .where(Licence.metadata.tables["practitioner"].c.id == 2)
            .values(account_id=REVIEWER.account)
        )
    desk.mark()
    desk.sign()
    assert desk.carry_out() == {"extended": 1, "left": 1}
    with database.reading() as connection:
        assert [each.fault for each in left_undone(connection, desk.batch_id)] == ["own_file"]


def test_the_sample_has_to_be_right_before_anybody_signs(
    database: Database, office: Office, tmp_path: Path, clock: Clock
) -> None:
    desk = everyone(office, tmp_path, SAMPLE + 2)
    with database.reading() as connection:
        assert len(sample(connection, desk.batch_id)) == SAMPLE

    def refused(actor: object = REVIEWER) -> SigningRefusal:
        with pytest.raises(SigningRefused) as why:
            desk.sign(actor)
        return why.value.refusal

    assert refused() is SigningRefusal.SAMPLE_OPEN
    desk.mark(agreed=False)
    assert refused() is SigningRefusal.SAMPLE_FAILED
    desk.mark()
    assert refused(OWNER) is SigningRefusal.NOT_YOUR_PART
    clock.forward(timedelta(days=14))
    assert refused() is SigningRefusal.TOO_OLD
    clock.forward(timedelta(days=-14))
    desk.sign()
    assert refused(SECOND_REVIEWER) is SigningRefusal.SETTLED
    with pytest.raises(SigningRefused), office.act(REVIEWER) as act:
        refuse_register(act, desk.batch_id)
    with pytest.raises(NoSuchBatch), office.act(REVIEWER) as act:
        refuse_register(act, 1)


def test_a_refused_file_extends_nobody_and_can_be_read_again(
    database: Database, office: Office, tmp_path: Path
) -> None:
    desk = everyone(office, tmp_path, 2)
    with pytest.raises(ReadAlready) as again:
        registers.kept(office, tmp_path, map(registers.line, (1, 2)))
    assert again.value.batch_id == desk.batch_id
    with office.act(REVIEWER) as act:
        refuse_register(act, desk.batch_id)
    assert desk.carry_out() == {}
    with pytest.raises(SigningRefused):
        desk.sign()
    assert len(licences(database)) == 2
    assert registers.kept(office, tmp_path, map(registers.line, (1, 2))).batch_id is not None


def test_a_rehearsal_keeps_nothing_and_counts_the_same(
    database: Database, office: Office, tmp_path: Path
) -> None:
    registers.people(database, 2)
    file = registers.write(tmp_path, [registers.line(1), registers.line(9)])
    done = read_register(office, registers.register(file), actor=SYSTEM, dry_run=True)
    assert done.batch_id is None
    assert done.counts == {RegisterMatch.MATCHED: 1, RegisterMatch.NOT_HERE: 1}
    assert count(database, RegisterBatch) == count(database, LogEntry) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rows": ()}, "no line"),
        ({"looked_on": date(2026, 11, 25)}, "not come yet"),
        ({"looked_on": date(2026, 11, 9)}, "older than 14 days"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"source_name": " "}, "Name the register"),
    ],
)
def test_what_is_said_of_a_file_has_to_hold(
    office: Office, tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    file = registers.write(tmp_path, [registers.line(1)])
    with pytest.raises(NotThisRegister, match=words):
        read_register(office, registers.register(file, **changes), actor=SYSTEM)


def test_the_words_of_a_board_and_its_place_are_asked_for(
    database: Database, office: Office, tmp_path: Path
) -> None:
    registers.people(database, 1)
    file = registers.write(tmp_path, [registers.line(1, status="Independent Practice")])
    given = registers.register(file)
    done = read_register(office, given, actor=SYSTEM, dry_run=True)
    assert done.counts == {RegisterMatch.NOT_ACTIVE: 1}
    words = ["independent practice"]
    done = read_register(office, given, actor=SYSTEM, active=words, dry_run=True)
    assert done.counts == {RegisterMatch.MATCHED: 1}
    elsewhere = registers.register(file, key=(Country.US, "WY", Profession.PHYSICAL_THERAPIST))
    done = read_register(office, elsewhere, actor=SYSTEM, dry_run=True)
    assert done.counts == {RegisterMatch.NOT_HERE: 1}


def test_who_reviews_no_more_has_signed_nothing_further_and_another_may(
    database: Database, office: Office, tmp_path: Path
) -> None:
    desk = everyone(office, tmp_path, 1)
    desk.mark()
    desk.sign()
    with database.transaction() as session:
        role = session.get_one(AccountRole, (REVIEWER.account, ActorKind.REVIEWER))
        session.delete(role)
    assert desk.carry_out() == {}
    assert carry_out(office, desk.batch_id, signer=REVIEWER.account or 0) == {}
    with database.reading() as connection:
        view = batch(connection, desk.batch_id)
    assert view is not None
    assert (view.stopped, view.is_open) == (True, True)
    desk.sign(SECOND_REVIEWER)
    assert desk.carry_out() == {"extended": 1}


def test_one_licence_that_fails_keeps_no_other_from_its_own(
    database: Database, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = everyone(office, tmp_path, 4)
    desk.mark()
    desk.sign()
    real = take_step

    def fails(act: Act, kind: object, *, credential_id: int, decision: object) -> object:
        if credential_id == 300:
            raise RuntimeError("the database is ill")
        return real(act, kind, credential_id=credential_id, decision=decision)  # type: ignore[arg-type]

    monkeypatch.setattr(register_carrying, "take_step", fails)
    assert desk.carry_out() == {"extended": 3, "failed": 1}
    assert said(database, "check_extended") == 3
    with database.reading() as connection:
        assert [each.practitioner_id for each in left_undone(connection, desk.batch_id)] == [3]


def test_what_files_said_of_people_is_emptied_in_time(
    database: Database, office: Office, tmp_path: Path, clock: Clock
) -> None:
    desk = everyone(office, tmp_path, 2)
    desk.mark()
    desk.sign()
    desk.carry_out()
    clock.forward(timedelta(days=89))
    assert forget_lines(office) == 0
    clock.forward(timedelta(days=1))
    assert forget_lines(office) == 2
    assert forget_lines(office) == 0
    with database.reading() as connection:
        kept = connection.execute(select(RegisterLine.name, RegisterLine.match)).all()
    assert kept == [("", RegisterMatch.MATCHED)] * 2


KILLED: Final = f"""
import os, signal
from directory.cli.upkeep import upkeep
from directory.workflows import register_carrying

real, steps = register_carrying.take_step, iter(range({CHUNK + 5}))


def take_step(*given, **more):
    if next(steps, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **more)


register_carrying.take_step = take_step
upkeep([])
"""
"""Upkeep that dies in the middle of the second chunk."""


def test_killed_in_the_middle_it_goes_on_and_does_nothing_twice(
    database: Database, office: Office, tmp_path: Path, clock: Clock
) -> None:
    # The command reads the machine's clock; the file is signed by the same.
    clock.at = clock.at.now(clock.at.tzinfo)
    people = 2 * CHUNK + 5
    registers.people(database, people)
    given = map(registers.line, range(1, people + 1))
    file = registers.register(registers.write(tmp_path, given), looked_on=clock.at.date())
    batch_id = read_register(office, file, actor=SYSTEM).batch_id
    assert batch_id is not None
    desk = Desk(office, tmp_path, batch_id)
    desk.mark()
    desk.sign()

    def done() -> int:
        return count(database, RegisterLine, RegisterLine.done_at.is_not(None))

    environment = {
        "DIRECTORY_MODE": "production",
        "DIRECTORY_INSTANCE": str(tmp_path / "instance"),
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "SECRET_KEY": "only for tests, and long enough for them",
        "DIRECTORY_LOG_KEY": str(tmp_path / "log-key.pem"),
        "DIRECTORY_EVIDENCE": str(tmp_path / "evidence"),
    }
    died = subprocess.run(  # noqa: S603  (the program above)
        [sys.executable, "-c", KILLED], cwd=ROOT, env={**os.environ, **environment}, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert done() == CHUNK, "what was begun and not ended has not happened"
    assert said(database, "check_extended") == done(), "what is done is in the log, and no more"
    assert desk.carry_out() == {"extended": people - CHUNK}
    assert done() == said(database, "check_extended") == people
    assert len(licences(database)) == 2 * people
    ends = CredentialCheck.end_found == registers.RENEWED_TO
    assert count(database, CredentialCheck, ends) == people
