"""By what an account is signed in to, and where it is signed in, as its holder is shown."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from directory.domain import ids
from directory.domain.vocabulary import SignInMethod
from directory.models.sessions import AccountSession
from directory.models.sign_in import CodeApp, Passkey, PasswordHash, RecoveryCode

_MOST = 100


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey of an account."""

    id: int
    credential_id: str
    name: str
    added_at: datetime
    used_at: datetime | None

    @property
    def public_id(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session of an account that has been completed."""

    id: int
    device: str
    opened_by: SignInMethod
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime

    @property
    def public_id(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodsView:
    """Everything an account is signed in to by."""

    password_set_at: datetime | None
    passkeys: tuple[PasskeyView, ...]
    app_added_at: datetime | None
    recovery_codes_left: int


def passkeys_of(connection: Connection, account_id: int) -> tuple[PasskeyView, ...]:
    """List the passkeys of an account, the oldest first."""
    rows = connection.execute(
        select(Passkey.id, Passkey.credential_id, Passkey.name, Passkey.added_at, Passkey.used_at)
        .where(Passkey.account_id == account_id)
        .order_by(Passkey.added_at, Passkey.id)
        .limit(_MOST)
    )
    return tuple(PasskeyView(*row) for row in rows)


def methods_of(connection: Connection, account_id: int) -> MethodsView:
    """Say by what an account is signed in to."""
    unused = (
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    )
    return MethodsView(
        password_set_at=connection.scalar(
            select(PasswordHash.set_at).where(PasswordHash.account_id == account_id)
        ),
        passkeys=passkeys_of(connection, account_id),
        app_added_at=connection.scalar(
            select(CodeApp.added_at).where(CodeApp.account_id == account_id)
        ),
        recovery_codes_left=connection.scalar(unused) or 0,
    )


def sessions_of(
    connection: Connection, account_id: int, *, at: datetime
) -> tuple[SessionView, ...]:
    """List where an account is signed in, the last seen first."""
    rows = connection.execute(
        select(
            AccountSession.id,
            AccountSession.device,
            AccountSession.opened_by,
            AccountSession.opened_at,
            AccountSession.seen_at,
            AccountSession.ends_at,
        )
        .where(
            AccountSession.account_id == account_id,
            AccountSession.lacking.is_(None),
            AccountSession.ends_at > at,
        )
        .order_by(AccountSession.seen_at.desc(), AccountSession.id)
        .limit(_MOST)
    )
    return tuple(SessionView(*row) for row in rows)
