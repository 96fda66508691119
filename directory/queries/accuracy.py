"""What the directory measures of itself for everybody to read; each figure counts, none names."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from directory.domain.clock import months_after, seconds
from directory.domain.figures import (
    CONFIRMED_DAYS,
    LOOKED_DAYS,
    SAMPLED_DAYS,
    VERIFIED_DAYS,
    months_until,
    older_than_working_days,
)
from directory.domain.postings import EVERYONE
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind
from directory.models.desk import DecisionFact
from directory.models.practitioners import Practitioner
from directory.models.reports import Recheck, RecheckResult, Report
from directory.models.standings import PostingRow, Standing

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waited:
    """How many waited, and how many seconds half of them waited at most."""

    number: int
    median: int | None


@dataclass(frozen=True, slots=True)
class Currency:
    """How many can be found now, and of how many what was seen or said lately.

    `looked`: whose licence was looked up within each of `LOOKED_DAYS`; `confirmed`: who confirmed
    their details within `CONFIRMED_DAYS`.
    """

    listed: int
    looked: tuple[int, ...]
    confirmed: int


@dataclass(frozen=True, slots=True)
class Samples:
    """How many listings were looked at anew and counted, and how many were as they should be.

    `uncounted`: of which too much could not be found out.
    """

    counted: int
    exact: int
    functional: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """All of it at one instant. `months`: waits for a licence by the month of its decision."""

    at: datetime
    currency: Currency
    licences: Waited
    all_kinds: Waited
    months: tuple[tuple[date, Waited], ...]
    reports_open: int
    reports_old: int
    samples: Samples


def public_figures(connection: Connection, at: datetime) -> PublicFigures:
    """Measure; it reads whole tables, so keep the answer a while."""
    today = at.astimezone(UTC).date()
    since = DecisionFact.day > today - timedelta(days=VERIFIED_DAYS)
    licence = DecisionFact.kind == CredentialKind.LICENCE
    months = [
        (first, waited(connection, licence, *_within(first, months_after(first, 1) - _DAY)))
        for first in months_until(today)
    ]
    begun = datetime.combine(older_than_working_days(today), time(), UTC)
    is_open = Report.closed_at.is_(None)
    return PublicFigures(
        at=at,
        currency=_currency(connection, at, today=today),
        licences=waited(connection, licence, since),
        all_kinds=waited(connection, since),
        months=tuple(months),
        reports_open=_count(connection, Report.id, is_open),
        reports_old=_count(connection, Report.id, is_open, Report.received_at < begun),
        samples=_samples(connection, today),
    )


def waited(connection: Connection, *which: ColumnElement[bool]) -> Waited:
    """Say how long credentials waited that reviewers then verified."""
    wanted = and_(
        DecisionFact.action == Action.VERIFY,
        DecisionFact.undone.is_(False),
        DecisionFact.waited.is_not(None),
        *which,
    )
    number = _count(connection, DecisionFact.id, wanted)
    if not number:
        return Waited(0, None)
    middle = (
        select(DecisionFact.waited)
        .where(wanted)
        .order_by(DecisionFact.waited, DecisionFact.id)
        .offset((number - 1) // 2)
        .limit(1)
    )
    return Waited(number, connection.scalar(middle))


def _currency(connection: Connection, at: datetime, *, today: date) -> Currency:
    # Somebody with several places counts by the look that is longest ago.
    people = (
        select(
            func.min(Standing.licence_on).label("looked_on"),
            func.min(Practitioner.attested_on).label("attested_on"),
        )
        .select_from(PostingRow)
        .join(Standing, Standing.location_id == PostingRow.location_id)
        .join(Practitioner, Practitioner.id == PostingRow.practitioner_id)
        .where(PostingRow.attr == EVERYONE, PostingRow.partial_until > seconds(at))
        .group_by(PostingRow.practitioner_id)
        .subquery()
    )
    looked: list[Any] = [
        func.count().filter(people.c.looked_on > today - timedelta(days=days))
        for days in LOOKED_DAYS
    ]
    said = func.count().filter(people.c.attested_on > today - timedelta(days=CONFIRMED_DAYS))
    listed, confirmed, *lately = connection.execute(
        select(func.count(), said, *looked).select_from(people)
    ).one()
    return Currency(listed, tuple(lately), confirmed)


def _samples(connection: Connection, today: date) -> Samples:
    first = today - timedelta(days=SAMPLED_DAYS)
    counted, exact, functional = connection.execute(
        select(
            func.count(),
            func.count().filter(RecheckResult.exact),
            func.count().filter(RecheckResult.functional),
        ).where(RecheckResult.done_on > first)
    ).one()
    uncounted = _count(
        connection,
        Recheck.id,
        Recheck.done_at >= datetime.combine(first + _DAY, time(), UTC),
        Recheck.answers != "{}",
        or_(Recheck.exact.is_(None), Recheck.functional.is_(None)),
    )
    return Samples(counted, exact, functional, uncounted)


def _within(first: date, last: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return DecisionFact.day >= first, DecisionFact.day <= last


def _count(connection: Connection, key: Any, *which: ColumnElement[bool]) -> int:  # noqa: ANN401  (a column)
    return connection.scalar(select(func.count(key)).where(*which)) or 0
