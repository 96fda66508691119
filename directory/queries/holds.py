"""What keeps a person out of every list, and what waits for a second reviewer about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from directory.domain import ids
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ActKind, HoldKind
from directory.models.accounts import Account
from directory.models.desk import ProposedAct
from directory.models.reviews import Hold

_MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A hold; `by`: who opened it, empty where the directory did by itself."""

    id: int
    practitioner_id: int
    kind: HoldKind
    reason: str
    opened_at: datetime
    ended_at: datetime | None
    by: str

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """What a reviewer proposed about a person, and another one is to confirm."""

    id: int
    kind: ActKind
    practitioner_id: int
    other_id: int | None
    reason: Reason | None
    words: str
    proposed_by: int
    proposer: str
    proposed_at: datetime
    settled_at: datetime | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


_HOLD: Final = select(
    Hold.id,
    Hold.practitioner_id,
    Hold.kind,
    Hold.reason,
    Hold.opened_at,
    Hold.ended_at,
    Account.name.label("by"),
).join(Account, Account.id == Hold.opened_by, isouter=True)
_ACT: Final = select(
    ProposedAct.id,
    ProposedAct.kind,
    ProposedAct.practitioner_id,
    ProposedAct.other_id,
    ProposedAct.reason,
    ProposedAct.words,
    ProposedAct.proposed_by,
    Account.name.label("proposer"),
    ProposedAct.proposed_at,
    ProposedAct.settled_at,
).join(Account, Account.id == ProposedAct.proposed_by)


def open_holds(connection: Connection, practitioner_id: int) -> tuple[HoldView, ...]:
    """Give what keeps somebody out of every list now, the oldest first."""
    return _holds(
        connection, _HOLD.where(Hold.practitioner_id == practitioner_id, Hold.ended_at.is_(None))
    )


def hold_of(connection: Connection, hold_id: int) -> HoldView | None:
    """Find a hold, also one that has ended."""
    return next(iter(_holds(connection, _HOLD.where(Hold.id == hold_id))), None)


def open_acts(connection: Connection, practitioner_id: int) -> tuple[ActView, ...]:
    """Give what waits for a second reviewer about somebody, the oldest first."""
    return _acts(
        connection,
        _ACT.where(
            (ProposedAct.practitioner_id == practitioner_id)
            # Merging is about two people, and a page of either says so.
            | ((ProposedAct.kind == ActKind.MERGE) & (ProposedAct.other_id == practitioner_id)),
            ProposedAct.settled_at.is_(None),
        ),
    )


def act_of(connection: Connection, proposal_id: int) -> ActView | None:
    """Find what was proposed, also what is settled."""
    return next(iter(_acts(connection, _ACT.where(ProposedAct.id == proposal_id))), None)


def _holds(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[HoldView, ...]:
    rows = connection.execute(query.order_by(Hold.opened_at, Hold.id).limit(_MOST))
    return tuple(
        HoldView(**{**row._mapping, "by": row.by or ""})  # noqa: SLF001  (SQLAlchemy's own name)
        for row in rows
    )


def _acts(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[ActView, ...]:
    ordered = query.order_by(ProposedAct.proposed_at, ProposedAct.id).limit(_MOST)
    rows = connection.execute(ordered)
    return tuple(ActView(**row._mapping) for row in rows)  # noqa: SLF001  (SQLAlchemy's own name)
