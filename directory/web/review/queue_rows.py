"""Pieces of work as rows of a page: how old, by when, about whom, and what to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from flask import url_for

from directory.domain.desk_due import Due, age_in_days, how_due
from directory.domain.vocabulary import DeskKind
from directory.queries.desk import DeskRow
from directory.web.presenters.words import day, language_here
from directory.web.review.queue_words import FLAGS, KINDS
from directory.web.speech import gettext, ngettext
from directory.web.wiring import region_name

_SHAPES: Final[Mapping[Due, str]] = {
    Due.LATE: "▲",
    Due.TODAY: "◆",
    Due.SOON: "●",
    Due.LATER: "○",
    Due.NEVER: "",
}
_TONES: Final[Mapping[Due, str]] = {Due.LATE: "stop", Due.TODAY: "wait", Due.SOON: "wait"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """What a row says. `shape` and `tone`: how urgent it is, for the eye; `due` says it too."""

    key: str
    name: str
    address: str
    kind: str
    age: str
    due: str
    shape: str
    tone: str
    place: str
    flags: tuple[str, ...]
    assigned: str
    is_mine: bool
    reading: str
    aside: str


def queue_row(row: DeskRow, *, me: int, at: datetime) -> QueueRow:
    """Put a piece of work into words."""
    today = at.astimezone(UTC).date()
    how = how_due(row.due_on, today=today)
    name = row.name or _place(row)
    return QueueRow(
        key=row.key,
        name=name,
        address=_address(row),
        kind=str(KINDS[row.kind]),
        age=_age(age_in_days(row.opens_at, at=at)),
        due=_due(row.due_on, how, today=today),
        shape=_SHAPES[how],
        tone=_TONES.get(how, ""),
        place=_place(row),
        flags=tuple(str(FLAGS[flag]) for flag in row.flags),
        assigned=gettext("you") if row.assigned_to == me else row.assigned_name,
        is_mine=row.assigned_to == me,
        reading=reading(row, me=me, at=at),
        aside=_aside(row.put_off_until, today=today),
    )


def reading(row: DeskRow, *, me: int, at: datetime) -> str:
    """Say who has opened a file just now; nothing where nobody else has."""
    if row.opened_at is None or not row.read_by_another(me, at=at):
        return ""
    return opened(row.opened_name, row.opened_at, at=at)


def opened(name: str, since: datetime, *, at: datetime) -> str:
    """Say who opened a file, and how long ago."""
    minutes = max(int((at - since).total_seconds() // 60), 0)
    if not minutes:
        return gettext("%(name)s opened this just now", name=name)
    return ngettext(
        "%(name)s opened this %(num)s minute ago",
        "%(name)s opened this %(num)s minutes ago",
        minutes,
        name=name,
    )


def _address(row: DeskRow) -> str:
    """Lead to the page of the work itself where it has one, else to the person's file."""
    match row.kind:
        case DeskKind.FINDING:
            return url_for("review.finding", finding=row.subject_key)
        case DeskKind.REGISTER:
            return url_for("review.register", register=row.subject_key)
        case DeskKind.REPORT:
            return url_for("review.report_page", report=row.subject_key)
        case DeskKind.RECHECK:
            return url_for("review.recheck_page", person=row.key, recheck=row.subject_key)
        case _:
            return url_for("review.person", person=row.key)


def _place(row: DeskRow) -> str:
    if row.country is None or row.region is None:
        return ""
    return region_name(row.country, row.region)


def _age(days: int) -> str:
    if not days:
        return gettext("today")
    return ngettext("%(num)s day", "%(num)s days", days)


def _due(due_on: date | None, how: Due, *, today: date) -> str:
    if due_on is None:
        return ""
    match how:
        case Due.LATE:
            days = (today - due_on).days
            return ngettext("%(num)s day late", "%(num)s days late", days)
        case Due.TODAY:
            return gettext("Due today")
        case Due.SOON:
            return gettext("Due tomorrow")
        case _:
            return gettext("Due %(day)s", day=day(due_on, language_here()))


def _aside(until: date | None, *, today: date) -> str:
    if until is None or until <= today:
        return ""
    return gettext("Put off until %(day)s", day=day(until, language_here()))
