"""Claims as those see them who made them, and as reviewers do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from directory.domain import ids
from directory.domain.claims import OPEN, ClaimFacts
from directory.domain.vocabulary import ClaimState, ClaimWay
from directory.models.accounts import Account
from directory.models.listings import Claim
from directory.models.practitioners import Practitioner

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim to a listing."""

    id: int
    practitioner_id: int
    account_id: int
    name: str
    facts: ClaimFacts
    begun_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def listing_key(self) -> str:
        """Identifier of the listing that it is to."""
        return ids.encode(self.practitioner_id)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return self.facts.state in OPEN


def claims_of(connection: Connection, account_id: int) -> tuple[ClaimView, ...]:
    """Give the claims that an account has open, the newest first."""
    query = _CLAIM.where(Claim.account_id == account_id, Claim.state.in_(sorted(OPEN)))
    return _views(connection, query.order_by(Claim.begun_at.desc(), Claim.id))


def claim_of(connection: Connection, account_id: int, *, claim_id: int) -> ClaimView | None:
    """Give a claim that an account made; None where it made none of this number."""
    query = _CLAIM.where(Claim.account_id == account_id, Claim.id == claim_id)
    return next(iter(_views(connection, query.order_by(Claim.id))), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """A claim beside others to the same listing, with who made it.

    `owns`: the name of a listing that the same account has sent already; empty where there is none.
    """

    claim: ClaimView
    name: str
    email: str
    account_since: datetime
    owns: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a listing now."""

    account_id: int
    name: str
    email: str
    account_since: datetime


def claims_to(connection: Connection, practitioner_id: int) -> tuple[Claimant, ...]:
    """Give the open claims to a listing with who made each, the oldest first."""
    rows = connection.execute(
        _CLAIM.add_columns(
            Account.name.label("holder"), Account.email, Account.created_at.label("since")
        )
        .join(Account, Account.id == Claim.account_id)
        .where(Claim.practitioner_id == practitioner_id, Claim.state.in_(sorted(OPEN)))
        .order_by(Claim.begun_at, Claim.id)
        .limit(_MOST)
    ).all()
    owned = _owned(connection, [row.account_id for row in rows], but=practitioner_id)
    return tuple(
        Claimant(
            claim=_view(row),
            name=row.holder,
            email=row.email,
            account_since=row.since,
            owns=owned.get(row.account_id, ""),
        )
        for row in rows
    )


def holder_of(connection: Connection, practitioner_id: int) -> Holder | None:
    """Give who has a listing; None where nobody has."""
    row = connection.execute(
        select(Account.id, Account.name, Account.email, Account.created_at)
        .join(Practitioner, Practitioner.account_id == Account.id)
        .where(Practitioner.id == practitioner_id)
    ).first()
    if row is None:
        return None
    return Holder(account_id=row.id, name=row.name, email=row.email, account_since=row.created_at)


def _owned(connection: Connection, accounts: list[int], *, but: int) -> dict[int, str]:
    rows = connection.execute(
        select(Practitioner.account_id, Practitioner.given_name, Practitioner.family_name)
        .where(Practitioner.account_id.in_(accounts), Practitioner.id != but)
        .where(Practitioner.declared_at.is_not(None), Practitioner.left_at.is_(None))
        .order_by(Practitioner.id)
        .limit(_MOST)
    )
    return {row.account_id: f"{row.given_name} {row.family_name}" for row in rows}


def open_claims(connection: Connection) -> tuple[ClaimView, ...]:
    """Give what waits for a reviewer: papers, and claims that contest another one, oldest first."""
    waiting = (Claim.state == ClaimState.CONTESTED) | (
        (Claim.state == ClaimState.BEGUN) & (Claim.way == ClaimWay.PAPERS)
    )
    return _views(connection, _CLAIM.where(waiting).order_by(Claim.begun_at, Claim.id))


_CLAIM: Final = select(
    Claim.id,
    Claim.practitioner_id,
    Claim.account_id,
    Claim.state,
    Claim.way,
    Claim.tries,
    Claim.begun_at,
    Claim.ends_at,
    Claim.hold_until,
    Practitioner.given_name,
    Practitioner.family_name,
).join(Practitioner, Practitioner.id == Claim.practitioner_id)


def _views(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[ClaimView, ...]:
    return tuple(_view(row) for row in connection.execute(query.limit(_MOST)))


def _view(row: Row[Any]) -> ClaimView:
    return ClaimView(
        id=row.id,
        practitioner_id=row.practitioner_id,
        account_id=row.account_id,
        name=f"{row.given_name} {row.family_name}",
        facts=ClaimFacts(
            state=row.state,
            way=row.way,
            tries=row.tries,
            ends_at=row.ends_at,
            hold_until=row.hold_until,
        ),
        begun_at=row.begun_at,
    )
