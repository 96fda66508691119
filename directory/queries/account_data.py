"""Everything that is kept about the holder of an account, as they take it along."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from directory.domain import ids
from directory.models import credentials, listings, practitioners
from directory.models.accounts import Account, AccountRole, Delegate
from directory.models.base import Base
from directory.models.clinics import Clinic
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.desk import ReviewerSetting
from directory.models.mail import Mail
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.sessions import AccountSession, KnownDevice
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode

_SECRET: Final = frozenset(
    {
        "hash", "token_hash", "sealed_secret", "code_hash", "public_key", "credential_id", "params",
        "stored_as",
    }
)  # fmt: skip
"""What opens something, or is checked against what does; of no use to anybody but a thief."""
_OF_ACCOUNT: Final[tuple[Any, ...]] = (
    AccountRole,
    Delegate,
    PasswordHash,
    Passkey,
    CodeApp,
    RecoveryCode,
    AccountSession,
    KnownDevice,
    listings.CalendarFeed,
    listings.Claim,
    Mail,
    ReviewerSetting,
)
_OF_PRACTITIONER: Final[tuple[Any, ...]] = (
    practitioners.SaysTheySee,
    practitioners.Speaks,
    practitioners.Uses,
    practitioners.Practises,
    practitioners.FormerName,
    practitioners.AlsoSees,
    practitioners.Answer,
    practitioners.PracticeLocation,
    credentials.Licence,
    credentials.Authorization,
    credentials.Training,
    credentials.Certification,
    credentials.Evidence,
    listings.Draft,
    listings.HeldChange,
    listings.Invitation,
    listings.Message,
    listings.Reminder,
)
_OF_LOCATION: Final[tuple[Any, ...]] = (practitioners.Offers, practitioners.OpenHours)
Rows = list[dict[str, Any]]


def data_of(connection: Connection, account_id: int) -> dict[str, Rows]:
    """Give every row about an account and its listings: table to rows, in order of their keys.

    Values are plain: days and instants as ISO 8601, numbers of rows as they stand in addresses.
    """
    mine = Practitioner.account_id == account_id
    own = tuple(connection.scalars(select(Practitioner.id).where(mine)))
    places = select(PracticeLocation.id).where(PracticeLocation.practitioner_id.in_(own))
    data = {
        "account": _rows(connection, Account, whose=Account.id == account_id),
        "practitioner": _rows(connection, Practitioner, whose=mine),
        "clinic": _rows(connection, Clinic, whose=Clinic.manager_account_id == account_id),
    }
    for table in _OF_ACCOUNT:
        whose = table.account_id == account_id
        data[table.__tablename__] = _rows(connection, table, whose=whose)
    for table in _OF_PRACTITIONER:
        whose = table.practitioner_id.in_(own)
        data[table.__tablename__] = _rows(connection, table, whose=whose)
    for table in _OF_LOCATION:
        whose = table.location_id.in_(places)
        data[table.__tablename__] = _rows(connection, table, whose=whose)
    data["decisions"] = _decisions(connection, own, account_id=account_id)
    return {name: rows for name, rows in data.items() if rows}


def _rows(connection: Connection, table: type[Base], *, whose: ColumnElement[bool]) -> Rows:
    shown = [column for column in table.__table__.c if column.name not in _SECRET]
    names = [column.name for column in shown]
    found = connection.execute(select(*shown).where(whose).order_by(*table.__table__.primary_key))
    return [_plain(zip(names, row, strict=True)) for row in found]


def _decisions(connection: Connection, own: tuple[int, ...], *, account_id: int) -> Rows:
    found = connection.execute(
        select(LogEntry.leaf, LogPrivate.words, LogPrivate.practitioner_id)
        .join(LogPrivate, LogPrivate.seq == LogEntry.seq)
        .where(LogPrivate.practitioner_id.in_(own) | (LogPrivate.actor_id == account_id))
        .order_by(LogEntry.seq)
    )
    # What a reviewer wrote to somebody else is that person's.
    return [
        {"entry": leaf, "words": words if about in own else None} for leaf, words, about in found
    ]


def _plain(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _written(name, value) for name, value in cells}


def _written(name: str, value: Any) -> Any:  # noqa: ANN401  (any column's)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    is_key = name == "id" or name.endswith("_id")
    if is_key and isinstance(value, int) and not isinstance(value, bool):
        return ids.encode(value)
    return value
