"""One practitioner's change: what judging anew and rewriting postings costs beside the row."""

from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.models.practitioners import Practitioner
from directory.queries.on_file import on_file
from directory.workflows.standings import restate
from tests.benchmarks.figures import Figure
from tests.benchmarks.meters import Meter
from tests.rule_books import REAL

PEOPLE: Final = 150
WARM_UP: Final = 30
MOST_MS: Final = 0.2


def figures(name: str, database: Database, now: datetime) -> Iterator[Figure]:
    """Change people one after the other, each in a transaction of its own."""
    with database.reading() as connection:
        people = connection.scalars(
            select(Practitioner.id).order_by(Practitioner.id).limit(PEOPLE + WARM_UP)
        ).all()
    row, load, whole = [], [], []
    for person in people:
        with database.transaction() as session:
            meter = _meter(session)
            row.append(meter.of(lambda p=person, s=session: _save_row(s, p, now)))  # type: ignore[misc]
            whole.append(meter.of(lambda p=person, s=session: restate(s, p, at=now, book=REAL)))  # type: ignore[misc]
        with database.transaction() as session:
            session.get_one(Practitioner, person)
            meter = _meter(session)
            load.append(meter.of(lambda p=person, s=session: _load(s, p)))  # type: ignore[misc]
    saved, loaded, restated = (median(times[WARM_UP:]) for times in (row, load, whole))
    yield Figure(
        name=f"{name}: one change, judged and rewritten",
        ours=restated,
        unit="ms",
        beside=saved,
        beside_name="the row itself",
    )
    yield Figure(
        name=f"{name}: of that, reading the person",
        ours=loaded,
        unit="ms",
        beside=saved,
        beside_name="the row itself",
    )
    yield Figure(
        name=f"{name}: of that, judging and rewriting",
        ours=restated - loaded,
        unit="ms",
        most=MOST_MS,
    )


def _meter(session: Session) -> Meter:
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        return Meter()
    return Meter(int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar() or 0))


def _save_row(session: Session, person: int, now: datetime) -> None:
    found = session.get_one(Practitioner, person)
    found.bio = f"Changed at {now}."
    found.updated_at = now
    session.flush()


def _load(session: Session, person: int) -> None:
    # What `restate` reads before it judges.
    on_file(session.connection(), person)
