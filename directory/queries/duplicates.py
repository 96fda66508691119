"""Listings of one person who is on record twice: what merging them moves, and where it leads."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, exists, func, literal, select, union_all

from directory.domain import ids
from directory.domain.merging import Site
from directory.domain.vocabulary import ClaimState, CredentialKind, CredentialState, HoldKind
from directory.models.accounts import Account, Delegate
from directory.models.credentials import Authorization, Certification, Evidence, Licence, Training
from directory.models.listings import Claim, Message
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.models.reports import Report
from directory.models.reviews import Hold

_MOST: Final = 100
_OPEN_CLAIMS: Final = (ClaimState.BEGUN, ClaimState.WAITING, ClaimState.CONTESTED)
_PAPERS: Final = (
    (CredentialKind.LICENCE, Licence, Licence.number),
    (CredentialKind.AUTHORIZATION, Authorization, Authorization.number),
    (CredentialKind.TRAINING, Training, Training.course),
    (CredentialKind.CERTIFICATION, Certification, Certification.name),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A practice location of one of the two."""

    id: int
    name: str
    street: str | None
    city: str
    region: str
    postal_code: str
    ended_on: date | None

    def site(self, today: date) -> Site:
        """The place as the two listings are compared."""
        ended = self.ended_on is not None and self.ended_on < today
        return Site(id=self.id, street=self.street, postal_code=self.postal_code, ended=ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A credential of one of the two; `said`: its number, or what it is called."""

    kind: CredentialKind
    id: int
    state: CredentialState
    version: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """A listing as somebody reads it who is about to merge it; counts of what hangs on it."""

    id: int
    name: str
    npi: str | None
    account_id: int | None
    owner: str | None
    published: bool
    left_at: datetime | None
    merged_into: int | None
    claimed: bool
    version: int
    created_at: datetime
    places: tuple[PlaceView, ...]
    papers: tuple[PaperView, ...]
    holds: tuple[HoldKind, ...]
    files: int
    delegates: int
    messages: int
    reports: int

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    def seen(self) -> dict[str, object]:
        """Everything that a page of it shows, to be compared with what stands later."""
        return asdict(self)


def kept_listing(connection: Connection, practitioner_id: int) -> int | None:
    """Give the listing that a double became part of; None where it is none."""
    return connection.scalar(
        select(Practitioner.merged_into).where(Practitioner.id == practitioner_id)
    )


def side_of(connection: Connection, practitioner_id: int) -> SideView | None:
    """Read a listing with everything that merging moves; None where it is not there."""
    row = connection.execute(_SIDE.where(Practitioner.id == practitioner_id)).one_or_none()
    if row is None:
        return None
    head = dict(row._mapping)  # noqa: SLF001  (SQLAlchemy's own name)
    name = f"{head.pop('given_name')} {head.pop('family_name')}"
    return SideView(
        **head,
        name=name,
        places=_places(connection, practitioner_id),
        papers=_papers(connection, practitioner_id),
        holds=tuple(
            connection.scalars(
                select(Hold.kind)
                .where(Hold.practitioner_id == practitioner_id, Hold.ended_at.is_(None))
                .order_by(Hold.opened_at, Hold.id)
                .limit(_MOST)
            )
        ),
    )


def _many(table: Any, *conditions: Any) -> Any:  # noqa: ANN401  (any table of a person)
    return (
        select(func.count())
        .select_from(table)
        .where(table.practitioner_id == Practitioner.id, *conditions)
        .scalar_subquery()
    )


_SIDE: Final = select(
    Practitioner.id,
    Practitioner.given_name,
    Practitioner.family_name,
    Practitioner.npi,
    Practitioner.account_id,
    Account.email.label("owner"),
    Practitioner.published,
    Practitioner.left_at,
    Practitioner.merged_into,
    Practitioner.version,
    Practitioner.created_at,
    exists()
    .where(Claim.practitioner_id == Practitioner.id, Claim.state.in_(_OPEN_CLAIMS))
    .label("claimed"),
    _many(Evidence).label("files"),
    _many(Delegate).label("delegates"),
    _many(Message).label("messages"),
    _many(Report).label("reports"),
).join(Account, Account.id == Practitioner.account_id, isouter=True)


def _places(connection: Connection, practitioner_id: int) -> tuple[PlaceView, ...]:
    rows = connection.execute(
        select(
            PracticeLocation.id,
            PracticeLocation.name,
            PracticeLocation.street,
            PracticeLocation.city,
            PracticeLocation.region,
            PracticeLocation.postal_code,
            PracticeLocation.ended_on,
        )
        .where(PracticeLocation.practitioner_id == practitioner_id)
        .order_by(PracticeLocation.position)
        .limit(_MOST)
    )
    return tuple(PlaceView(**row._mapping) for row in rows)  # noqa: SLF001


def _papers(connection: Connection, practitioner_id: int) -> tuple[PaperView, ...]:
    every = union_all(
        *(
            select(
                literal(kind.value).label("kind"),
                table.id.label("id"),
                table.state.label("state"),
                table.version.label("version"),
                func.coalesce(said, "").label("said"),
            ).where(table.practitioner_id == practitioner_id)
            for kind, table, said in _PAPERS
        )
    ).subquery()
    rows = connection.execute(
        select(*every.c).order_by(every.c.kind, every.c.said, every.c.id).limit(_MOST)
    )
    return tuple(
        PaperView(
            kind=CredentialKind(row.kind),
            id=row.id,
            state=row.state,
            version=row.version,
            said=row.said,
        )
        for row in rows
    )
