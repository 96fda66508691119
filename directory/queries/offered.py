"""What a letter to somebody on record offers them: the listing that is held about them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from directory.domain.vocabulary import InvitationKind, LinkPurpose
from directory.models.listings import Invitation
from directory.models.practitioners import Practitioner
from directory.queries.links import LinkDead, look_at
from directory.queries.own_credentials import OwnCredential, credentials_of_listing
from directory.queries.own_facts import OwnFacts, facts_of_listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A listing as it was brought in, and the address that was asked about it."""

    email: str
    practitioner_id: int
    facts: OwnFacts
    credentials: tuple[OwnCredential, ...]


def offered(connection: Connection, token: str, *, at: datetime) -> Offered:
    """Say what a link offers, and leave it as it is; raises `LinkDead`."""
    link = look_at(connection, token, purpose=LinkPurpose.TAKE_LISTING, at=at)
    row = connection.execute(
        select(Invitation.email, Invitation.practitioner_id)
        .join(Practitioner, Practitioner.id == Invitation.practitioner_id)
        .where(
            Invitation.id == link.subject_id,
            Invitation.kind == InvitationKind.TAKE_LISTING,
            Invitation.outcome.is_(None),
            # Who has taken it since decides about it, and so does who had it once.
            Practitioner.account_id.is_(None),
            Practitioner.declared_at.is_(None),
            Practitioner.left_at.is_(None),
            Practitioner.published.is_(False),
        )
        .limit(1)
    ).first()
    facts = row and facts_of_listing(connection, row.practitioner_id, today=at.date())
    if row is None or facts is None:
        raise LinkDead
    return Offered(
        email=row.email,
        practitioner_id=row.practitioner_id,
        facts=facts,
        credentials=credentials_of_listing(connection, row.practitioner_id),
    )
