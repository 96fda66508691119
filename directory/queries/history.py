"""What was published about a person at the end of an earlier day, as it was recorded then."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from directory.db import Database
from directory.domain import ids
from directory.domain.clock import MICROSECONDS
from directory.domain.history import DayFault, Line, Look, Said, said_on, window
from directory.domain.notes import Note
from directory.domain.vocabulary import Country, PillarStatus, Profession
from directory.models.standings import Published
from directory.queries.listing_views import CheckView, TrainingView
from directory.queries.listings import instant


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLocation:
    """What was said of a practice location; where it is only as closely as its region."""

    id: str
    region: str
    country: Country
    time_zone: str
    profession: Profession | None
    qualified: bool
    qualified_until: datetime | None
    listed: bool
    rule_version: str | None
    notes: tuple[Note, ...]
    licence: CheckView
    training: TrainingView
    accreditation: CheckView


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What was public about a person on a day; nobody's name, and no address."""

    id: str
    day: date
    locations: tuple[EarlierLocation, ...]

    @property
    def listed(self) -> bool:
        """Whether a search could find this person."""
        return any(place.listed for place in self.locations)


_MOST: Final = 1_000
"""Lines read: what counts at each location, and all that was recorded within one day."""
_later = aliased(Published)
_begun = (
    select(func.min(Published.recorded_us).label("begun_us"))
    .where(
        Published.practitioner_id == bindparam("who"),
        Published.shown,
        # Listed when it was recorded, not only judged.
        Published.partial_until > Published.recorded_us // MICROSECONDS,
    )
    .subquery()
)
_superseded = (
    select(_later.location_id)
    .where(
        _later.location_id == Published.location_id,
        _later.recorded_us > Published.recorded_us,
        _later.recorded_us < bindparam("first_end"),
    )
    .exists()
)
# Where nothing had been recorded by then, one row still says when the person was first listed.
_LINES: Final = (
    select(_begun.c.begun_us, *Published.__table__.columns)
    .select_from(_begun)
    .outerjoin(
        Published,
        and_(
            Published.practitioner_id == bindparam("who"),
            Published.recorded_us < bindparam("last_end"),
            ~_superseded,
        ),
    )
    .order_by(Published.recorded_us, Published.location_id)
    .limit(_MOST)
)


def history(
    database: Database, practitioner_id: int, *, day: date, now: int
) -> HistoryView | DayFault | None:
    """Read what was public about a person at the end of a day, `now` in UTC seconds.

    None for who has never been listed, as for who is unknown. Somebody who was first listed later
    had nothing published about them.
    """
    first_end, last_end = window(day)
    with database.reading() as connection:
        rows = connection.execute(
            _LINES, {"who": practitioner_id, "first_end": first_end, "last_end": last_end}
        ).all()
    begun_us = rows[0].begun_us
    if begun_us is None:
        return None
    lines = [_line(row) for row in rows if row.location_id is not None]
    found = said_on(day, lines, begun_us=begun_us, now=now)
    if isinstance(found, DayFault):
        return found
    return HistoryView(ids.encode(practitioner_id), day, tuple(map(_location, found)))


def was_listed(database: Database, practitioner_id: int) -> bool:
    """Say whether a person has ever been listed, so that `history` answers."""
    with database.reading() as connection:
        begun = connection.execute(select(_begun.c.begun_us), {"who": practitioner_id}).scalar()
    return begun is not None


def _line(row: Any) -> Line:  # noqa: ANN401  (a row of `published`)
    return Line(
        location_id=row.location_id,
        recorded_us=row.recorded_us,
        shown=row.shown,
        country=row.country,
        region=row.region,
        time_zone=row.time_zone,
        profession=row.profession,
        rule_version=row.rule_version,
        notes=row.notes,
        licence=Look(row.licence_source, row.licence_on, row.licence_until),
        training=Look(row.training_source, row.training_on, row.training_until),
        head_neck=row.head_neck,
        accreditation=Look(row.accreditation_source, row.accreditation_on, row.accreditation_until),
        qualified_until=row.qualified_until,
        partial_until=row.partial_until,
    )


def _location(said: Said) -> EarlierLocation:
    line = said.line
    training = _check(said.training)
    return EarlierLocation(
        id=ids.encode(line.location_id),
        region=line.region,
        country=line.country,
        time_zone=line.time_zone,
        profession=line.profession,
        qualified=said.qualified,
        qualified_until=instant(line.qualified_until) if said.qualified else None,
        listed=said.listed,
        rule_version=line.rule_version,
        notes=said.notes,
        licence=_check(said.licence),
        training=TrainingView(
            training.status, training.how, training.on, training.until, line.head_neck
        ),
        accreditation=_check(said.accreditation),
    )


def _check(look: Look | None) -> CheckView:
    if look is None:
        return CheckView(PillarStatus.NONE_ON_RECORD, None, None, None)
    return CheckView(PillarStatus.CHECKED, look.source, look.on, instant(look.until))
