"""Beside a public listing: drafts, held changes, claims, invitations, messages, reminders."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import (
    ActorKind,
    ClaimState,
    ClaimWay,
    CredentialKind,
    DraftPurpose,
    HeldKind,
    HeldOutcome,
    InvitationKind,
    InvitationOutcome,
    ReminderKind,
)
from directory.models.base import Base, ByteOrderedText, Id, slugs

_OPEN_CLAIM = "state IN ('begun', 'waiting')"


class Draft(Base):
    """A credential whose pages are not all filled in; `answers` (JSON) are as they were typed.

    `subject_id`: the credential that it edits, renews or corrects.
    """

    __tablename__ = "draft"
    __table_args__ = (Index(None, "practitioner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind))
    purpose: Mapped[DraftPurpose] = mapped_column(slugs(DraftPurpose))
    subject_id: Mapped[int | None] = mapped_column(Id)
    answers: Mapped[str]
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]


class HeldChange(Base):
    """A change that waits for a reviewer while the old value stays public; open until settled.

    `before`, `after`: JSON. `subject_id`: the location, where it is about one.
    """

    __tablename__ = "held_change"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "settled_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    kind: Mapped[HeldKind] = mapped_column(slugs(HeldKind))
    subject_id: Mapped[int | None] = mapped_column(Id)
    before: Mapped[str]
    after: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[HeldOutcome | None] = mapped_column(slugs(HeldOutcome))


class Claim(Base):
    """Somebody says that a listing is theirs; of the open ones, one alone is not contested.

    `code_hash`: of the code that was sent to the contact on record, or read out to it. `tries`:
    how often it was typed wrong.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index(None, "account_id"),
        Index(None, "state", "hold_until"),
        Index(
            "uq_claim_open",
            "practitioner_id",
            unique=True,
            sqlite_where=text(_OPEN_CLAIM),
            postgresql_where=text(_OPEN_CLAIM),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    way: Mapped[ClaimWay] = mapped_column(slugs(ClaimWay))
    state: Mapped[ClaimState] = mapped_column(slugs(ClaimState))
    code_hash: Mapped[str | None]
    tries: Mapped[int]
    begun_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    proven_at: Mapped[datetime | None]
    hold_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))


class Invitation(Base):
    """A letter that asks somebody to take a listing, keep one for its owner, or join a clinic."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(None, "practitioner_id"),
        Index(None, "clinic_id"),
        Index(None, "email"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[InvitationKind] = mapped_column(slugs(InvitationKind))
    practitioner_id: Mapped[int | None] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE")
    )
    clinic_id: Mapped[int | None] = mapped_column(ForeignKey("clinic.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(ByteOrderedText)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    invited_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None]
    outcome: Mapped[InvitationOutcome | None] = mapped_column(slugs(InvitationOutcome))


class OptOut(Base):
    """Somebody who wants never to be listed: hashes of what they are known by, and nothing else."""

    __tablename__ = "opt_out"

    key_hash: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    made_at: Mapped[datetime]


class Message(Base):
    """What the owner of a listing and the reviewers write to each other.

    `by`: in which part it was written. `seen_at`: when the other side first read it.
    """

    __tablename__ = "message"
    __table_args__ = (Index(None, "practitioner_id", "written_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    subject_kind: Mapped[CredentialKind | None] = mapped_column(slugs(CredentialKind))
    subject_id: Mapped[int | None] = mapped_column(Id)
    by: Mapped[ActorKind] = mapped_column(slugs(ActorKind))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    body: Mapped[str]
    written_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class Reminder(Base):
    """A rung of a ladder of reminders that was dealt with: sent, or passed over by a later one.

    The key makes it once: `about` is the credential, or the practitioner; `due` the day that it
    reminds of; `step` the days after it (before it, negative).
    """

    __tablename__ = "reminder"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ReminderKind] = mapped_column(slugs(ReminderKind), primary_key=True)
    about: Mapped[int] = mapped_column(Id, primary_key=True)
    due: Mapped[date] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    dealt_at: Mapped[datetime]
    sent: Mapped[bool]


class CalendarFeed(Base):
    """A private address of somebody's deadlines; of its token only the SHA-256 in hex is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    practitioner_id: Mapped[int | None] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE")
    )
    clinic_id: Mapped[int | None] = mapped_column(ForeignKey("clinic.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
