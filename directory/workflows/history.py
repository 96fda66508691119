"""The history of what the directory says of people: added to with every act, changed by none."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import aliased

from directory.domain.clock import NEVER_SECONDS, microseconds
from directory.domain.listing import Practice, Profile
from directory.models.standings import Concluded, Published

SAID: Final = tuple(Concluded.__annotations__)
"""What history takes over from a standing as it is."""
_NO_MORE: Final = {
    "shown": False,
    "since": NEVER_SECONDS,
    "qualified_until": NEVER_SECONDS,
    "listed_until": NEVER_SECONDS,
    "partial_until": NEVER_SECONDS,
}
_Row = Mapping[Any, Any]


def published_rows(
    practices: Iterable[Practice], standings: Iterable[_Row], *, profile: Profile
) -> list[dict[str, Any]]:
    """Write the standings of a person as history does, without an instant.

    Who says of no headache that they see it is in no list, as in the search.
    """
    unlisted = {} if profile.headaches else {"listed_until": 0, "partial_until": 0}
    return [
        {
            "location_id": standing["location_id"],
            "practitioner_id": standing["practitioner_id"],
            "shown": profile.credentials.published,
            "country": practice.place.country,
            "region": practice.place.region,
            "time_zone": practice.place.time_zone,
            **{name: standing[name] for name in SAID},
            **unlisted,
        }
        for practice, standing in zip(practices, standings, strict=True)
    ]


def publish(
    connection: Connection, rows: Sequence[_Row], *, practitioner_id: int, at: datetime
) -> None:
    """Add to a person's history what differs from what was said last.

    A location that is not among the rows is in the directory no more.
    """
    last = {
        row.location_id: row._mapping  # noqa: SLF001  (SQLAlchemy's name for the row as a mapping)
        for row in connection.execute(_LAST, {"who": practitioner_id})
    }
    said = {row["location_id"]: row for row in rows}
    added = [row for row in said.values() if _is_news(row, last.get(row["location_id"]))]
    added += [
        {**row, **_NO_MORE}
        for location_id, row in last.items()
        if location_id not in said and row["shown"]
    ]
    if not added:
        return
    now = microseconds(at)
    before = {location_id: row["recorded_us"] for location_id, row in last.items()}
    # Two acts can fall on one microsecond, or a clock can be set back: the order still holds.
    connection.execute(
        insert(Published),
        [{**row, "recorded_us": max(now, before.get(row["location_id"], 0) + 1)} for row in added],
    )


_LATER: Final = aliased(Published)
_LAST: Final = select(*Published.__table__.columns).where(
    Published.practitioner_id == bindparam("who"),
    Published.recorded_us
    == select(func.max(_LATER.recorded_us))
    .where(_LATER.location_id == Published.location_id)
    .scalar_subquery(),
)


def _is_news(row: _Row, last: _Row | None) -> bool:
    """Say whether a row says something else than the last one of its location."""
    if last is None or not (row["shown"] or last["shown"]):
        return bool(row["shown"])
    return any(last[name] != value for name, value in row.items())
