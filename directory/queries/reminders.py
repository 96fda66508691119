"""Of whom and of what reminders may be due, with the rungs that were dealt with already."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from directory.domain.clock import local_day
from directory.domain.reminders import reach
from directory.domain.verdict import NEW_PATIENTS_DAYS
from directory.domain.vocabulary import CredentialState, ReminderKind
from directory.models.accounts import Account
from directory.models.credentials import Authorization, Certification, Licence
from directory.models.listings import Reminder
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.standings import Standing

CHUNK: Final = 500
Paper = type[Licence] | type[Authorization] | type[Certification]
PAPERS: Final[Mapping[ReminderKind, Paper]] = MappingProxyType(
    {
        ReminderKind.LICENCE: Licence,
        ReminderKind.AUTHORIZATION: Authorization,
        ReminderKind.CERTIFICATION: Certification,
    }
)
"""What has an end to be reminded of."""
_REGIONAL: Final[Mapping[object, type[Licence] | type[Authorization]]] = MappingProxyType(
    {Licence: Licence, Authorization: Authorization}
)
"""Papers of a place, by which their days are counted."""
_DAY: Final = timedelta(days=1)
_LEAD: Final = {ReminderKind.STILL_CORRECT: timedelta(days=NEW_PATIENTS_DAYS)}
"""How long after the day that is stored comes the one that is reminded of."""
_SENT_IN: Final = (CredentialState.SUBMITTED, CredentialState.QUERIED, CredentialState.DEFERRED)
_NOWHERE: Final = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """What somebody may have to be reminded of.

    `about`: the paper, or the practitioner. `since`: from when it has been as it is. `renewal`:
    how a later period of it stands that is not checked yet.
    """

    practitioner_id: int
    kind: ReminderKind
    about: int
    due: date
    since: date | None
    renewal: CredentialState | None
    time_zone: str
    dealt: frozenset[int]

    def today(self, at: datetime) -> date:
        """Give the day at the place that the paper, or the person, belongs to."""
        return local_day(at, self.time_zone)


def ladders(
    connection: Connection, kind: ReminderKind, *, at: datetime, after: int = -1
) -> tuple[Ladder, ...]:
    """List what of a kind leads to a day that a letter may be due for, in the order of `about`.

    At most `CHUNK`; the next ones come `after` the last.
    """
    # A day wider than any time zone, so that the place decides.
    today = at.astimezone(UTC).date()
    first, last = reach(kind, today - _DAY)[0], reach(kind, today + _DAY)[1]
    lead = _LEAD.get(kind, timedelta(0))
    about, day, query = _of(kind)
    query = query.where(about > after, day.between(first - lead, last - lead))
    return _read(connection, kind, query=query.order_by(about).limit(CHUNK))


def ladder(connection: Connection, kind: ReminderKind, *, about: int) -> Ladder | None:
    """Give one of them as it stands now; None where there is nothing left to remind of."""
    key, _, query = _of(kind)
    found = _read(connection, kind, query=query.where(key == about).limit(1))
    return found[0] if found else None


def shown_until(connection: Connection, practitioner_id: int) -> int:
    """Give the instant (UTC seconds) until which search shows somebody anywhere; 0 for never."""
    stored = connection.scalar(
        select(func.max(Standing.partial_until)).where(Standing.practitioner_id == practitioner_id)
    )
    return stored or 0


_Query = Select[*tuple[Any, ...]]


_Column = InstrumentedAttribute[Any]


def _of(kind: ReminderKind) -> tuple[_Column, _Column, _Query]:
    """Give what names a ladder, the day that is stored, and everything there is of a kind."""
    paper = PAPERS.get(kind)
    if paper is None:
        known = Practitioner.published & Practitioner.attested_on.is_not(None)
        query = _listed(Practitioner.id, Practitioner.attested_on).where(known)
        return Practitioner.id, Practitioner.attested_on, query
    renewed = aliased(paper)
    is_renewed = (
        select(renewed.id)
        .where(renewed.renews_id == paper.id, renewed.state == CredentialState.VERIFIED)
        .exists()
    )
    query = (
        _listed(paper.id, paper.expires, paper=paper)
        .join(paper, paper.practitioner_id == Practitioner.id)
        .where(paper.state == CredentialState.VERIFIED, paper.expires.is_not(None), ~is_renewed)
    )
    return paper.id, paper.expires, query


def _listed(about: _Column, day: _Column, *, paper: Paper | None = None) -> _Query:
    """Select from the listings of people who can be written to and have not left."""
    return (
        select(
            Practitioner.id.label("practitioner_id"),
            about.label("about"),
            day.label("day"),
            (null() if paper is None else paper.state_since).label("since"),
            (literal(None) if paper is None else _renewal(paper)).label("renewal"),
            _time_zone(paper).label("time_zone"),
        )
        .select_from(Practitioner)
        .join(Account, Account.id == Practitioner.account_id)
        .where(
            Practitioner.left_at.is_(None),
            Account.closed_at.is_(None),
            Account.disabled_at.is_(None),
        )
    )


def _renewal(paper: Paper) -> ScalarSelect[Any]:
    later = aliased(paper)
    return (
        select(later.state)
        .where(later.renews_id == paper.id, later.state.in_(_SENT_IN))
        .order_by(later.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _time_zone(paper: Paper | None) -> ScalarSelect[Any]:
    """Ask for the time zone of the place that a paper is for, else of the first place."""
    order: list[ColumnElement[Any]] = [PracticeLocation.position.asc()]
    regional = _REGIONAL.get(paper)
    if regional is not None:
        here = and_(
            PracticeLocation.country == regional.country, PracticeLocation.region == regional.region
        )
        order.insert(0, here.desc())
    return (
        select(PracticeLocation.time_zone)
        .where(PracticeLocation.practitioner_id == Practitioner.id)
        .order_by(*order)
        .limit(1)
        .scalar_subquery()
    )


def _read(connection: Connection, kind: ReminderKind, *, query: _Query) -> tuple[Ladder, ...]:
    rows = connection.execute(query).all()
    lead = _LEAD.get(kind, timedelta(0))
    dealt = _dealt(connection, kind, about=[row.about for row in rows])
    return tuple(
        Ladder(
            practitioner_id=row.practitioner_id,
            kind=kind,
            about=row.about,
            due=row.day + lead,
            since=None if row.since is None else local_day(row.since, row.time_zone or _NOWHERE),
            renewal=None if row.renewal is None else CredentialState(row.renewal),
            time_zone=row.time_zone or _NOWHERE,
            dealt=frozenset(dealt[row.about, row.day + lead]),
        )
        for row in rows
    )


def _dealt(
    connection: Connection, kind: ReminderKind, *, about: Sequence[int]
) -> defaultdict[tuple[int, date], list[int]]:
    found: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
    if about:
        rows = connection.execute(
            select(Reminder.about, Reminder.due, Reminder.step)
            .where(Reminder.kind == kind, Reminder.about.in_(about))
            .order_by(Reminder.about, Reminder.due, Reminder.step)
            .limit(CHUNK * 100)
        )
        for each in rows:
            found[each.about, each.due].append(each.step)
    return found
