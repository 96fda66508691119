"""Tries are counted exactly: by threads, processes and restarts, on both databases."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from itertools import permutations, repeat
from multiprocessing import get_context
from time import monotonic
from typing import Final

import pytest
from sqlalchemy import func, select, text

from directory.adapters.sealing import Seal
from directory.db import Database
from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.models.sessions import LimitWindow
from directory.workflows.accounts.limits import SWEPT, Try, Wait, forget, take
from tests.clock import START

EMAIL: Final = "ana.moreau@practice.example"
NETWORK: Final = "203.0.113.77"
SECOND: Final = timedelta(seconds=1)
FIVE_MINUTES: Final = timedelta(minutes=5)
TEN: Final = ALLOWANCES[Limit.SIGN_IN_ACCOUNT].times
PASSWORD: Final = Try(Limit.SIGN_IN_ACCOUNT, EMAIL)
TRIES, PROCESSES = 80, 4
SEAL: Final = Seal("only for tests, and long enough for them")

postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def attempt(database: Database, *tries: Try, at: datetime = START) -> Wait | None:
    return take(database, tries, at=at, seal=SEAL)


def use_up(database: Database, made: Try, *, at: datetime = START) -> None:
    for _ in range(ALLOWANCES[made.limit].times):
        assert attempt(database, made, at=at) is None


def counted(database: Database) -> dict[str, int]:
    """Give how often was tried, by limit."""
    with database.reading() as connection:
        rows = connection.execute(select(LimitWindow.kind, LimitWindow.tried))
        return {row.kind: row.tried for row in rows}


def windows(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(LimitWindow)) or 0


def test_of_eighty_tries_by_threads_exactly_ten_are_let_through(database_url: str) -> None:
    with ExitStack() as stack:
        # As many as there are workers, each with connections of its own.
        workers = [stack.enter_context(closing(Database(database_url))) for _ in range(PROCESSES)]
        threads = stack.enter_context(ThreadPoolExecutor(TRIES // 5))
        tries = threads.map(attempt, workers * (TRIES // PROCESSES), repeat(PASSWORD))
        answers = list(tries)
    assert len(answers) == TRIES
    assert answers.count(None) == TEN
    assert answers.count(Wait(300)) == TRIES - TEN


def try_once(url: str) -> bool:
    """Try as a process of its own, and say whether it was let through."""
    with closing(Database(url)) as database:
        return attempt(database, PASSWORD) is None


def test_of_eighty_tries_by_processes_exactly_ten_are_let_through(database_url: str) -> None:
    context = get_context("spawn")
    # Nobody tries before all are there.
    together = context.Barrier(PROCESSES)
    with context.Pool(PROCESSES, initializer=together.wait) as processes:
        passed = processes.map(try_once, [database_url] * TRIES, chunksize=1)
    assert (len(passed), sum(passed)) == (TRIES, TEN)


def test_a_restart_forgives_nothing(database_url: str) -> None:
    for made in range(TEN + 1):
        with closing(Database(database_url)) as database:
            assert (attempt(database, PASSWORD) is None) == (made < TEN)


@pytest.mark.parametrize("limit", Limit)
def test_every_limit_lets_through_what_it_allows_and_no_more(
    database: Database, limit: Limit
) -> None:
    allowed = ALLOWANCES[limit]
    made = Try(limit, EMAIL)
    with database.transaction() as session:
        session.add(
            LimitWindow(
                kind=limit,
                key_hash=SEAL.tag(f"{limit}:{EMAIL}", "limit"),
                tried=allowed.times - 1,
                ends_at=START + allowed.within,
            )
        )
    assert attempt(database, made) is None
    assert attempt(database, made) == Wait(int(allowed.within.total_seconds()))
    assert counted(database) == {limit: allowed.times}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(0), Wait(300)),
        (SECOND, Wait(299)),
        (FIVE_MINUTES - SECOND, Wait(1)),
        (FIVE_MINUTES - SECOND / 100, Wait(1)),
        (FIVE_MINUTES, None),
        (FIVE_MINUTES + SECOND, None),
    ],
)
def test_tries_begin_anew_when_the_window_ends(
    database: Database, after: timedelta, expected: Wait | None
) -> None:
    use_up(database, PASSWORD)
    assert attempt(database, PASSWORD, at=START + after) == expected


def test_a_window_begins_with_its_first_try_and_later_ones_do_not_move_its_end(
    database: Database,
) -> None:
    assert attempt(database, PASSWORD) is None
    for _ in range(TEN - 1):
        assert attempt(database, PASSWORD, at=START + FIVE_MINUTES - SECOND) is None
    late = START + FIVE_MINUTES - SECOND
    assert attempt(database, PASSWORD, at=late) == Wait(1)


@pytest.mark.parametrize("after", [timedelta(0), 30 * SECOND])
def test_the_next_window_is_a_whole_one(database: Database, after: timedelta) -> None:
    use_up(database, PASSWORD)
    later = START + FIVE_MINUTES + after
    use_up(database, PASSWORD, at=later)
    assert attempt(database, PASSWORD, at=later + 10 * SECOND) == Wait(290)


def test_waiting_is_not_made_longer_by_trying(database: Database) -> None:
    use_up(database, PASSWORD)
    for _ in range(3):
        assert attempt(database, PASSWORD, at=START + 100 * SECOND) == Wait(200)
    assert counted(database) == {Limit.SIGN_IN_ACCOUNT: TEN}


def test_other_keys_and_other_limits_have_their_own_tries(database: Database) -> None:
    use_up(database, PASSWORD)
    assert attempt(database, PASSWORD) is not None
    assert attempt(database, Try(Limit.SIGN_IN_ACCOUNT, "ben@practice.example")) is None
    assert attempt(database, Try(Limit.LETTER_ACCOUNT, EMAIL)) is None
    assert attempt(database, Try(Limit.SIGN_IN_NETWORK, EMAIL)) is None


SIGN_IN: Final = (
    Try(Limit.SIGN_IN_NETWORK, NETWORK),
    PASSWORD,
    Try(Limit.SIGN_IN_EVERYWHERE, ""),
)


@pytest.mark.parametrize("tries", list(permutations(SIGN_IN)))
def test_whichever_order_they_come_in_the_network_is_first_and_everybody_last(
    database: Database, tries: Sequence[Try]
) -> None:
    use_up(database, PASSWORD)
    assert attempt(database, *tries) == Wait(300)
    # What came before the refusal stays counted, and what would have come after it is not.
    assert counted(database) == {Limit.SIGN_IN_NETWORK: 1, Limit.SIGN_IN_ACCOUNT: TEN}


def test_a_network_that_is_refused_uses_up_nobody_elses_tries(database: Database) -> None:
    use_up(database, SIGN_IN[0])
    assert attempt(database, *SIGN_IN) == Wait(300)
    assert counted(database) == {Limit.SIGN_IN_NETWORK: 50}


SAME_KIND: Final = tuple(Try(Limit.SIGN_IN_EVERYWHERE, key) for key in "abc")


@pytest.mark.parametrize("tries", [SIGN_IN, SAME_KIND], ids=["kinds", "keys"])
def test_callers_who_name_the_same_rows_in_other_orders_are_all_counted(
    database: Database, tries: Sequence[Try]
) -> None:
    orders = [tries, tries[::-1]] * (TEN // 2)
    with ThreadPoolExecutor(TEN) as threads:
        assert set(threads.map(lambda order: attempt(database, *order), orders)) == {None}
    with database.reading() as connection:
        assert list(connection.scalars(select(LimitWindow.tried))) == [TEN] * 3


@postgresql_only
@pytest.mark.parametrize("tries", [SIGN_IN, SAME_KIND], ids=["kinds", "keys"])
def test_two_callers_never_each_hold_the_row_that_the_other_waits_for(
    database: Database, tries: Sequence[Try]
) -> None:
    assert attempt(database, *tries) is None
    _, middle, _ = tries
    hashed = SEAL.tag(f"{middle.limit}:{middle.key}", "limit")
    with ThreadPoolExecutor(2) as threads:
        # Both come as far as they can while the row in the middle is somebody else's.
        with database.transaction() as session:
            held = select(LimitWindow).where(LimitWindow.key_hash == hashed).with_for_update()
            session.scalars(held).one()
            answers = [threads.submit(attempt, database, *order) for order in (tries, tries[::-1])]
            until(lambda: waiting(database) == 2)
        assert [answer.result(timeout=30) for answer in answers] == [None, None]


def waiting(database: Database) -> int:
    """Count who waits for a row of somebody else's."""
    with database.reading() as connection:
        return connection.scalar(text(WAITING)) or 0


WAITING: Final = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'"""


def until(happened: Callable[[], bool]) -> None:
    late = monotonic() + 30
    while not happened():
        assert monotonic() < late, "it did not happen"


def test_whoever_has_shown_who_they_are_begins_anew_and_nobody_else(database: Database) -> None:
    for each in (PASSWORD, SIGN_IN[0], Try(Limit.SIGN_IN_ACCOUNT, "ben@practice.example")):
        use_up(database, each)
    with database.transaction() as session:
        forget(session, PASSWORD, seal=SEAL)
    use_up(database, PASSWORD)
    assert attempt(database, PASSWORD) is not None
    assert attempt(database, SIGN_IN[0]) is not None
    assert attempt(database, Try(Limit.SIGN_IN_ACCOUNT, "ben@practice.example")) is not None


def test_what_is_forgotten_in_an_act_that_fails_is_not_forgotten(database: Database) -> None:
    use_up(database, PASSWORD)

    def fail() -> None:
        with database.transaction() as session:
            forget(session, PASSWORD, seal=SEAL)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert attempt(database, PASSWORD) == Wait(300)


def test_what_was_never_tried_can_be_forgotten(database: Database) -> None:
    with database.transaction() as session:
        forget(session, PASSWORD, seal=SEAL)
    assert windows(database) == 0


def ended(database: Database, number: int, *, at: datetime) -> None:
    """Write windows that end at an instant."""
    with database.transaction() as session:
        session.add_all(
            LimitWindow(kind=Limit.LETTER_ACCOUNT, key_hash=f"{place}", tried=1, ends_at=at)
            for place in range(number)
        )


@pytest.mark.parametrize(("ends", "left"), [(-SECOND, 1), (timedelta(0), 1), (SECOND, 4)])
def test_windows_that_have_ended_are_swept_away(
    database: Database, ends: timedelta, left: int
) -> None:
    ended(database, 3, at=START + ends)
    assert attempt(database, PASSWORD) is None
    assert windows(database) == left


def test_one_call_sweeps_only_so_many_and_the_next_goes_on(database: Database) -> None:
    ended(database, SWEPT + 2, at=START)
    assert attempt(database, PASSWORD) is None
    assert windows(database) == 2 + 1
    # Only a call that begins a window sweeps: what does not grow needs no broom.
    assert attempt(database, PASSWORD) is None
    assert windows(database) == 2 + 1
    assert attempt(database, SIGN_IN[0]) is None
    assert windows(database) == 2


@postgresql_only
def test_nobody_waits_for_a_window_that_somebody_else_is_at(database: Database) -> None:
    ended(database, 2, at=START)
    with (
        ThreadPoolExecutor(1) as thread,
        database.transaction() as session,
    ):
        held = select(LimitWindow).where(LimitWindow.key_hash == "0").with_for_update()
        session.scalars(held).one()
        assert thread.submit(attempt, database, PASSWORD).result(timeout=30) is None
    assert counted(database) == {Limit.SIGN_IN_ACCOUNT: 1, Limit.LETTER_ACCOUNT: 1}


def test_the_table_tells_neither_who_tried_nor_from_where(database: Database) -> None:
    account = Try(Limit.CODE_ACCOUNT, "864197532")
    for each in (*SIGN_IN, account, Try(Limit.LETTER_ACCOUNT, EMAIL)):
        assert attempt(database, each) is None
    with database.reading() as connection:
        rows = connection.execute(select(LimitWindow)).all()
    written = repr(rows)
    assert len(rows) == 5
    for secret in (EMAIL, "moreau", "practice.example", NETWORK, "203.0", account.key):
        assert secret not in written
    # Nor whether an address that got a letter is one that tried to sign in.
    assert len({row.key_hash for row in rows}) == 5
