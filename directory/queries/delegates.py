"""Who keeps a listing beside its owner, who is invited to, and what an invitation is to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.vocabulary import Country, InvitationKind, LinkPurpose
from directory.models.accounts import Account, Delegate
from directory.models.clinics import Clinic
from directory.models.listings import Invitation
from directory.models.practitioners import Practitioner
from directory.queries.links import LinkDead, look_at

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Somebody who keeps a listing in its owner's name."""

    account_id: int
    name: str
    email: str
    since: datetime

    @property
    def key(self) -> str:
        """Their identifier as addresses write it."""
        return ids.encode(self.account_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address that was invited, and has not answered."""

    id: int
    kind: InvitationKind
    email: str
    invited_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What an invitation is to: a listing or a clinic, by its name; who invites, if they are there.

    `holder`: the account that owns the listing, or manages the clinic, at this moment.
    """

    kind: InvitationKind
    email: str
    by: str | None
    name: str
    holder: int | None
    clinic_id: int | None
    city: str | None
    region: str | None
    country: Country | None


def delegates_of(connection: Connection, practitioner_id: int) -> tuple[Keeper, ...]:
    """Give who keeps a listing in its owner's name, the longest first."""
    rows = connection.execute(
        select(Delegate.account_id, Account.name, Account.email, Delegate.since)
        .join(Account, Account.id == Delegate.account_id)
        .where(Delegate.practitioner_id == practitioner_id)
        .order_by(Delegate.since, Delegate.account_id)
        .limit(_MOST)
    ).all()
    return tuple(
        Keeper(account_id=row.account_id, name=row.name, email=row.email, since=row.since)
        for row in rows
    )


def invited_to_keep(
    connection: Connection, practitioner_id: int, *, at: datetime
) -> tuple[Asked, ...]:
    """Give who is invited to keep a listing or to take it over, and has not answered."""
    return open_invitations(connection, at=at, practitioner_id=practitioner_id)


def open_invitations(
    connection: Connection,
    *,
    at: datetime,
    practitioner_id: int | None = None,
    clinic_id: int | None = None,
) -> tuple[Asked, ...]:
    """Give the open invitations to a listing or to a clinic, the newest first."""
    rows = connection.execute(
        select(
            Invitation.id,
            Invitation.kind,
            Invitation.email,
            Invitation.invited_at,
            Invitation.ends_at,
        )
        .where(
            Invitation.practitioner_id.is_not_distinct_from(practitioner_id),
            Invitation.clinic_id.is_not_distinct_from(clinic_id),
            Invitation.kind != InvitationKind.TAKE_LISTING,
            Invitation.outcome.is_(None),
            Invitation.ends_at > at,
        )
        .order_by(Invitation.invited_at.desc(), Invitation.id)
        .limit(_MOST)
    ).all()
    return tuple(
        Asked(
            id=row.id,
            kind=row.kind,
            email=row.email,
            invited_at=row.invited_at,
            ends_at=row.ends_at,
        )
        for row in rows
    )


def invited_by_link(
    connection: Connection, token: str, *, purpose: LinkPurpose, at: datetime
) -> Invited:
    """Say what the link of an invitation leads to, and leave it as it is; raises `LinkDead`."""
    link = look_at(connection, token, purpose=purpose, at=at)
    row = connection.execute(
        select(
            Invitation.kind,
            Invitation.email,
            Invitation.clinic_id,
            Invitation.invited_by,
            Account.name.label("by"),
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.account_id,
            Clinic.name.label("clinic"),
            Clinic.manager_account_id,
            Clinic.city,
            Clinic.region,
            Clinic.country,
        )
        .join(Account, Account.id == Invitation.invited_by, isouter=True)
        .join(Practitioner, Practitioner.id == Invitation.practitioner_id, isouter=True)
        .join(Clinic, Clinic.id == Invitation.clinic_id, isouter=True)
        .where(Invitation.id == link.subject_id, Invitation.outcome.is_(None))
    ).one_or_none()
    if row is None:
        raise LinkDead
    is_clinic = row.clinic_id is not None
    holder = row.manager_account_id if is_clinic else row.account_id
    if holder is None or holder != row.invited_by:
        # Whoever invited has it no more: what they promised is nobody's to keep.
        raise LinkDead
    return Invited(
        kind=row.kind,
        email=row.email,
        by=row.by or None,
        name=row.clinic if is_clinic else f"{row.given_name} {row.family_name}",
        holder=holder,
        clinic_id=row.clinic_id,
        city=row.city,
        region=row.region,
        country=row.country,
    )
