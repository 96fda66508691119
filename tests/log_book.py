"""Decisions for tests, and an attacker who reaches the tables past the guards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from directory.adapters.log_signing import FileKey
from directory.db import SQLITE, Database
from directory.domain.log_entries import DecisionAct, Entry, SubjectKind
from directory.domain.vocabulary import ActorKind, CredentialState
from directory.models import log_guards
from directory.workflows.decision_log import append
from tests.clock import START

ADA: Final = 41
BEA: Final = 42


def refusal(person: int | None = ADA, *, words: str | None = "Send us the number.") -> Entry:
    """Give an entry that says everything an entry can say."""
    return Entry(
        act=DecisionAct.REFUSED,
        actor_kind=ActorKind.REVIEWER,
        actor_id=7,
        practitioner_id=person,
        subject_kind=SubjectKind.LICENCE,
        subject_id=4_101,
        from_state=CredentialState.SUBMITTED,
        to_state=CredentialState.REFUSED,
        reason="not_on_register",
        words=words,
        rule="us-co:physical_therapist@1",
        details={"version": 3},
    )


def decide(database: Database, pen: FileKey, *entries: Entry, at: datetime = START) -> list[int]:
    """Log entries, each in an act of its own."""
    numbers = []
    for entry in entries:
        with database.transaction() as session:
            numbers.append(append(session, entry, at=at, pen=pen))
    return numbers


def decide_at_once(database: Database, pen: FileKey, *entries: Entry) -> None:
    """Log entries in one act; waits for the disk once."""
    with database.transaction() as session:
        for entry in entries:
            append(session, entry, at=START, pen=pen)


@contextmanager
def attacking(database: Database) -> Iterator[Connection]:
    """Open a connection of somebody who has the file or the password, guards up."""
    module = {"module": SQLITE} if database.dialect == "sqlite" else {}
    engine = create_engine(database.url, poolclass=NullPool, **module)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def behind_the_guards(database: Database) -> Iterator[Connection]:
    """Open one whose guards are down; they stand again afterwards, as if nothing had been."""
    with attacking(database) as connection:
        if database.dialect == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            yield connection
            return
        for name in log_guards.SQLITE:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        for statement in log_guards.creation("sqlite"):
            connection.exec_driver_sql(statement)
