"""Claims as those see them who made them, and as reviewers do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from directory.domain import ids
from directory.domain.claims import OPEN, ClaimFacts
from directory.domain.vocabulary import ClaimState, ClaimWay
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
