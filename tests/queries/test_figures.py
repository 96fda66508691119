"""What reviewers have before and behind them, in figures that leave out what was undone."""

from datetime import date, timedelta
from typing import Any

from directory.db import Database
from directory.domain.situations import Actor
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind, DeskKind, DeskTab
from directory.models.desk import DeskItem
from directory.queries.figures import Done, Heap, Took, desk_figures
from tests.clock import START
from tests.offices import REVIEWER, open_accounts
from tests.queries.test_accuracy import fact

TODAY = START.date()
GONE = Actor(ActorKind.REVIEWER, 77)


def item(number: int, *, days: int, due: date | None = None, late: bool = False) -> DeskItem:
    return DeskItem(
        tab=DeskTab.TO_CHECK,
        subject_id=number,
        kind=DeskKind.LICENCE,
        practitioner_id=None,
        opens_at=START - timedelta(days=days),
        due_on=TODAY - timedelta(days=1) if late else due,
        country=None,
        region=None,
        profession=None,
        name="Ada",
        words=" ada",
        flags="",
    )


def test_work_is_counted_by_heap_and_decisions_by_reviewer(database: Database) -> None:
    with database.transaction() as session:
        open_accounts(session, REVIEWER, at=START)
        session.add_all(
            [
                item(1, days=3, late=True),
                item(2, days=9, due=TODAY),
                item(3, days=-1),
            ]
        )
        mine: dict[str, Any] = {"account_id": REVIEWER.account}
        session.add_all(fact(n, waited=n * 3_600, **mine) for n in range(1, 11))
        session.add_all(
            [
                fact(20, waited=99 * 3_600, undone=True, **mine),
                fact(21, waited=7 * 3_600 - 1, action=Action.REFUSE, account_id=GONE.account),
                fact(22, waited=None, action=Action.EXTEND, **mine),
                fact(23, waited=99, day=TODAY - timedelta(days=30), **mine),
            ]
        )
    with database.reading() as connection:
        found = desk_figures(connection, START, days=30)
    assert (found.first, found.last) == (date(2026, 10, 26), TODAY)
    oldest = START - timedelta(days=9)
    (heap,) = found.heaps
    assert heap == Heap(DeskTab.TO_CHECK, DeskKind.LICENCE, 2, oldest, 1)
    assert found.took == (Took(CredentialKind.LICENCE, 10, 5, 9),)
    name = next(each.name for each in found.done if each.account == REVIEWER.account)
    licence = CredentialKind.LICENCE
    assert REVIEWER.account is not None
    assert GONE.account is not None
    assert set(found.done) == {
        Done(REVIEWER.account, name, licence, Action.VERIFY, 10),
        Done(REVIEWER.account, name, licence, Action.EXTEND, 1),
        Done(GONE.account, None, licence, Action.REFUSE, 1),
    }
    assert name
    assert found.waits == {REVIEWER.account: 5, GONE.account: 7}
