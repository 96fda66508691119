"""An office for tests: acts over a test database, by the real rules unless told otherwise."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from directory.adapters.log_signing import FileKey
from directory.db import Database
from directory.domain.ids import encode
from directory.domain.listing import Book
from directory.domain.seconding import SecondReviewer
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole
from directory.queries.rules import RuleShelf
from directory.workflows.acts import Office
from tests.clock import Clock
from tests.rule_books import REAL

REVIEWER = Actor(ActorKind.REVIEWER, 9_001)
SECOND_REVIEWER = Actor(ActorKind.REVIEWER, 9_002)
OWNER = Actor(ActorKind.OWNER, 9_100)
SYSTEM = Actor(ActorKind.SYSTEM, None)


def office_at(
    database: Database,
    folder: Path,
    *,
    clock: Callable[[], datetime],
    book: Book = REAL,
    second_reviewer: SecondReviewer = SecondReviewer.REQUIRED,
) -> Office:
    """Sit down at a database with a key of its own."""
    return Office(
        database,
        shelf=RuleShelf(book.rules, book.programs),
        pen=FileKey(folder / "log-key.pem"),
        clock=clock,
        second_reviewer=second_reviewer,
    )


def open_accounts(session: Session, *actors: Actor, at: datetime) -> None:
    """Write the accounts of those who are about to act."""
    for actor in actors:
        assert actor.account is not None
        name = encode(actor.account)
        session.add(
            Account(
                id=actor.account,
                email=f"{name}@people.example",
                name=name,
                language="en",
                synthetic=False,
                created_at=at,
                disabled_at=None,
                closed_at=None,
            )
        )
        session.flush()
        session.add(AccountRole(account_id=actor.account, role=actor.kind))


@pytest.fixture
def office(database: Database, tmp_path: Path, clock: Clock) -> Office:
    """Give an office by the real rules, with two reviewers and an owner."""
    with database.transaction() as session:
        open_accounts(session, REVIEWER, SECOND_REVIEWER, OWNER, at=clock())
    return office_at(database, tmp_path, clock=clock)
