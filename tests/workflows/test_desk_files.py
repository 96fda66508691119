from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from directory.db import Database
from directory.domain.desk_files import DeskSettings, FileRefusal
from directory.domain.desk_search import Search, Whose
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialState, DeskTab
from directory.models.credentials import Licence
from directory.models.decision_log import LogEntry
from directory.models.practitioners import Practitioner
from directory.queries.desk import counts, page, read_after
from directory.queries.desk_files import file_of, reviewers, settings_of
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.desk_files import (
    FileRefused,
    assign,
    keep_settings,
    next_oldest,
    open_file,
    put_off,
    reassign,
)
from tests.clock import Clock
from tests.factories import person
from tests.offices import REVIEWER, SECOND_REVIEWER, SYSTEM

ANA, BEN = REVIEWER, SECOND_REVIEWER
DAY = timedelta(days=1)
TAB = DeskTab.CHANGED


@pytest.fixture(autouse=True)
def three(office: Office) -> None:
    """Let three people have sent their licences, one after the other."""
    with office.act(SYSTEM) as act:
        for number in (1, 2, 3):
            person(act.session, number=number)
        act.session.flush()
        for number in (1, 2, 3):
            wait(act, number, since=act.at - (4 - number) * DAY)


def wait(act: Act, number: int, **values: object) -> None:
    since = values.pop("since", act.at)
    act.session.execute(
        update(Licence)
        .where(Licence.practitioner_id == number)
        .values(**({"state": CredentialState.SUBMITTED, "state_since": since} | values))
    )
    act.log(DecisionAct.EDITED, Subject(practitioner_id=number))


def refused(why: FileRefusal) -> pytest.RaisesExc[FileRefused]:
    return pytest.raises(FileRefused, match=why.value)


def entries(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(LogEntry.seq)).all())


def listed(office: Office, search: Search | None = None) -> list[int | None]:
    with office.database.reading() as connection:
        found = page(
            connection,
            search or Search(tab=TAB),
            account_id=ANA.account or 0,
            at=office.now(),
        )
    return [row.practitioner_id for row in found.rows]


def test_who_opens_a_file_has_it_for_a_quarter_of_an_hour(
    office: Office, database: Database, clock: Clock
) -> None:
    before = entries(database)
    with office.act(ANA) as act:
        assert open_file(act, 1)
    with office.act(BEN) as act:
        assert not open_file(act, 1)
    assert entries(database) == before + 1
    with database.reading() as connection:
        seen = file_of(connection, 1)
    assert seen.read_by_another(9_002, at=clock())
    assert not seen.read_by_another(9_001, at=clock())
    with office.act(BEN) as act:
        assert open_file(act, 1, anyway=True)
    clock.forward(timedelta(minutes=15))
    with office.act(ANA) as act:
        assert open_file(act, 1)
    with office.act(ANA) as act, refused(FileRefusal.NOT_THERE):
        open_file(act, 99)


def test_the_oldest_that_nobody_has_comes_next(office: Office, clock: Clock) -> None:
    def took(actor: Actor) -> int | None:
        with office.act(actor) as act:
            return next_oldest(act, Search(tab=TAB))

    assert (took(ANA), took(BEN), took(ANA), took(BEN)) == (1, 2, 1, 2)
    with office.act(ANA) as act:
        put_off(act, [1], until=act.today + DAY)
    assert took(ANA) == 3
    with office.act(BEN) as act:
        assign(act, [3], to=BEN.account)
    assert took(ANA) is None
    # Ben goes away: what is his is nobody's until he is back.
    with office.act(BEN) as act:
        keep_settings(act, DeskSettings(away_from=act.today, away_until=act.today))
    assert took(ANA) == 3
    clock.forward(2 * DAY)
    assert took(ANA) == 1


def test_nobody_is_handed_their_own_file_or_an_appeal_against_themselves(office: Office) -> None:
    with office.act(SYSTEM) as act:
        owns = update(Practitioner).where(Practitioner.id == 1).values(account_id=ANA.account)
        act.session.execute(owns)
        appeal = {"appeal": Appeal.OPEN, "decided_by": ANA.account, "since": act.at - 9 * DAY}
        wait(act, 2, appealed_at=act.at - 9 * DAY, **appeal)
    with office.act(ANA) as act:
        assert next_oldest(act, Search(tab=DeskTab.TO_CHECK)) is None
        assert next_oldest(act, Search(tab=TAB)) == 3
    with office.act(BEN) as act:
        assert next_oldest(act, Search(tab=DeskTab.TO_CHECK)) == 2
        assert next_oldest(act, Search(tab=TAB)) == 1
    with office.act(ANA) as act, refused(FileRefusal.OWN_FILE):
        open_file(act, 1)
    with office.act(ANA) as act, refused(FileRefusal.OWN_FILE):
        assign(act, [1, 2], to=None)
    with office.act(BEN) as act, refused(FileRefusal.THEIR_OWN_FILE):
        assign(act, [1, 2], to=ANA.account)
    assert listed(office, Search(tab=TAB, assigned=Whose.OTHERS)) == []


def test_files_are_assigned_and_put_off_together(office: Office, database: Database) -> None:
    before = entries(database)
    with office.act(ANA) as act:
        assign(act, [1, 2, 2], to=ANA.account)
    with office.act(ANA) as act:
        put_off(act, [1], until=act.today + 7 * DAY)
    assert entries(database) == before + 2
    assert listed(office) == [2, 3]
    assert listed(office, Search(tab=TAB, put_off=True)) == [1]
    assert listed(office, Search(tab=TAB, assigned=Whose.ME)) == [2]
    assert listed(office, Search(tab=TAB, assigned=Whose.NOBODY)) == [3]
    with database.reading() as connection:
        assert counts(connection, at=office.now())[TAB].number == 2
    with office.act(ANA) as act, refused(FileRefusal.DAY_NOT_TO_COME):
        put_off(act, [1], until=act.today)
    with office.act(ANA) as act, refused(FileRefusal.NOBODY_CHOSEN):
        assign(act, [], to=None)
    with office.act(ANA) as act, refused(FileRefusal.TOO_MANY):
        assign(act, range(500), to=None)
    with office.act(ANA) as act, refused(FileRefusal.NO_REVIEWER):
        assign(act, [1], to=9_100)
    with office.act(BEN) as act:
        keep_settings(act, DeskSettings(away_from=act.today, away_until=act.today + DAY))
    with office.act(ANA) as act, refused(FileRefusal.IS_AWAY):
        assign(act, [1], to=BEN.account)


def test_all_of_one_reviewer_is_given_to_another(office: Office, database: Database) -> None:
    with office.act(ANA) as act:
        assign(act, [1, 2, 3], to=BEN.account)
    with office.act(SYSTEM) as act:
        owns = update(Practitioner).where(Practitioner.id == 3).values(account_id=ANA.account)
        act.session.execute(owns)
    before = entries(database)
    with office.act(SYSTEM) as act:
        assert reassign(act, source=9_002, to=9_001) == 3
    assert entries(database) == before + 1
    with database.reading() as connection:
        assert {each.id: each.files for each in reviewers(connection)} == {9_001: 2, 9_002: 0}
        assert file_of(connection, 3).assigned_to is None
    with office.act(SYSTEM) as act, refused(FileRefusal.SAME_REVIEWER):
        reassign(act, source=9_002, to=9_002)


def test_settings_are_kept_for_one_reviewer_alone(office: Office, database: Database) -> None:
    chosen = DeskSettings(shortcuts=True, away_from=date(2026, 12, 1), away_until=date(2026, 12, 5))
    for settings in (DeskSettings(next_oldest=True), chosen):
        with office.act(ANA) as act:
            keep_settings(act, settings)
    with database.reading() as connection:
        assert settings_of(connection, 9_001) == chosen
        assert settings_of(connection, 9_002) == DeskSettings()
    with office.act(ANA) as act, refused(FileRefusal.AWAY_HALF):
        keep_settings(act, DeskSettings(away_from=date(2026, 12, 1)))


def test_pages_go_on_where_the_last_one_ended(office: Office, database: Database) -> None:
    with office.act(SYSTEM) as act:
        for number in range(4, 34):
            person(act.session, number=number, family="Moss" if number % 2 else "Hill")
        act.session.flush()
        for number in range(4, 34):
            wait(act, number, since=act.at)
    with database.reading() as connection:
        given = {"account_id": 9_001, "at": office.now()}
        first = page(connection, Search(tab=TAB), **given)  # type: ignore[arg-type]
        assert first.after is not None
        after = read_after(str(first.after))
        second = page(connection, Search(tab=TAB), after=after, **given)  # type: ignore[arg-type]
        found = page(connection, Search(tab=TAB, words=("mos",)), **given)  # type: ignore[arg-type]
    people = [row.practitioner_id for row in (*first.rows, *second.rows)]
    assert people == list(range(1, 34))
    assert second.after is None
    assert {row.name for row in found.rows} == {"Ada Moss"}
    for odd in ("", "5", "x-0", "5-x", "-000000000000", "9" * 40 + "-000000000000"):
        assert read_after(odd) is None


def test_two_who_start_at_once_are_handed_two_files(office: Office, clock: Clock) -> None:
    def took(actor: Actor) -> int | None:
        with office.act(actor) as act:
            return next_oldest(act, Search(tab=TAB))

    with ThreadPoolExecutor(2) as pool:
        for _ in range(5):
            first, second = pool.map(took, (ANA, BEN))
            assert {first, second} == {1, 2}
            # Whoever had them has put them down.
            clock.forward(timedelta(minutes=15))
