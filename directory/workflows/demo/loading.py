"""Demo people into the database and out of it again, never beside real ones."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from sqlalchemy import Connection, delete, func, select, text

from directory.db import Database
from directory.domain.clock import NEVER_SECONDS
from directory.domain.listing import Book
from directory.models.accounts import Account
from directory.models.desk import DeskItem
from directory.models.practitioners import Practitioner
from directory.models.standings import PostingRow, Published, Standing
from directory.workflows.demo.accounts import clear_accounts, write_accounts
from directory.workflows.demo.bulk import write_rows
from directory.workflows.demo.desk import clear_desk, write_desk
from directory.workflows.demo.people import MOST_PEOPLE, draw_person, identifier_of
from directory.workflows.demo.rows import COLUMNS, add_person, empty_rows
from directory.workflows.demo.scene import Scene, scene_of
from directory.workflows.desk_keeping import fill_desk

CHUNK: Final = 1_000
"""So many people are in memory at once; five times as many no longer fit a processor's cache."""


class RealPeoplePresent(Exception):
    """Real practitioners are in the database."""

    def __init__(self) -> None:
        super().__init__(
            "This database holds real practitioners, and invented ones are never put beside them; "
            "use another database for a demonstration."
        )


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What a load brought: people, and those of them qualified at one location at least."""

    practitioners: int
    qualified: int


@dataclass(frozen=True, slots=True)
class DemoState:
    """How many invented and real people there are, and for which day they were invented."""

    synthetic: int
    real: int
    as_of: date | None


def load_demo(
    database: Database,
    *,
    practitioners: int,
    seed: int,
    as_of: date,
    book: Book,
    progress: Callable[[int], object] | None = None,
) -> DemoReport:
    """Replace the demo people; the same arguments give the same rows on both databases.

    `book`: the rules that they live under. `progress` hears how many people more are done. Raises
    `RealPeoplePresent` and `NobodyMayNeedle`.
    """
    if not 0 <= practitioners <= MOST_PEOPLE:
        raise ValueError(practitioners)
    scene = scene_of(seed=seed, as_of=as_of, book=book)
    qualified = 0
    with _no_search_for_cycles(), database.transaction() as session:
        connection = session.connection()
        if _count(connection, synthetic=False):
            raise RealPeoplePresent
        _clear(connection)
        # In the order of their identifiers: a tree that grows at random places is written over
        # and over, one that grows at its end once.
        order = sorted(range(practitioners), key=partial(identifier_of, seed))
        for start in range(0, practitioners, CHUNK):
            numbers = order[start : start + CHUNK]
            qualified += _load_chunk(connection, numbers, scene=scene)
            if progress is not None:
                progress(len(numbers))
        write_accounts(connection, scene, practitioners=practitioners)
        write_desk(connection, scene, practitioners=practitioners)
        fill_desk(connection, at=scene.at, rules=scene.book.rules)
        _learn_sizes(connection)
    return DemoReport(practitioners, qualified)


def clear_demo(database: Database) -> int:
    """Remove every demo person; says how many there were."""
    with database.transaction() as session:
        return _clear(session.connection())


def demo_state(database: Database) -> DemoState:
    """Say who is in the database."""
    with database.reading() as connection:
        synthetic = _count(connection, synthetic=True)
        real = _count(connection, synthetic=False)
        latest = connection.scalar(
            select(func.max(Practitioner.created_at)).where(Practitioner.synthetic)
        )
    return DemoState(synthetic, real, latest.date() if latest else None)


def invented_accounts(database: Database) -> int:
    """Say how many accounts of invented people there are."""
    with database.reading() as connection:
        counted = select(func.count()).select_from(Account).where(Account.synthetic)
        return connection.scalar(counted) or 0


def _load_chunk(connection: Connection, numbers: list[int], *, scene: Scene) -> int:
    rows = empty_rows()
    for number in numbers:
        add_person(rows, draw_person(scene, number), at=scene.at, book=scene.book)
    for table, columns in COLUMNS.items():
        # A period comes after the one that it renews; these are near their order as they are.
        ordered = rows[table] if "renews_id" in columns else sorted(rows[table])
        write_rows(connection, table, columns=columns, rows=ordered)
    owner, until = (COLUMNS[Standing].index(c) for c in ("practitioner_id", "qualified_until"))
    return len({row[owner] for row in rows[Standing] if row[until] > NEVER_SECONDS})


def _clear(connection: Connection) -> int:
    synthetic = select(Practitioner.id).where(Practitioner.synthetic)
    clear_desk(connection)
    # These follow no key of another table; everything else goes with its practitioner.
    for table in (PostingRow, Standing, Published, DeskItem):
        connection.execute(delete(table).where(table.practitioner_id.in_(synthetic)))
    cleared = connection.execute(delete(Practitioner).where(Practitioner.synthetic)).rowcount
    clear_accounts(connection)
    return cleared


def _count(connection: Connection, *, synthetic: bool) -> int:
    counted = select(func.count()).where(Practitioner.synthetic.is_(synthetic))
    return connection.scalar(counted.select_from(Practitioner)) or 0


def _learn_sizes(connection: Connection) -> None:
    # PostgreSQL plans for the tables as they were when it last looked.
    if connection.dialect.name == "postgresql":
        tables = ", ".join(table.__tablename__ for table in COLUMNS)
        connection.execute(text(f"ANALYZE {tables}"))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    # People are made by the million and none refers back to itself: searching them for cycles
    # takes a fifth of the time and frees nothing.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
