"""What lies in a person's file beside the credentials: notes, questions to issuers, proposals."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, IssuerAnswer
from directory.models.desk import FileNote
from directory.models.reports import IssuerRequest
from directory.models.reviews import ProposedStep

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note of reviewers for each other; its person never sees it."""

    id: int
    by: int | None
    body: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to an issuer, and their answer once there is one."""

    id: int
    reference: str
    kind: CredentialKind
    subject_id: int
    issuer: str
    by: int | None
    at: datetime
    ends_at: datetime
    answer: IssuerAnswer | None
    answered_by: str | None
    words: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A step on a credential that waits for a second reviewer."""

    id: int
    kind: CredentialKind
    subject_id: int
    action: Action
    by: int
    at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def notes_on_file(connection: Connection, practitioner_id: int) -> tuple[Noted, ...]:
    """Give the notes on a file, the newest first."""
    rows = connection.execute(
        select(FileNote.id, FileNote.account_id, FileNote.body, FileNote.written_at)
        .where(FileNote.practitioner_id == practitioner_id)
        .order_by(FileNote.written_at.desc(), FileNote.id.desc())
        .limit(_MOST)
    )
    return tuple(
        Noted(id=row.id, by=row.account_id, body=row.body, at=row.written_at) for row in rows
    )


def asked_of_issuers(connection: Connection, practitioner_id: int) -> tuple[Asked, ...]:
    """Give what issuers were asked about a person's credentials, the newest first."""
    rows = connection.execute(
        select(*IssuerRequest.__table__.columns)
        .where(IssuerRequest.practitioner_id == practitioner_id)
        .order_by(IssuerRequest.asked_at.desc(), IssuerRequest.id.desc())
        .limit(_MOST)
    )
    return tuple(
        Asked(
            id=row.id,
            reference=row.reference,
            kind=row.subject_kind,
            subject_id=row.subject_id,
            issuer=row.issuer,
            by=row.asked_by,
            at=row.asked_at,
            ends_at=row.ends_at,
            answer=row.answer,
            answered_by=row.answered_by,
            words=row.words,
            answered_at=row.answered_at,
        )
        for row in rows
    )


def waiting_for_a_second(connection: Connection, practitioner_id: int) -> tuple[Waiting, ...]:
    """Give the proposed steps that nobody has settled, the oldest first."""
    rows = connection.execute(
        select(
            ProposedStep.id,
            ProposedStep.subject_kind,
            ProposedStep.subject_id,
            ProposedStep.action,
            ProposedStep.proposed_by,
            ProposedStep.proposed_at,
        )
        .where(ProposedStep.practitioner_id == practitioner_id, ProposedStep.settled_at.is_(None))
        .order_by(ProposedStep.proposed_at, ProposedStep.id)
        .limit(_MOST)
    )
    return tuple(
        Waiting(
            id=row.id,
            kind=row.subject_kind,
            subject_id=row.subject_id,
            action=row.action,
            by=row.proposed_by,
            at=row.proposed_at,
        )
        for row in rows
    )
