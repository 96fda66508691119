from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.adapters.sealing import Seal
from directory.db import Database
from directory.models.sessions import UsedChallenge
from directory.workflows.accounts.challenges import (
    LEEWAY,
    LIFETIME,
    ChallengePurpose,
    fresh_challenge,
    spend_challenge,
)
from tests.clock import START

SEAL, ANOTHER_SEAL = Seal("only for tests, and long enough for them"), Seal("another site's secret")
SECOND: Final = timedelta(seconds=1)
END: Final = START + LIFETIME
WHOSE: Final = "1234"
AT_ONCE: Final = 8
SIGN_IN, PROVE = ChallengePurpose.SIGN_IN, ChallengePurpose.PROVE

postgresql_only = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def fresh(at: datetime = START) -> bytes:
    return fresh_challenge(SEAL, purpose=PROVE, subject=WHOSE, at=at)


def spend(
    session: Session,
    challenge: bytes,
    *,
    seal: Seal = SEAL,
    purpose: ChallengePurpose = PROVE,
    subject: str = WHOSE,
    at: datetime = START,
) -> bool:
    return spend_challenge(session, challenge, seal=seal, purpose=purpose, subject=subject, at=at)


def spend_alone(database: Database, challenge: bytes, *, at: datetime = START) -> bool:
    with database.transaction() as session:
        return spend(session, challenge, at=at)


def remembered(database: Database) -> list[datetime]:
    with database.reading() as connection:
        return list(connection.scalars(select(UsedChallenge.ends_at)))


def test_no_challenge_is_like_another_and_none_is_short() -> None:
    made = {fresh() for _ in range(100)}
    assert len(made) == 100
    assert {len(each) for each in made} == {56}
    # What differs is drawn, not counted.
    assert len({each[:16] for each in made}) == 100


def test_a_challenge_is_taken_once(database: Database) -> None:
    challenge = fresh()
    with database.transaction() as session:
        assert spend(session, challenge)
        assert not spend(session, challenge)
        assert spend(session, fresh())
    assert not spend_alone(database, challenge)


@pytest.mark.parametrize(
    ("after", "taken"),
    [(timedelta(), True), (LIFETIME - SECOND, True), (LIFETIME, False), (LIFETIME * 2, False)],
)
def test_a_challenge_is_taken_for_ten_minutes(
    database: Database,
    after: timedelta,
    taken: bool,  # noqa: FBT001
) -> None:
    assert timedelta(minutes=10) == LIFETIME
    assert spend_alone(database, fresh(), at=START + after) is taken
    assert bool(remembered(database)) is taken


def test_a_challenge_is_worth_nothing_to_anybody_or_anything_else(database: Database) -> None:
    challenge = fresh()
    with database.transaction() as session:
        assert not spend(session, challenge, subject="123")
        assert not spend(session, challenge, subject="")
        assert not spend(session, challenge, purpose=SIGN_IN)
        assert not spend(session, challenge, seal=ANOTHER_SEAL)
        assert not session.scalars(select(UsedChallenge)).all()
        assert spend(session, challenge)


def test_a_challenge_that_was_altered_is_not_ours(database: Database) -> None:
    challenge = fresh()
    with database.transaction() as session:
        for at in range(len(challenge)):
            altered = bytearray(challenge)
            altered[at] ^= 1
            assert not spend(session, bytes(altered)), at
        assert spend(session, challenge)


@pytest.mark.parametrize("challenge", [b"", b"\0", bytes(32), bytes(56), b"\xff" * 56, bytes(9999)])
def test_bytes_that_we_did_not_make_are_not_a_challenge(
    database: Database, challenge: bytes
) -> None:
    assert not spend_alone(database, challenge)
    assert not spend_alone(database, fresh()[:-1])
    assert not spend_alone(database, fresh()[1:])
    assert not spend_alone(database, fresh() + b"\0")
    assert not remembered(database)


def test_a_challenge_for_somebody_unknown_has_no_subject(database: Database) -> None:
    challenge = fresh_challenge(SEAL, purpose=SIGN_IN, subject="", at=START)
    with database.transaction() as session:
        assert not spend(session, challenge, purpose=SIGN_IN)
        assert spend(session, challenge, purpose=SIGN_IN, subject="")


def test_a_challenge_is_not_used_by_an_act_that_fails(database: Database) -> None:
    challenge = fresh()

    def fail() -> None:
        with database.transaction() as session:
            assert spend(session, challenge)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert spend_alone(database, challenge)


# --- What others paid for ---


def test_pypi_2026_the_note_of_a_used_challenge_outlives_the_challenge(database: Database) -> None:
    challenge = fresh()
    assert spend_alone(database, challenge)
    assert remembered(database) == [END + LEEWAY]
    # One server's clock is ahead, as far as clocks may differ, and clears what is over for it.
    assert spend_alone(database, fresh(END + LEEWAY - SECOND), at=END + LEEWAY - SECOND)
    assert END + LEEWAY in remembered(database)
    # For another, whose clock is behind, the challenge is still good: it must be known as used.
    assert not spend_alone(database, challenge, at=END - SECOND)


def test_pypi_2026_a_challenge_raced_by_eight_is_taken_once(database: Database) -> None:
    challenge, together = fresh(), Barrier(AT_ONCE)

    def race(_: int) -> bool:
        together.wait(30)
        return spend_alone(database, challenge)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        taken = list(threads.map(race, range(AT_ONCE)))
    assert sorted(taken) == [False] * (AT_ONCE - 1) + [True]


# --- What is forgotten ---


def test_what_is_over_is_forgotten_when_another_is_used(database: Database) -> None:
    spend_alone(database, fresh())
    spend_alone(database, fresh(START + SECOND), at=START + SECOND)
    over = END + LEEWAY
    spend_alone(database, fresh(over), at=over)
    assert sorted(remembered(database)) == [over + SECOND, over + LIFETIME + LEEWAY]


def test_a_refused_challenge_writes_and_forgets_nothing(database: Database) -> None:
    spend_alone(database, fresh())
    over = END + LEEWAY
    assert not spend_alone(database, fresh(), at=over)
    assert remembered(database) == [over]


@postgresql_only
def test_nobody_waits_for_another_who_forgets(database: Database) -> None:
    for _ in range(3):
        spend_alone(database, fresh())
    over = END + LEEWAY
    with ThreadPoolExecutor(1) as thread, database.transaction() as session:
        assert spend(session, fresh(over), at=over)
        # Those three are gone for this transaction alone; the other neither waits nor takes them.
        assert thread.submit(spend_alone, database, fresh(over), at=over).result(30)
    assert len(remembered(database)) == 2
