"""Private calendar addresses: whose they are, and what they hold today."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, exists, or_, select

from directory.domain import ids
from directory.domain.accounts import tokens
from directory.models.accounts import Account, Delegate
from directory.models.clinics import Clinic
from directory.models.listings import CalendarFeed
from directory.models.practitioners import Practitioner
from directory.queries.deadlines import Dated, deadlines_of, members_of_clinic

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar address that works; its token is known to whoever made it alone."""

    id: int
    made_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def feeds_of(
    connection: Connection,
    account_id: int,
    *,
    practitioner_id: int | None = None,
    clinic_id: int | None = None,
) -> tuple[Feed, ...]:
    """List somebody's calendar addresses for a listing, or for a clinic, that work."""
    rows = connection.execute(
        select(CalendarFeed.id, CalendarFeed.made_at)
        .where(CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_(None))
        .where(CalendarFeed.practitioner_id.is_not_distinct_from(practitioner_id))
        .where(CalendarFeed.clinic_id.is_not_distinct_from(clinic_id))
        .order_by(CalendarFeed.made_at.desc(), CalendarFeed.id)
        .limit(_MOST)
    )
    return tuple(Feed(id=row.id, made_at=row.made_at) for row in rows)


def fed(connection: Connection, token: str, *, today: date) -> tuple[Dated, ...] | None:
    """Give what the calendar of a token holds; None where it leads nowhere any more.

    It dies with what it was made for: an account that is closed or locked, a listing or a clinic
    that is somebody else's since.
    """
    feed = connection.execute(
        select(CalendarFeed.account_id, CalendarFeed.practitioner_id, CalendarFeed.clinic_id)
        .join(Account, Account.id == CalendarFeed.account_id)
        .where(CalendarFeed.token_hash == tokens.hash_of(token))
        .where(CalendarFeed.revoked_at.is_(None))
        .where(Account.closed_at.is_(None), Account.disabled_at.is_(None))
    ).one_or_none()
    if feed is None:
        return None
    if feed.practitioner_id is not None:
        if not _keeps(connection, feed.account_id, practitioner_id=feed.practitioner_id):
            return None
        return deadlines_of(connection, (feed.practitioner_id,))
    if not _manages(connection, feed.account_id, clinic_id=feed.clinic_id):
        return None
    return deadlines_of(connection, members_of_clinic(connection, feed.clinic_id, today=today))


def _keeps(connection: Connection, account_id: int, *, practitioner_id: int) -> bool:
    delegated = exists().where(
        Delegate.practitioner_id == Practitioner.id, Delegate.account_id == account_id
    )
    return bool(
        connection.scalar(
            select(
                exists().where(
                    Practitioner.id == practitioner_id,
                    Practitioner.left_at.is_(None),
                    or_(Practitioner.account_id == account_id, delegated),
                )
            )
        )
    )


def _manages(connection: Connection, account_id: int, *, clinic_id: int | None) -> bool:
    managed = exists().where(Clinic.id == clinic_id, Clinic.manager_account_id == account_id)
    return bool(connection.scalar(select(managed)))
