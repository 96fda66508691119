"""Samples of public listings: drawn each week, looked at anew by reviewers, and counted."""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Final

from sqlalchemy import func, select

from directory.domain.accuracy import Fact, Found, counted
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.sampling import Drawn, draw, due_on, week_of
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.models.practitioners import PracticeLocation
from directory.models.reports import Recheck, RecheckResult
from directory.queries.rechecks import drawable, drawn_since, was_drawn
from directory.workflows.acts import Act, Office, Subject
from directory.workflows.identifiers import fresh_id
from directory.workflows.own_files import OwnFile, guard_own

__all__ = ["NoSuchRecheck", "OwnFile", "RecheckDone", "draw_week", "note_recheck"]

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_ONE_AT_A_TIME: Final = 0x5A_3B_1E5


class NoSuchRecheck(Exception):
    """There is no such sample of this person."""


class RecheckDone(Exception):
    """Somebody has looked at this sample already."""


def draw_week(office: Office, number: int) -> int:
    """Draw so many listings of this week, however often it is asked; gives how many are new."""
    at = office.now()
    today = at.astimezone(UTC).date()
    week = week_of(today)
    with office.database.reading() as connection:
        missing = number - drawn_since(connection, week)
        if missing <= 0:
            return 0
        chosen = draw(week, drawable(connection, at=at, today=today), number=missing)
    new = 0
    for each in chosen:
        with office.act(_SYSTEM) as act:
            new += _take(act, each, number=number)
    return new


def note_recheck(
    act: Act,
    practitioner_id: int,
    *,
    recheck_id: int,
    answers: Mapping[Fact, Found],
    note: str = "",
) -> None:
    """Write down what a reviewer found, and count it.

    No answers: the listing is not public any more, so that there is nothing to find. Raises
    `NoSuchRecheck`, `RecheckDone` and `OwnFile`.
    """
    act.hold(practitioner_id)
    row = act.session.scalar(
        select(Recheck)
        .where(Recheck.id == recheck_id, Recheck.practitioner_id == practitioner_id)
        .with_for_update()
    )
    if row is None:
        raise NoSuchRecheck
    if row.done_at is not None:
        raise RecheckDone
    guard_own(act, practitioner_id)
    result = counted(answers) if answers else None
    row.answers = json.dumps(dict(answers), sort_keys=True)
    row.exact = result.exact if result else None
    row.functional = result.functional if result else None
    row.note, row.done_by, row.done_at = note or None, act.actor.account, act.at
    if row.exact is not None and row.functional is not None:
        act.session.add(
            RecheckResult(
                id=fresh_id(), done_on=act.today, exact=row.exact, functional=row.functional
            )
        )
    act.log(
        DecisionAct.RECHECKED,
        _subject(practitioner_id, recheck_id),
        exact=row.exact,
        functional=row.functional,
        listed=bool(answers),
    )


def _take(act: Act, drawn: Drawn, *, number: int) -> bool:
    """Draw one person, unless another run was quicker."""
    act.hold(drawn.practitioner_id)
    connection = act.session.connection()
    if connection.dialect.name == "postgresql":
        # A writer on SQLite is alone from its beginning.
        act.session.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
    place = act.session.get(PracticeLocation, drawn.location_id)
    if place is None or drawn_since(connection, week_of(act.today)) >= number:
        return False
    if was_drawn(connection, drawn.practitioner_id, today=act.today):
        return False
    row = Recheck(
        id=fresh_id(),
        practitioner_id=drawn.practitioner_id,
        location_id=drawn.location_id,
        drawn_on=act.today,
        due_on=due_on(act.today, place.country),
        answers=None,
        exact=None,
        functional=None,
        note=None,
        done_by=None,
        done_at=None,
    )
    act.session.add(row)
    act.log(DecisionAct.RECHECK_DRAWN, _subject(drawn.practitioner_id, row.id))
    return True


def _subject(practitioner_id: int, recheck_id: int) -> Subject:
    return Subject(practitioner_id=practitioner_id, kind=SubjectKind.RECHECK, id=recheck_id)
