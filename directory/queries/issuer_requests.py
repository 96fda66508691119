"""What issuers were asked of credentials, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.vocabulary import CredentialKind, IssuerAnswer, LinkPurpose
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.practitioners import Practitioner
from directory.models.reports import IssuerRequest
from directory.queries.entries import CredentialEntry, as_entry
from directory.queries.links import LinkDead, look_at
from directory.queries.listings import full_name

_MOST: Final = 100
_Table = type[Licence] | type[Authorization] | type[Training] | type[Certification]
_TABLES: Final[Mapping[CredentialKind, _Table]] = {
    CredentialKind.LICENCE: Licence,
    CredentialKind.AUTHORIZATION: Authorization,
    CredentialKind.TRAINING: Training,
    CredentialKind.CERTIFICATION: Certification,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """What an issuer is asked: whether this is on its record as it stands here."""

    issuer: str
    reference: str
    name: str
    kind: CredentialKind
    entry: CredentialEntry
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """A question to an issuer as reviewers see it."""

    kind: CredentialKind
    credential_id: int
    issuer: str
    email: str
    reference: str
    asked_at: datetime
    ends_at: datetime
    answer: IssuerAnswer | None
    answered_by: str
    words: str
    answered_at: datetime | None

    @property
    def credential_key(self) -> str:
        """Identifier of the credential that it is about."""
        return ids.encode(self.credential_id)

    def waits(self, at: datetime) -> bool:
        """Say whether an answer may still come."""
        return self.answer is None and self.ends_at > at


def asked_by_link(connection: Connection, token: str, *, at: datetime) -> AskedView:
    """Give what a link asks, and leave it as it is; raises `LinkDead`."""
    link = look_at(connection, token, purpose=LinkPurpose.CONFIRM_CREDENTIAL, at=at)
    request = connection.execute(
        select(
            *IssuerRequest.__table__.columns,
            Practitioner.given_name,
            Practitioner.family_name,
            Practitioner.suffix,
        )
        .join(Practitioner, Practitioner.id == IssuerRequest.practitioner_id)
        .where(IssuerRequest.id == (link.subject_id or 0))
    ).first()
    if request is None or request.answer is not None or request.ends_at <= at:
        raise LinkDead
    table = _TABLES[request.subject_kind]
    row = connection.execute(
        select(*table.__table__.columns).where(table.id == request.subject_id)
    ).first()
    if row is None:
        raise LinkDead
    name = full_name(request.given_name, request.family_name, suffix=request.suffix)
    return AskedView(
        issuer=request.issuer,
        reference=request.reference,
        # A licence is looked up by the name that is on it.
        name=getattr(row, "name_on_licence", None) or name,
        kind=request.subject_kind,
        entry=as_entry(row, request.subject_kind),
        ends_at=request.ends_at,
    )


def requests_of(connection: Connection, practitioner_id: int) -> tuple[RequestView, ...]:
    """Give what issuers were asked about a person's credentials, the newest first."""
    rows = connection.execute(
        select(*IssuerRequest.__table__.columns)
        .where(IssuerRequest.practitioner_id == practitioner_id)
        .order_by(IssuerRequest.asked_at.desc(), IssuerRequest.id)
        .limit(_MOST)
    )
    return tuple(
        RequestView(
            kind=row.subject_kind,
            credential_id=row.subject_id,
            issuer=row.issuer,
            email=row.email,
            reference=row.reference,
            asked_at=row.asked_at,
            ends_at=row.ends_at,
            answer=row.answer,
            answered_by=row.answered_by or "",
            words=row.words or "",
            answered_at=row.answered_at,
        )
        for row in rows
    )
