"""Judging a person anew: verdicts, search postings and history, in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_
from sqlalchemy.orm import Session

from directory.domain.clock import NEVER_SECONDS, instant, seconds
from directory.domain.geodesy import cell_of, ecef_cm
from directory.domain.listing import Book, Standing, standings
from directory.domain.notes import written
from directory.domain.postings import Posting, languages_of, mask_of, postings_of
from directory.domain.verdict import Pillar
from directory.models.standings import PostingRow
from directory.models.standings import Standing as StandingRow
from directory.queries.on_file import OnFile, on_file
from directory.workflows.history import publish, published_rows

_Stored = Mapping[int, Mapping[Any, Any]]
"""Standings as they were before, by location."""


def restate(session: Session, practitioner_id: int, *, at: datetime, book: Book) -> list[Standing]:
    """Judge a person anew and rewrite their standings and postings; gives what holds now.

    Part of every act that changes what the rules or the search look at; the caller's transaction
    makes both true at once.
    """
    # What the act has changed so far must be in the tables that are read here.
    session.flush()
    connection = session.connection()
    before: _Stored = {
        row.location_id: row._mapping  # noqa: SLF001  (SQLAlchemy's name for the row as a mapping)
        for row in connection.execute(_BEFORE, {"who": practitioner_id})
    }
    _take_down(connection, before, practitioner_id=practitioner_id)
    file = on_file(connection, practitioner_id)
    found = _NOBODY if file is None else judged(file, at=at, book=book, since=_since(before, at))
    put_up(connection, found)
    publish(connection, found.said, practitioner_id=practitioner_id, at=at)
    return found.standings


@dataclass(frozen=True, slots=True)
class Judged:
    """What holds for people, and the rows that say so."""

    standings: list[Standing]
    rows: list[dict[str, Any]]
    postings: list[dict[str, Any]]
    said: list[dict[str, Any]]


_NOBODY: Final = Judged([], [], [], [])
_NOT_BEFORE: Final[Mapping[int, datetime]] = MappingProxyType({})


def judged(
    file: OnFile, *, at: datetime, book: Book, since: Mapping[int, datetime] = _NOT_BEFORE
) -> Judged:
    """Judge a person; `since`: since when they have been qualified, by location."""
    found = standings(file.profile, file.practices, at=at, book=book, qualified_since=since)
    lines = postings_of([standing.searchable for standing in found])
    rows = standing_rows(found, lines)
    said = published_rows(file.practices, rows, profile=file.profile)
    return Judged(found, rows, posting_rows(lines), said)


def put_up(connection: Connection, *found: Judged) -> None:
    """Write standings and search postings of people who have none there now."""
    for table, rows in (
        (StandingRow, [row for each in found for row in each.rows]),
        (PostingRow, [row for each in found for row in each.postings]),
    ):
        if rows:
            connection.execute(insert(table), rows)


_BEFORE: Final = select(*StandingRow.__table__.columns).where(
    StandingRow.practitioner_id == bindparam("who")
)


def standing_rows(found: Sequence[Standing], lines: Iterable[Posting]) -> list[dict[str, Any]]:
    """Write the standings of one person as rows, with the lists that their postings are in."""
    lists: dict[int, list[str]] = {}
    for line in sorted(lines):
        lists.setdefault(line.location_id, []).append(str(line.attr))
    return [_standing_row(standing, lists) for standing in found]


def posting_rows(lines: Iterable[Posting]) -> list[dict[str, Any]]:
    """Write postings as rows."""
    return [line._asdict() for line in lines]


def _take_down(connection: Connection, before: _Stored, *, practitioner_id: int) -> None:
    keys = [
        (int(attr), row["cell"], location_id)
        for location_id, row in before.items()
        for attr in row["lists"].split()
    ]
    if keys:
        key = tuple_(PostingRow.attr, PostingRow.cell, PostingRow.location_id)
        connection.execute(delete(PostingRow).where(key.in_(keys)))
    if before:
        connection.execute(
            delete(StandingRow).where(StandingRow.practitioner_id == practitioner_id)
        )


def _since(before: _Stored, at: datetime) -> dict[int, datetime]:
    """Say since when a person has been qualified, where they are so without a gap."""
    return {
        location_id: instant(row["since"])
        for location_id, row in before.items()
        if row["since"] > NEVER_SECONDS and row["qualified_until"] > seconds(at)
    }


def _standing_row(standing: Standing, lists: dict[int, list[str]]) -> dict[str, Any]:
    place, verdict = standing.searchable, standing.verdict
    return {
        "location_id": place.location_id,
        "practitioner_id": place.practitioner_id,
        "profession": verdict.profession,
        "rule_version": verdict.rule.version if verdict.rule else None,
        "notes": written(verdict.notes),
        "since": seconds(verdict.since),
        **_pillar("licence", verdict.licence),
        **_pillar("training", verdict.training),
        "head_neck": verdict.head_neck,
        **_pillar("accreditation", verdict.accreditation),
        "qualified_until": seconds(verdict.qualified_until),
        "listed_until": place.listed_until,
        "partial_until": place.partial_until,
        "new_patients_until": standing.new_patients_until,
        "mask": mask_of(place),
        "languages": languages_of(place.languages),
        "cell": cell_of(*ecef_cm(place.lat, place.lon)),
        "lists": " ".join(lists.get(place.location_id, ())),
    }


def _pillar(name: str, pillar: Pillar) -> dict[str, Any]:
    check = pillar.check
    return {
        f"{name}_source": check.source if check else None,
        f"{name}_on": check.looked_on if check else None,
        f"{name}_until": seconds(pillar.until),
    }
