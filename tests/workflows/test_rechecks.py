"""Samples: drawn once a week however often it is tried, looked at once, never by their own side."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.domain.accuracy import Fact, Found
from directory.domain.log_entries import DecisionAct
from directory.models.reports import Recheck, RecheckResult
from directory.queries.decision_log import history
from directory.queries.rechecks import RecheckView, drawable, recheck, rechecks_of
from directory.workflows.acts import Office
from directory.workflows.rechecks import (
    NoSuchRecheck,
    OwnFile,
    RecheckDone,
    draw_week,
    note_recheck,
)
from tests.clock import Clock
from tests.factories import Seen, person
from tests.offices import REVIEWER

RIGHT = dict.fromkeys(Fact, Found.RIGHT)


def people(database: Database, number: int) -> None:
    with database.transaction() as session:
        for each in range(1, number + 1):
            person(session, number=each, locations=[Seen(lat=39.9)] if each == 1 else ())
        person(session, number=number + 1, published=False)


def drawn(database: Database) -> list[Recheck]:
    with database.transaction() as session:
        return list(session.scalars(select(Recheck).order_by(Recheck.drawn_on, Recheck.id)))


def found(database: Database, number: int = 1) -> RecheckView:
    with database.reading() as connection:
        return rechecks_of(connection, number)[0]


def test_a_week_is_drawn_once_and_the_next_one_draws_others(
    database: Database, office: Office, clock: Clock
) -> None:
    people(database, 5)
    assert [draw_week(office, 0), draw_week(office, 3), draw_week(office, 3)] == [0, 3, 0]
    first = {each.practitioner_id for each in drawn(database)}
    assert len(first) == 3
    assert 6 not in first
    assert {each.due_on for each in drawn(database)} == {date(2026, 12, 9)}
    clock.forward(timedelta(days=6))
    # Three are tired, so that only the two others are left.
    assert draw_week(office, 3) == 2
    assert {each.practitioner_id for each in drawn(database)} == {1, 2, 3, 4, 5}
    entries = history(database, min(first))
    assert [entry.act for entry in entries] == [DecisionAct.RECHECK_DRAWN]


def test_several_runs_at_once_draw_one_week(database: Database, office: Office) -> None:
    people(database, 6)
    with ThreadPoolExecutor(4) as threads:
        new = list(threads.map(lambda _: draw_week(office, 4), range(4)))
    assert sum(new) == 4
    assert len({each.practitioner_id for each in drawn(database)}) == 4


def test_a_run_that_was_cut_off_is_made_whole(database: Database, office: Office) -> None:
    people(database, 6)
    assert draw_week(office, 2) == 2
    assert draw_week(office, 5) == 3
    with database.reading() as connection:
        left = {
            each.practitioner_id
            for each in drawable(connection, at=office.now(), today=office.now().date())
        }
    assert len(left) == 1


@pytest.mark.parametrize(
    ("changed", "result", "counts"),
    [
        ({}, (True, True), 1),
        ({Fact.HOURS: Found.WRONG}, (False, True), 1),
        ({Fact.PHONE: Found.WRONG}, (False, False), 1),
        ({Fact.HOURS: Found.UNKNOWN}, (None, True), 0),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_found_is_kept_and_counted_without_a_name(
    database: Database,
    office: Office,
    changed: dict[Fact, Found],
    result: tuple[bool | None, bool | None],
    counts: int,
) -> None:
    people(database, 1)
    draw_week(office, 1)
    number = found(database).id
    with office.act(REVIEWER) as act:
        note_recheck(act, 1, recheck_id=number, answers={**RIGHT, **changed}, note="Called them.")
    done = found(database)
    assert ((done.exact, done.functional), done.note) == (result, "Called them.")
    assert done.done_at == office.now()
    with database.transaction() as session:
        results = session.scalars(select(RecheckResult)).all()
        assert [(each.exact, each.functional) for each in results] == [result] * counts
    details = history(database, 1)[0].details
    assert details == {"exact": result[0], "functional": result[1], "listed": True}


def test_a_sample_is_looked_at_once_and_by_nobody_on_its_side(
    database: Database, office: Office
) -> None:
    people(database, 2)
    draw_week(office, 2)
    number = found(database).id
    with database.transaction() as session:
        row = person(session, number=9)
        row.account_id = REVIEWER.account
        session.flush()
    with pytest.raises(NoSuchRecheck), office.act(REVIEWER) as act:
        note_recheck(act, 2, recheck_id=number, answers=RIGHT)
    with office.act(REVIEWER) as act:
        note_recheck(act, 1, recheck_id=number, answers={})
    with pytest.raises(RecheckDone), office.act(REVIEWER) as act:
        note_recheck(act, 1, recheck_id=number, answers=RIGHT)
    with database.reading() as connection:
        closed = recheck(connection, number, of=1)
        assert closed is not None
        assert (closed.exact, closed.functional) == (None, None)
    draw_week(office, 3)
    with pytest.raises(OwnFile), office.act(REVIEWER) as act:
        note_recheck(act, 9, recheck_id=found(database, 9).id, answers=RIGHT)
