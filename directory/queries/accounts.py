"""Accounts as those who check a sign-in see them: by address, by number, and who they are now."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, exists, select

from directory.domain.accounts.sessions import SessionFacts
from directory.domain.accounts.signing_in import Holder
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Account, AccountRole, Delegate
from directory.models.clinics import Clinic
from directory.models.practitioners import Practitioner
from directory.models.sessions import AccountSession
from directory.models.sign_in import CodeApp, Passkey, PasswordHash


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account and its parts; `open`: neither disabled nor closed."""

    id: int
    email: str
    name: str
    language: str
    is_open: bool
    parts: frozenset[ActorKind]
    holder: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody with a session: which, whose, and how it came about."""

    session_id: int
    session: SessionFacts
    account: AccountView


def _plays(role: ActorKind) -> ColumnElement[bool]:
    return exists().where(AccountRole.account_id == Account.id, AccountRole.role == role)


_HAS: Final = {
    "owner": _plays(ActorKind.OWNER) | exists().where(Practitioner.account_id == Account.id),
    "delegate": exists().where(Delegate.account_id == Account.id),
    "clinic_manager": exists().where(Clinic.manager_account_id == Account.id),
    "reviewer": _plays(ActorKind.REVIEWER),
    "administrator": _plays(ActorKind.ADMINISTRATOR),
    "has_password": exists().where(PasswordHash.account_id == Account.id),
    "has_passkey": exists().where(Passkey.account_id == Account.id),
    "has_app": exists().where(CodeApp.account_id == Account.id),
}
_PARTS: Final = tuple(part for part in ActorKind if part in _HAS)
_ACCOUNT: Final = select(
    Account.id,
    Account.email,
    Account.name,
    Account.language,
    Account.synthetic,
    Account.disabled_at,
    Account.closed_at,
    *(has.label(name) for name, has in _HAS.items()),
)
_BY_ADDRESS: Final = _ACCOUNT.where(Account.email == bindparam("email"))
_BY_NUMBER: Final = _ACCOUNT.where(Account.id == bindparam("id"))
_BY_TOKEN: Final = (
    _ACCOUNT.add_columns(
        AccountSession.id.label("session_id"),
        AccountSession.opened_by,
        AccountSession.lacking,
        AccountSession.seen_at,
        AccountSession.ends_at,
        AccountSession.proven_at,
        AccountSession.proof,
        AccountSession.proof_spent,
    )
    .join(AccountSession, AccountSession.account_id == Account.id)
    .where(AccountSession.token_hash == bindparam("token_hash"))
)


def account_at(connection: Connection, email: str) -> AccountView | None:
    """Find the account of an address, in the form in which it is compared."""
    return _one(connection, _BY_ADDRESS, email=email)


def account_of(connection: Connection, account_id: int) -> AccountView | None:
    """Find an account by its number."""
    return _one(connection, _BY_NUMBER, id=account_id)


def visitor_with(connection: Connection, token_hash: str) -> Visitor | None:
    """Find whose session a token is, whether or not it is alive still."""
    row = connection.execute(_BY_TOKEN, {"token_hash": token_hash}).one_or_none()
    if row is None:
        return None
    return Visitor(
        session_id=row.session_id,
        session=SessionFacts(
            opened_by=row.opened_by,
            lacking=row.lacking,
            seen_at=row.seen_at,
            ends_at=row.ends_at,
            proven_at=row.proven_at,
            proof=row.proof,
            proof_spent=row.proof_spent,
        ),
        account=_view(row),
    )


def _one(
    connection: Connection, query: Select[*tuple[Any, ...]], **values: object
) -> AccountView | None:
    row = connection.execute(query, values).one_or_none()
    return None if row is None else _view(row)


def _view(row: Row[Any]) -> AccountView:
    parts = frozenset(part for part in _PARTS if row._mapping[part.value])  # noqa: SLF001  (public)
    return AccountView(
        id=row.id,
        email=row.email,
        name=row.name,
        language=row.language,
        is_open=row.disabled_at is None and row.closed_at is None,
        parts=parts,
        holder=Holder(
            staff=row.reviewer or row.administrator,
            password=row.has_password,
            passkey=row.has_passkey,
            app=row.has_app,
            synthetic=row.synthetic,
        ),
    )
