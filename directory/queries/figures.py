"""What reviewers have before them and behind them: open work, decisions, and how long they took."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, DeskKind, DeskTab
from directory.models.accounts import Account
from directory.models.desk import DecisionFact, DeskItem

_MOST: Final = 10_000
_MOST_HEAPED: Final = 200_000
_HOUR: Final = 3_600


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
    """How many hours decisions of a kind were waited for: half, and nine in ten, at most."""

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
    """All of it. `waits`: how many hours half of what each reviewer decided had waited at most."""

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
    counted = _counted(connection, first, last=last)
    names = _names(connection, {each.account for each in counted})
    return DeskFigures(
        first=first,
        last=last,
        heaps=_heaps(connection, at, today=last),
        took=_took(counted),
        done=_done(counted, names),
        waits=_waits(counted),
    )


class _Counted(NamedTuple):
    """So many decisions of one sort that had waited for so many hours, rounded up."""

    account: int
    kind: CredentialKind
    action: Action
    hours: int | None
    number: int


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


def _counted(connection: Connection, first: date, *, last: date) -> list[_Counted]:
    """Read the decisions once, heaped up by whole hours; what was undone is left out."""
    hours = (DecisionFact.waited + (_HOUR - 1)) // _HOUR
    by = DecisionFact.account_id, DecisionFact.kind, DecisionFact.action, hours
    rows = connection.execute(
        select(*by, func.count())
        .where(DecisionFact.day.between(first, last), DecisionFact.undone.is_(False))
        .group_by(*by)
        .order_by(*by)
        .limit(_MOST_HEAPED)
    )
    return [_Counted(*row) for row in rows]


def _names(connection: Connection, accounts: Collection[int]) -> dict[int, str]:
    rows = connection.execute(
        select(Account.id, Account.name)
        .where(Account.id.in_(accounts))
        .order_by(Account.id)
        .limit(_MOST)
    )
    return {row.id: row.name for row in rows}


def _took(counted: Iterable[_Counted]) -> tuple[Took, ...]:
    waits: dict[CredentialKind, Counter[int]] = defaultdict(Counter)
    for each in counted:
        if each.action is Action.VERIFY and each.hours is not None:
            waits[each.kind][each.hours] += each.number
    return tuple(
        Took(kind, waits[kind].total(), _at_most(waits[kind], 5), _at_most(waits[kind], 9))
        for kind in CredentialKind
        if kind in waits
    )


def _waits(counted: Iterable[_Counted]) -> dict[int, int]:
    waits: dict[int, Counter[int]] = defaultdict(Counter)
    for each in counted:
        if each.hours is not None:
            waits[each.account][each.hours] += each.number
    return {account: _at_most(hours, 5) for account, hours in waits.items()}


def _at_most(hours: Counter[int], tenths: int) -> int:
    """Give the hours within which so many tenths of them lie."""
    seen = 0
    for waited, number in sorted(hours.items()):
        seen += number
        if seen * 10 >= hours.total() * tenths:
            return waited
    raise ValueError(hours)


def _done(counted: Iterable[_Counted], names: dict[int, str]) -> tuple[Done, ...]:
    sums: Counter[tuple[int, CredentialKind, Action]] = Counter()
    for each in counted:
        sums[each.account, each.kind, each.action] += each.number
    done = [
        Done(account, names.get(account), kind, action, number)
        for (account, kind, action), number in sums.items()
    ]
    return tuple(sorted(done, key=lambda it: (it.name or "", it.account, it.kind, it.action)))
