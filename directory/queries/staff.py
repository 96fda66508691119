"""Who reviews and administers, what waits for a second of them, and where invitations lead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, exists, select
from sqlalchemy.orm import aliased

from directory.domain import ids
from directory.domain.accounts.rights import STAFF
from directory.domain.vocabulary import ActorKind, LinkPurpose, ProposalKind
from directory.models.accounts import Account, AccountProposal, AccountRole
from directory.models.sign_in import Passkey
from directory.queries.accounts import AccountView, account_at
from directory.queries.links import LinkDead, look_at

_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """An account as administrators see it; `roles`: those of staff, in their order."""

    id: int
    name: str
    email: str
    roles: tuple[ActorKind, ...]
    disabled_at: datetime | None
    has_passkey: bool

    @property
    def public_id(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """What an administrator proposed; `name`: of the account at the address, if there is one."""

    id: int
    kind: ProposalKind
    email: str
    name: str | None
    role: ActorKind | None
    proposed_by: int
    proposer: str
    proposed_at: datetime
    ends_at: datetime

    @property
    def public_id(self) -> str:
        """Its number as it stands in addresses."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Where an invitation leads: to a role, for an address with or without an account.

    `fresh`: the account has its role, and begins anew with a passkey.
    """

    email: str
    role: ActorKind
    fresh: bool
    account: AccountView | None


_PERSON: Final = select(
    Account.id,
    Account.name,
    Account.email,
    Account.disabled_at,
    exists().where(Passkey.account_id == Account.id).label("has_passkey"),
).where(Account.closed_at.is_(None))
_IS_STAFF: Final = exists().where(
    AccountRole.account_id == Account.id, AccountRole.role.in_(sorted(STAFF))
)
_About = aliased(Account)
_PROPOSAL: Final = (
    select(
        AccountProposal.id,
        AccountProposal.kind,
        AccountProposal.email,
        AccountProposal.role,
        AccountProposal.proposed_by,
        AccountProposal.proposed_at,
        AccountProposal.ends_at,
        Account.name.label("proposer"),
        _About.name.label("name"),
    )
    .join(Account, Account.id == AccountProposal.proposed_by)
    .join(_About, _About.email == AccountProposal.email, isouter=True)
)


def staff(connection: Connection) -> tuple[PersonView, ...]:
    """List who reviews or administers, by name; disabled accounts too."""
    return _people(connection, _PERSON.where(_IS_STAFF).order_by(Account.name, Account.id))


def person(connection: Connection, account_id: int) -> PersonView | None:
    """Find an account by its number; closed ones are not there."""
    return next(iter(_people(connection, _PERSON.where(Account.id == account_id))), None)


def person_at(connection: Connection, email: str) -> PersonView | None:
    """Find the account of an address, in the form in which it is compared."""
    return next(iter(_people(connection, _PERSON.where(Account.email == email))), None)


def open_proposals(connection: Connection, *, at: datetime) -> tuple[ProposalView, ...]:
    """List what waits for a second administrator, the oldest first."""
    waiting = _PROPOSAL.where(AccountProposal.settled_at.is_(None), AccountProposal.ends_at > at)
    ordered = waiting.order_by(AccountProposal.proposed_at, AccountProposal.id).limit(_MOST)
    return tuple(_proposal(row) for row in connection.execute(ordered))


def proposal(connection: Connection, proposal_id: int) -> ProposalView | None:
    """Find a proposal, also one that is settled or has ended."""
    found = connection.execute(_PROPOSAL.where(AccountProposal.id == proposal_id)).one_or_none()
    return None if found is None else _proposal(found)


def invitation(connection: Connection, token: str, *, at: datetime) -> Invitation:
    """Say where the link of an invitation leads, as things are now; raises `LinkDead`.

    It leads nowhere for an account that is disabled, or that has what it offers.
    """
    link = look_at(connection, token, purpose=LinkPurpose.JOIN_STAFF, at=at)
    account = account_at(connection, link.email)
    found = Invitation(
        email=link.email,
        role=ActorKind(link.params["role"]),
        fresh=bool(link.params["fresh"]),
        account=account,
    )
    if account is None:
        # It was sent to an account, which now has another address or is gone.
        if link.account_id is not None:
            raise LinkDead
        return found
    has_it = account.holder.passkey if found.fresh else found.role in account.parts
    if not account.is_open or has_it or link.account_id not in {None, account.id}:
        raise LinkDead
    return found


def _people(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[PersonView, ...]:
    rows = connection.execute(query.limit(_MOST)).all()
    roles: dict[int, set[ActorKind]] = {row.id: set() for row in rows}
    held = connection.execute(
        select(AccountRole.account_id, AccountRole.role).where(AccountRole.account_id.in_(roles))
    )
    for account_id, role in held:
        roles[account_id].add(role)
    return tuple(
        PersonView(
            **row._mapping,  # noqa: SLF001  (SQLAlchemy's own name for it)
            roles=tuple(role for role in ActorKind if role in roles[row.id] & STAFF),
        )
        for row in rows
    )


def _proposal(row: Row[*tuple[Any, ...]]) -> ProposalView:
    return ProposalView(**row._mapping)  # noqa: SLF001  (SQLAlchemy's own name for it)
