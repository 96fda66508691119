"""Counts what is tried, in the database, so that every worker and every restart counts on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, select, text, tuple_
from sqlalchemy.orm import Session

from directory.adapters.sealing import Seal
from directory.db import Database
from directory.domain.accounts.limits import ALLOWANCES, Limit
from directory.domain.clock import seconds
from directory.models.sessions import LimitWindow

SWEPT: Final = 100
"""Ended windows that one call removes at most; it begins fewer, so the table stays small."""

_PURPOSE: Final = "limit"
_ORDER: Final = {limit: place for place, limit in enumerate(Limit)}
# One statement, so that no two processes can have the same try on either database. PostgreSQL
# keeps the row until the transaction ends even where nothing is written to it.
_COUNT: Final = text(
    """INSERT INTO limit_window (kind, key_hash, tried, ends_at) VALUES (:kind, :key, 1, :ends)
    ON CONFLICT (kind, key_hash) DO UPDATE SET
      tried = CASE WHEN limit_window.ends_at <= :at THEN 1 ELSE limit_window.tried + 1 END,
      ends_at = CASE WHEN limit_window.ends_at <= :at THEN :ends ELSE limit_window.ends_at END
    WHERE limit_window.ends_at <= :at OR limit_window.tried < :times
    RETURNING tried"""
)


@dataclass(frozen=True, slots=True)
class Try:
    """One try, counted under a key: an account's address or id, a network; '' for everybody."""

    limit: Limit
    key: str


@dataclass(frozen=True, slots=True)
class Wait:
    """A try too many: in so many seconds, at least one, the window ends and tries begin anew."""

    seconds: int


def take(database: Database, tries: Sequence[Try], *, at: datetime, seal: Seal) -> Wait | None:
    """Count tries; None where all may be made, else how long the first refused one has to wait.

    It has its own transaction, because what was tried stays tried whatever becomes of the request:
    call it outside of any other. Whichever order they are given in, tries are taken in the order
    of `Limit`; those before a refusal stay counted, the refused one and those after it are not.
    """
    with database.transaction() as session:
        # Always one order: two callers who each hold the row that the other waits for would wait
        # for ever, and PostgreSQL would end one of them.
        for each in sorted(tries, key=lambda each: (_ORDER[each.limit], each.key)):
            tried = _count(session, each, at=at, seal=seal)
            if tried is None:
                return Wait(_ends(session, each, seal=seal) - seconds(at))
            if tried == 1:
                _sweep(session, at=at)
    return None


def forget(session: Session, made: Try, *, seal: Seal) -> None:
    """Begin an account's count anew, because it has shown who it is; part of the caller's act.

    Never a network's: whoever holds one account there could otherwise try all others for ever.
    """
    session.execute(delete(LimitWindow).where(*_row(made, seal=seal)))


def _count(session: Session, made: Try, *, at: datetime, seal: Seal) -> int | None:
    allowed = ALLOWANCES[made.limit]
    values = {
        "kind": made.limit,
        "key": _hash(made, seal=seal),
        "at": seconds(at),
        "ends": seconds(at + allowed.within),
        "times": allowed.times,
    }
    tried: int | None = session.execute(_COUNT, values).scalar()
    return tried


def _ends(session: Session, refused: Try, *, seal: Seal) -> int:
    ends = session.scalars(select(LimitWindow.ends_at).where(*_row(refused, seal=seal))).one()
    return seconds(ends)


def _sweep(session: Session, *, at: datetime) -> None:
    # Rows that somebody else is at are left to the next sweep: waiting for them in no order would
    # undo what the order of tries is for.
    ended = (
        select(LimitWindow.kind, LimitWindow.key_hash)
        .where(LimitWindow.ends_at <= at)
        .limit(SWEPT)
        .with_for_update(skip_locked=True)
    )
    # Listed first: within one statement PostgreSQL may ask for the next hundred over and over.
    keys = [tuple(row) for row in session.execute(ended)]
    if keys:
        session.execute(
            delete(LimitWindow)
            .where(tuple_(LimitWindow.kind, LimitWindow.key_hash).in_(keys))
            .execution_options(synchronize_session=False)
        )


def _row(made: Try, *, seal: Seal) -> tuple[ColumnElement[bool], ...]:
    return (LimitWindow.kind == made.limit, LimitWindow.key_hash == _hash(made, seal=seal))


def _hash(made: Try, *, seal: Seal) -> str:
    # Without the secret nobody can say which addresses and people are in the table.
    return seal.tag(f"{made.limit}:{made.key}", _PURPOSE)
