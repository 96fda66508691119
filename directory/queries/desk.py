"""The desk of reviewers: how much lies on each heap, its pages, and the oldest that nobody has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    RowMapping,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.clock import seconds
from directory.domain.desk import Flag
from directory.domain.desk_due import Due, utc_day
from directory.domain.desk_files import OPEN_FOR, is_open
from directory.domain.desk_search import Search, Whose
from directory.domain.verification import Appeal
from directory.domain.vocabulary import Country, DeskKind, DeskTab, Profession
from directory.models.accounts import Account, Delegate
from directory.models.base import Instant
from directory.models.clinics import Clinic
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.desk import DeskFile, DeskItem, ReviewerSetting
from directory.models.practitioners import PracticeLocation, Practitioner

MOST_COUNTED: Final = 1_000
PER_PAGE: Final = 25
_DAY: Final = timedelta(days=1)
_Assigned, _Opener = aliased(Account), aliased(Account)
_NOW: Final = bindparam("now", type_=Instant)
_TODAY: Final = bindparam("today", type_=Date)


@dataclass(frozen=True, slots=True)
class Count:
    """How much lies on a heap; `more`: nobody counted further."""

    number: int
    more: bool = False


class After(NamedTuple):
    """The place of a piece of work in its order; pages go on after it."""

    opens_at: int
    subject_id: int

    def __str__(self) -> str:
        """Write it as addresses do."""
        return f"{self.opens_at}-{ids.encode(self.subject_id)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """A piece of work, and who has the file that it is in."""

    tab: DeskTab
    subject_id: int
    kind: DeskKind
    practitioner_id: int | None
    opens_at: datetime
    due_on: date | None
    country: Country | None
    region: str | None
    profession: Profession | None
    name: str
    flags: tuple[Flag, ...]
    assigned_to: int | None
    assigned_name: str
    put_off_until: date | None
    opened_by: int | None
    opened_name: str
    opened_at: datetime | None

    @property
    def key(self) -> str:
        """Its person as addresses write them."""
        return "" if self.practitioner_id is None else ids.encode(self.practitioner_id)

    @property
    def subject_key(self) -> str:
        """What it is about as addresses write it."""
        return ids.encode(self.subject_id)

    def read_by_another(self, account_id: int, *, at: datetime) -> bool:
        """Say whether somebody else has opened its file just now."""
        return self.opened_by not in {None, account_id} and is_open(self.opened_at, at=at)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of a heap; `after`: where the next one begins, None where there is none."""

    rows: tuple[DeskRow, ...]
    after: After | None


@dataclass(frozen=True, slots=True)
class Quiet:
    """What an empty heap says: the oldest work anywhere, and what ends next."""

    oldest: datetime | None
    next_end: date | None
    ending: int


def read_after(text: str) -> After | None:
    """Read what `After` wrote; None where it is something else."""
    opens_at, dash, subject = text.partition("-")
    digits = opens_at.isascii() and opens_at.isdigit() and len(opens_at) <= len(str(1 << 53))
    if not dash or not digits:
        return None
    try:
        return After(int(opens_at), ids.decode(subject))
    except ValueError:
        return None


def counts(connection: Connection, *, at: datetime) -> dict[DeskTab, Count]:
    """Count what lies on each heap, and no further than a page says."""
    rows = connection.execute(_COUNTS, {"now": at, "today": utc_day(at)})
    return {
        DeskTab(row.tab): Count(min(row.number, MOST_COUNTED), row.number > MOST_COUNTED)
        for row in rows
    }


def page(
    connection: Connection,
    search: Search,
    *,
    account_id: int,
    at: datetime,
    after: After | None = None,
) -> DeskPage:
    """Give a page of a heap, the oldest work first."""
    query = _PAGE.where(*_asked(search, account_id=account_id, at=at))
    if after is not None:
        place = tuple_(DeskItem.opens_at, DeskItem.subject_id)
        query = query.where(place > tuple_(literal(after.opens_at), literal(after.subject_id)))
    ordered = query.order_by(DeskItem.opens_at, DeskItem.subject_id).limit(PER_PAGE + 1)
    rows = [_row(row) for row in connection.execute(ordered).mappings()]
    last = rows[PER_PAGE - 1] if len(rows) > PER_PAGE else None
    following = None if last is None else After(seconds(last.opens_at), last.subject_id)
    return DeskPage(tuple(rows[:PER_PAGE]), following)


def quiet(connection: Connection, *, at: datetime) -> Quiet:
    """Say what there is elsewhere when a heap is empty."""
    oldest_at = connection.scalar(
        select(func.min(DeskItem.opens_at)).where(DeskItem.opens_at <= at)
    )
    today = utc_day(at)
    ending = select(DeskItem.due_on, func.count().label("number")).where(
        DeskItem.tab == DeskTab.EXPIRING, DeskItem.due_on >= today
    )
    row = connection.execute(
        ending.group_by(DeskItem.due_on).order_by(DeskItem.due_on).limit(1)
    ).one_or_none()
    return Quiet(oldest_at, None if row is None else row.due_on, 0 if row is None else row.number)


def oldest(
    connection: Connection,
    search: Search,
    *,
    account_id: int,
    at: datetime,
    passed: Sequence[int] = (),
) -> int | None:
    """Give whose file has the oldest work that nobody has, for somebody who may decide on it.

    `search`: the heap, narrowed down as on its page.
    """
    away = exists().where(
        ReviewerSetting.account_id == DeskFile.assigned_to,
        ReviewerSetting.away_from <= utc_day(at),
        ReviewerSetting.away_until >= utc_day(at),
    )
    free = or_(
        DeskFile.practitioner_id.is_(None),
        and_(
            or_(DeskFile.assigned_to.is_(None), DeskFile.assigned_to == account_id, away),
            or_(
                DeskFile.opened_at.is_(None),
                DeskFile.opened_by == account_id,
                DeskFile.opened_at <= at - OPEN_FOR,
            ),
        ),
    )
    query = (
        select(DeskItem.practitioner_id)
        .join(DeskFile, DeskFile.practitioner_id == DeskItem.practitioner_id, isouter=True)
        .where(
            *_asked(search, account_id=account_id, at=at),
            DeskItem.practitioner_id.is_not(None),
            DeskItem.practitioner_id.not_in(list(passed)),
            DeskItem.practitioner_id.not_in(_own(account_id)),
            free,
            ~_heard_by(account_id),
        )
        .order_by(DeskItem.opens_at, DeskItem.subject_id)
        .limit(1)
    )
    return connection.scalar(query)


def _counted(tab: DeskTab) -> Select[str, int]:
    found = (
        select(literal(1))
        .select_from(DeskItem)
        .join(DeskFile, DeskFile.practitioner_id == DeskItem.practitioner_id, isouter=True)
        .where(
            DeskItem.tab == tab,
            DeskItem.opens_at <= _NOW,
            or_(DeskFile.put_off_until.is_(None), DeskFile.put_off_until <= _TODAY),
        )
        # In their order, so that PostgreSQL goes along the index and not through the whole table.
        .order_by(DeskItem.opens_at, DeskItem.subject_id)
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(literal(tab.value).label("tab"), func.count().label("number")).select_from(found)


def _on_the_desk(at: datetime) -> tuple[ColumnElement[bool], ...]:
    today = utc_day(at)
    return (or_(DeskFile.put_off_until.is_(None), DeskFile.put_off_until <= today),)


def _asked(search: Search, *, account_id: int, at: datetime) -> list[ColumnElement[bool]]:
    today = utc_day(at)
    aside = DeskFile.put_off_until > today
    asked: list[ColumnElement[bool]] = [DeskItem.tab == search.tab, DeskItem.opens_at <= at]
    asked += [aside] if search.put_off else _on_the_desk(at)
    if search.region is not None:
        asked.append(DeskItem.region == search.region)
    if search.kind is not None:
        asked.append(DeskItem.kind == search.kind)
    if search.assigned is not None:
        asked.append(_whose(search.assigned, account_id))
    if search.flag is not None:
        asked.append((" " + DeskItem.flags + " ").contains(f" {search.flag} ", autoescape=True))
    if search.due is not None:
        asked.append(_due(search.due, today))
    asked += [DeskItem.words.contains(f" {word}", autoescape=True) for word in search.words]
    return asked


def _whose(whose: Whose, account_id: int) -> ColumnElement[bool]:
    match whose:
        case Whose.ME:
            return DeskFile.assigned_to == account_id
        case Whose.NOBODY:
            return DeskFile.assigned_to.is_(None)
        case Whose.OTHERS:
            return and_(DeskFile.assigned_to.is_not(None), DeskFile.assigned_to != account_id)


def _due(due: Due, today: date) -> ColumnElement[bool]:
    match due:
        case Due.LATE:
            return DeskItem.due_on < today
        case Due.TODAY:
            return DeskItem.due_on == today
        case Due.SOON:
            return DeskItem.due_on == today + _DAY
        case _:
            return true()


def _own(account_id: int) -> Select[Any]:
    """Select those on whose side an account stands."""
    side = union(
        select(Practitioner.id.label("person")).where(Practitioner.account_id == account_id),
        select(Delegate.practitioner_id).where(Delegate.account_id == account_id),
        select(PracticeLocation.practitioner_id)
        .join(Clinic, Clinic.id == PracticeLocation.clinic_id)
        .where(Clinic.manager_account_id == account_id),
    ).subquery()
    return select(side.c.person)


def _heard_by(account_id: int) -> ColumnElement[bool]:
    """Say whether work is an appeal against what an account decided itself."""
    return or_(
        false(),
        *(
            exists().where(
                table.id == DeskItem.subject_id,
                table.appeal == Appeal.OPEN,
                or_(table.decided_by == account_id, table.seconded_by == account_id),
            )
            for table in (Licence, Authorization, Training, Certification)
        ),
    )


# Put together once: every page of the queue runs it.
_COUNTS: Final = union_all(*map(_counted, DeskTab)).limit(len(DeskTab))
_PAGE: Final = (
    select(
        DeskItem.tab,
        DeskItem.subject_id,
        DeskItem.kind,
        DeskItem.practitioner_id,
        DeskItem.opens_at,
        DeskItem.due_on,
        DeskItem.country,
        DeskItem.region,
        DeskItem.profession,
        DeskItem.name,
        DeskItem.flags,
        DeskFile.assigned_to,
        func.coalesce(_Assigned.name, "").label("assigned_name"),
        DeskFile.put_off_until,
        DeskFile.opened_by,
        func.coalesce(_Opener.name, "").label("opened_name"),
        DeskFile.opened_at,
    )
    .join(DeskFile, DeskFile.practitioner_id == DeskItem.practitioner_id, isouter=True)
    .join(_Assigned, _Assigned.id == DeskFile.assigned_to, isouter=True)
    .join(_Opener, _Opener.id == DeskFile.opened_by, isouter=True)
)
_ORDER: Final = {flag.value: place for place, flag in enumerate(Flag)}


def _row(told: RowMapping) -> DeskRow:
    flags = sorted(told["flags"].split(), key=_ORDER.__getitem__)
    return DeskRow(**{**told, "flags": tuple(map(Flag, flags))})
