"""What reviewers have before them and behind them: open work, decisions, and how long they took."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, DeskKind, DeskTab
from directory.models.accounts import Account
from directory.models.desk import DecisionFact, DeskItem

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Heap:
    """Open work of a kind: how much, since when the oldest lies there, and how much is late."""

    tab: DeskTab
    kind: DeskKind
    number: int
    oldest: datetime
    late: int


@dataclass(frozen=True, slots=True)
class Took:
    """How long decisions of a kind were waited for, in seconds: half, and nine in ten, at most."""

    kind: CredentialKind
    number: int
    half: int
    nine_in_ten: int


@dataclass(frozen=True, slots=True)
class Done:
    """How often a reviewer took a step with credentials of a kind; their name may be gone."""

    account: int
    name: str | None
    kind: CredentialKind
    action: Action
    number: int


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """All of it. `waits`: how long half of what each reviewer decided had waited at most."""

    first: date
    last: date
    heaps: tuple[Heap, ...]
    took: tuple[Took, ...]
    done: tuple[Done, ...]
    waits: dict[int, int]


def desk_figures(connection: Connection, at: datetime, *, days: int) -> DeskFigures:
    """Measure the desk now, and what was decided on so many days up to today."""
    last = at.astimezone(UTC).date()
    first = last - timedelta(days=days - 1)
    lately = DecisionFact.day.between(first, last), DecisionFact.undone.is_(False)
    return DeskFigures(
        first=first,
        last=last,
        heaps=_heaps(connection, at, today=last),
        took=_took(connection, *lately, DecisionFact.action == Action.VERIFY),
        done=_done(connection, *lately),
        waits=_waits(connection, *lately),
    )


def _heaps(connection: Connection, at: datetime, *, today: date) -> tuple[Heap, ...]:
    rows = connection.execute(
        select(
            DeskItem.tab,
            DeskItem.kind,
            func.count(),
            func.min(DeskItem.opens_at),
            func.count().filter(DeskItem.due_on < today),
        )
        .where(DeskItem.opens_at <= at)
        .group_by(DeskItem.tab, DeskItem.kind)
        .order_by(DeskItem.tab, DeskItem.kind)
        .limit(_MOST)
    )
    order = list(DeskTab)
    return tuple(sorted((Heap(*row) for row in rows), key=lambda heap: order.index(heap.tab)))


def _took(connection: Connection, *which: ColumnElement[bool]) -> tuple[Took, ...]:
    ranked = _ranked(DecisionFact.kind, *which)
    rows = connection.execute(
        select(
            ranked.c.key,
            func.max(ranked.c.number),
            func.min(ranked.c.waited).filter(ranked.c.rank * 2 >= ranked.c.number),
            func.min(ranked.c.waited).filter(ranked.c.rank * 10 >= ranked.c.number * 9),
        )
        .group_by(ranked.c.key)
        .order_by(ranked.c.key)
        .limit(_MOST)
    )
    return tuple(Took(*row) for row in rows)


def _waits(connection: Connection, *which: ColumnElement[bool]) -> dict[int, int]:
    ranked = _ranked(DecisionFact.account_id, *which)
    half = func.min(ranked.c.waited).filter(ranked.c.rank * 2 >= ranked.c.number)
    rows = connection.execute(
        select(ranked.c.key, half).group_by(ranked.c.key).order_by(ranked.c.key).limit(_MOST)
    )
    return {row[0]: row[1] for row in rows}


def _ranked(key: Any, *which: ColumnElement[bool]) -> Any:  # noqa: ANN401  (a column; a subquery)
    """Rank waits among those of the same key, the shortest first."""
    return (
        select(
            key.label("key"),
            DecisionFact.waited.label("waited"),
            func.row_number()
            .over(partition_by=key, order_by=(DecisionFact.waited, DecisionFact.id))
            .label("rank"),
            func.count().over(partition_by=key).label("number"),
        )
        .where(*which, DecisionFact.waited.is_not(None))
        .subquery()
    )


def _done(connection: Connection, *which: ColumnElement[bool]) -> tuple[Done, ...]:
    by = DecisionFact.account_id, DecisionFact.kind, DecisionFact.action
    counted = select(*by, func.count().label("number")).where(*which).group_by(*by).subquery()
    rows = connection.execute(
        select(
            counted.c.account_id,
            Account.name,
            counted.c.kind,
            counted.c.action,
            counted.c.number,
        )
        .join(Account, Account.id == counted.c.account_id, isouter=True)
        .order_by(Account.name, counted.c.account_id, counted.c.kind, counted.c.action)
        .limit(_MOST)
    )
    return tuple(Done(*row) for row in rows)
