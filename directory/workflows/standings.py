"""Judging a person anew: verdicts, search postings and history, in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_
from sqlalchemy.orm import Session

from directory.domain.clock import NEVER_SECONDS, instant, seconds
from directory.domain.geodesy import cell_of, ecef_cm
from directory.domain.listing import Book, Practice, Standing, standings
from directory.domain.notes import written
from directory.domain.postings import Posting, languages_of, mask_of, postings_of
from directory.domain.verdict import Pillar
from directory.models.standings import PostingRow, Published
from directory.models.standings import Standing as StandingRow
from directory.queries.on_file import on_file

SHOWN: Final = (
    "profession", "rule_version", "notes", "since",
    "licence_source", "licence_on", "licence_until",
    "training_source", "training_on", "training_until", "head_neck",
    "accreditation_source", "accreditation_on", "accreditation_until",
    "qualified_until", "listed_until", "partial_until",
)  # fmt: skip
"""What a standing and the history of what was published have in common."""
_MICROSECONDS: Final = 1_000_000
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
    found: list[Standing] = []
    practices: Sequence[Practice] = ()
    if file is not None:
        practices = file.practices
        found = standings(
            file.profile, practices, at=at, book=book, qualified_since=_since(before, at)
        )
        lines = postings_of([standing.searchable for standing in found])
        rows = standing_rows(found, lines)
        if rows:
            connection.execute(insert(StandingRow), rows)
        if lines:
            connection.execute(insert(PostingRow), posting_rows(lines))
        _publish(connection, before, rows=published_rows(practices, rows), at=at)
    _withdraw(connection, before, still_there={p.location_id for p in practices}, at=at)
    return found


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


def published_rows(
    practices: Iterable[Practice], rows: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Write standings as history does, without their instant."""
    return [
        {
            "location_id": row["location_id"],
            "practitioner_id": row["practitioner_id"],
            "shown": True,
            "country": practice.place.country,
            "region": practice.place.region,
            "time_zone": practice.place.time_zone,
            **{name: row[name] for name in SHOWN},
        }
        for practice, row in zip(practices, rows, strict=True)
    ]


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


def _publish(
    connection: Connection,
    before: _Stored,
    *,
    rows: Iterable[dict[str, Any]],
    at: datetime,
) -> None:
    """Add to the history what differs from what was said until now."""
    changed = [
        row
        for row in rows
        if row["location_id"] not in before
        or any(before[row["location_id"]][name] != row[name] for name in SHOWN)
    ]
    _record(connection, changed, at=at)


def _withdraw(
    connection: Connection,
    before: _Stored,
    *,
    still_there: set[int],
    at: datetime,
) -> None:
    """Write down that a location, or its person, is in the directory no more."""
    gone = before.keys() - still_there
    if not gone:
        return
    latest = select(func.max(Published.recorded_us)).where(
        Published.location_id == bindparam("place")
    )
    rows = []
    for location_id in sorted(gone):
        last = connection.execute(
            select(*Published.__table__.columns).where(
                Published.location_id == bindparam("place"),
                Published.recorded_us == latest.scalar_subquery(),
            ),
            {"place": location_id},
        ).one_or_none()
        if last is not None:
            row = dict(last._mapping)  # noqa: SLF001  (as above)
            ends = dict.fromkeys(("qualified_until", "listed_until", "partial_until"), 0)
            rows.append({**row, **ends, "since": 0, "shown": False})
    _record(connection, rows, at=at)


def _record(connection: Connection, rows: Sequence[dict[str, Any]], *, at: datetime) -> None:
    if not rows:
        return
    now = int(at.timestamp()) * _MICROSECONDS + at.microsecond
    places = [row["location_id"] for row in rows]
    latest = {
        row.location_id: row.latest
        for row in connection.execute(
            select(Published.location_id, func.max(Published.recorded_us).label("latest"))
            .where(Published.location_id.in_(places))
            .group_by(Published.location_id)
        )
    }
    # Two acts can fall on one microsecond, or a clock can be set back: the order still holds.
    connection.execute(
        insert(Published),
        [{**row, "recorded_us": max(now, latest.get(row["location_id"], 0) + 1)} for row in rows],
    )


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
