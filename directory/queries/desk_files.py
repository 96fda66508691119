"""Who has a person's file, how reviewers work, and who of them is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.desk_files import DeskSettings, is_away, is_open
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole
from directory.models.desk import DeskFile, ReviewerSetting
from directory.models.practitioners import Practitioner

_MOST: Final = 500
_Assigned, _Opener = aliased(Account), aliased(Account)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFileView:
    """Who has a file: assigned to whom, put off until when, opened by whom and when."""

    practitioner_id: int
    assigned_to: int | None = None
    assigned_name: str = ""
    put_off_until: date | None = None
    opened_by: int | None = None
    opened_name: str = ""
    opened_at: datetime | None = None

    @property
    def key(self) -> str:
        """Its person as addresses write them."""
        return ids.encode(self.practitioner_id)

    def read_by_another(self, account_id: int, *, at: datetime) -> bool:
        """Say whether somebody else has opened it just now."""
        return self.opened_by not in {None, account_id} and is_open(self.opened_at, at=at)

    def is_put_off(self, today: date) -> bool:
        """Say whether it lies aside still."""
        return self.put_off_until is not None and self.put_off_until > today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerView:
    """A reviewer to whom files can be assigned."""

    id: int
    name: str
    settings: DeskSettings
    files: int

    @property
    def key(self) -> str:
        """Their account as forms write it."""
        return ids.encode(self.id)

    def is_away(self, day: date) -> bool:
        """Say whether they are away on a day."""
        return is_away(self.settings, day)


def file_of(connection: Connection, practitioner_id: int) -> DeskFileView:
    """Say who has a person's file; nobody has one that was never touched."""
    query = _FILE.where(DeskFile.practitioner_id == practitioner_id)
    row = connection.execute(query).mappings().one_or_none()
    return DeskFileView(**(row or {"practitioner_id": practitioner_id}))


def settings_of(connection: Connection, account_id: int) -> DeskSettings:
    """Say how somebody works; everything is off until they switch it on."""
    query = select(*_SETTINGS).where(ReviewerSetting.account_id == account_id)
    return DeskSettings(**(connection.execute(query).mappings().one_or_none() or {}))


def reviewers(connection: Connection) -> tuple[ReviewerView, ...]:
    """List who reviews and can sign in, by name, with the files that are assigned to them."""
    files = (
        select(func.count())
        .select_from(DeskFile)
        .where(DeskFile.assigned_to == Account.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(Account.id, Account.name, files.label("files"), *_SETTINGS)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .join(ReviewerSetting, ReviewerSetting.account_id == Account.id, isouter=True)
        .where(
            AccountRole.role == ActorKind.REVIEWER,
            Account.disabled_at.is_(None),
            Account.closed_at.is_(None),
        )
        .order_by(Account.name, Account.id)
        .limit(_MOST)
    )
    return tuple(
        ReviewerView(
            id=row.id,
            name=row.name,
            files=row.files,
            settings=DeskSettings(
                shortcuts=bool(row.shortcuts),
                next_oldest=bool(row.next_oldest),
                away_from=row.away_from,
                away_until=row.away_until,
            ),
        )
        for row in rows
    )


def are_there(connection: Connection, practitioner_ids: Sequence[int]) -> bool:
    """Say whether all of these people are there."""
    counted = select(func.count()).where(Practitioner.id.in_(list(practitioner_ids)))
    return connection.scalar(counted) == len(set(practitioner_ids))


_SETTINGS: Final = (
    ReviewerSetting.shortcuts,
    ReviewerSetting.next_oldest,
    ReviewerSetting.away_from,
    ReviewerSetting.away_until,
)
_FILE: Final = (
    select(
        DeskFile.practitioner_id,
        DeskFile.assigned_to,
        func.coalesce(_Assigned.name, "").label("assigned_name"),
        DeskFile.put_off_until,
        DeskFile.opened_by,
        func.coalesce(_Opener.name, "").label("opened_name"),
        DeskFile.opened_at,
    )
    .join(_Assigned, _Assigned.id == DeskFile.assigned_to, isouter=True)
    .join(_Opener, _Opener.id == DeskFile.opened_by, isouter=True)
)
