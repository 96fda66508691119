"""The log for administrators: by what, whom, by whom and when, a page at a time."""

from datetime import date, timedelta

import pytest

from directory.db import Database
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Actor
from directory.queries import audit
from directory.queries.audit import Wish, audit_copy, audit_page, person_at
from directory.workflows.acts import Office, Subject
from directory.workflows.decision_log import erase
from tests.clock import START, Clock
from tests.factories import person
from tests.offices import REVIEWER, SECOND_REVIEWER, SYSTEM

TODAY = START.date()


def noted(office: Office, actor: Actor, done: DecisionAct, *, about: int | None = None) -> None:
    with office.act(actor) as act:
        act.log(done, Subject(practitioner_id=about), words="Because.", count=1)


@pytest.fixture
def told(database: Database, office: Office, clock: Clock) -> Office:
    """Note three acts a day for three days."""
    with database.transaction() as session:
        for number in (1, 2):
            person(session, number=number).reference = f"HD-000{number}-AA"
    for _ in range(3):
        noted(office, REVIEWER, DecisionAct.NOTED, about=1)
        noted(office, SECOND_REVIEWER, DecisionAct.PUT_OFF, about=2)
        noted(office, SYSTEM, DecisionAct.REMINDED)
        clock.forward(timedelta(days=1))
    return office


def seqs(office: Office, wish: Wish, *, before: int | None = None) -> list[int]:
    with office.database.reading() as connection:
        found = [line.seq for line in audit_page(connection, wish, before=before).lines]
        if before is None:
            assert [line.seq for line in audit_copy(connection, wish)] == found
        return found


def test_entries_are_found_by_each_filter_and_by_all_of_them(told: Office) -> None:
    assert seqs(told, Wish()) == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert seqs(told, Wish(), before=3) == [2, 1, 0]
    # `put_off` is no pattern, and `putXoff` would not be found by it.
    assert seqs(told, Wish(act=DecisionAct.PUT_OFF)) == [7, 4, 1]
    assert seqs(told, Wish(person=1)) == [6, 3, 0]
    assert seqs(told, Wish(actor=SECOND_REVIEWER.account)) == [7, 4, 1]
    assert seqs(told, Wish(by_nobody=True)) == [8, 5, 2]
    second = TODAY + timedelta(days=1)
    assert seqs(told, Wish(first=second)) == [8, 7, 6, 5, 4, 3]
    assert seqs(told, Wish(last=second)) == [5, 4, 3, 2, 1, 0]
    assert seqs(told, Wish(first=second, last=second, act=DecisionAct.NOTED, person=1)) == [3]
    assert seqs(told, Wish(first=second, last=TODAY)) == []
    assert seqs(told, Wish(last=date.max)) == seqs(told, Wish(first=date.min))
    assert seqs(told, Wish(person=3)) == []


def test_a_page_says_where_the_next_one_begins_and_reads_so_far_at_most(
    told: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "SHOWN", 4)
    with told.database.reading() as connection:
        first = audit_page(connection, Wish())
        assert (first.before, first.down_to, len(first.lines)) == (5, 5, 4)
        monkeypatch.setattr(audit, "REACH", 2)
        rare = audit_page(connection, Wish(actor=1))
        assert (rare.lines, rare.before, rare.down_to) == ((), 7, 7)
        assert audit_page(connection, Wish(actor=1), before=1).before is None
        # Those of one person have an index.
        assert len(audit_page(connection, Wish(person=1)).lines) == 3


def test_a_line_names_whom_it_can_until_they_are_erased(told: Office) -> None:
    with told.database.reading() as connection:
        line = audit_page(connection, Wish(person=2)).lines[0]
    assert (line.act, line.person_name, line.words) == (
        DecisionAct.PUT_OFF,
        "Ada Example",
        "Because.",
    )
    assert line.details == {"count": 1}
    noted(told, REVIEWER, DecisionAct.MERGED, about=99)
    with told.database.transaction() as session:
        erase(session, 2)
    with told.database.reading() as connection:
        gone, _, erased = audit_page(connection, Wish()).lines[:3]
    assert (erased.part, erased.person, erased.words) == (None, None, None)
    assert (gone.person, gone.person_name) == (99, None)


def test_people_are_found_by_address_number_and_reference(told: Office) -> None:
    with told.database.reading() as connection:
        for text, number in (
            ("000000000001", 1),
            ("https://x.example/practitioners/000000000002/ada-example?a=b", 2),
            (" hd-0002-aa ", 2),
            ("HD-9999-AA", None),
            ("Ada", None),
            ("", None),
        ):
            assert person_at(connection, text) == number, text
