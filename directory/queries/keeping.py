"""Whose listings somebody keeps: their own, and those of others who asked them to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, literal, or_, select

from directory.domain import ids
from directory.domain.vocabulary import ActorKind
from directory.models.accounts import Delegate
from directory.models.practitioners import Practitioner


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A listing, and in which part the account that asks keeps it: owner or delegate."""

    id: int
    part: ActorKind
    name: str
    published: bool
    reference: str | None
    declared_at: datetime | None
    paused_at: datetime | None
    left_at: datetime | None
    synthetic: bool

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


_MOST = 200
"""Listings that one account may keep."""


def kept_by(connection: Connection, account_id: int) -> tuple[Kept, ...]:
    """Give the listings that an account keeps, its own ones first."""
    rows = connection.execute(_kept(account_id).limit(_MOST)).all()
    return tuple(_view(row) for row in rows)


def kept(connection: Connection, account_id: int, *, practitioner_id: int) -> Kept | None:
    """Give a listing as an account keeps it; None where it does not."""
    row = connection.execute(
        _kept(account_id).where(Practitioner.id == practitioner_id).limit(1)
    ).first()
    return None if row is None else _view(row)


def _kept(account_id: int) -> Select[*tuple[object, ...]]:
    own: ColumnElement[bool] = Practitioner.account_id == account_id
    in_their_name = and_(
        Delegate.practitioner_id == Practitioner.id, Delegate.account_id == account_id
    )
    return (
        select(
            Practitioner.id,
            case(
                (own, literal(ActorKind.OWNER.value)), else_=literal(ActorKind.DELEGATE.value)
            ).label("part"),
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.published,
            Practitioner.reference,
            Practitioner.declared_at,
            Practitioner.paused_at,
            Practitioner.left_at,
            Practitioner.synthetic,
        )
        .join(Delegate, in_their_name, isouter=True)
        .where(or_(own, Delegate.account_id == account_id))
        .order_by(own.desc(), Practitioner.family_name, Practitioner.given_name, Practitioner.id)
    )


def _view(row: Row[*tuple[object, ...]]) -> Kept:
    return Kept(
        id=row.id,
        part=ActorKind(row.part),
        name=f"{row.given_name} {row.family_name}",
        published=row.published,
        reference=row.reference,
        declared_at=row.declared_at,
        paused_at=row.paused_at,
        left_at=row.left_at,
        synthetic=row.synthetic,
    )
