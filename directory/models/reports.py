"""What others tell the directory: reports of patients, answers of issuers, samples, exclusions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import (
    ContactWay,
    CredentialKind,
    ExclusionOutcome,
    IssuerAnswer,
    ReportOutcome,
    ReportReason,
)
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Report(Base):
    """Somebody says that a listing is wrong; open until `closed_at`.

    `words`, `email`: emptied some days after it is closed. `sender_hash`: of the network that it
    came from, keyed and of its day alone, to tell two reporters apart. `location_id`: where it is
    about one place.
    """

    __tablename__ = "report"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "closed_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    location_id: Mapped[int | None] = mapped_column(Id)
    reason: Mapped[ReportReason] = mapped_column(slugs(ReportReason))
    words: Mapped[str | None]
    email: Mapped[str | None]
    language: Mapped[str]
    sender_hash: Mapped[str | None]
    received_at: Mapped[datetime]
    due_on: Mapped[date]
    triaged_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    triaged_at: Mapped[datetime | None]
    outcome: Mapped[ReportOutcome | None] = mapped_column(slugs(ReportOutcome))
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    closed_at: Mapped[datetime | None]


class ReportContact(Base):
    """A try to find out what is true about a report."""

    __tablename__ = "report_contact"
    __table_args__ = (Index(None, "report_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    way: Mapped[ContactWay] = mapped_column(slugs(ContactWay))
    reached: Mapped[bool]
    note: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    tried_at: Mapped[datetime]


class IssuerRequest(Base):
    """A question to an issuer whether a credential is on its record; answered by a one-time link.

    `reference`: what the check record quotes.
    """

    __tablename__ = "issuer_request"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "subject_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    subject_kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind))
    subject_id: Mapped[int] = mapped_column(Id)
    issuer: Mapped[str]
    email: Mapped[str]
    language: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    answer: Mapped[IssuerAnswer | None] = mapped_column(slugs(IssuerAnswer))
    answered_by: Mapped[str | None]
    words: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class ExclusionMatch(Base):
    """A line of the OIG's list of excluded people that fits a practitioner; open until settled.

    `exact`: by NPI. `line_sha256`: of the line, so that the same one is not raised twice.
    """

    __tablename__ = "exclusion_match"
    __table_args__ = (UniqueConstraint("practitioner_id", "line_sha256"), Index(None, "settled_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    exact: Mapped[bool]
    line_sha256: Mapped[str] = mapped_column(ByteOrderedText)
    name_listed: Mapped[str]
    region_listed: Mapped[str]
    basis: Mapped[str]
    excluded_on: Mapped[date | None]
    found_at: Mapped[datetime]
    hold_id: Mapped[int | None] = mapped_column(Id)
    outcome: Mapped[ExclusionOutcome | None] = mapped_column(slugs(ExclusionOutcome))
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]


class Recheck(Base):
    """A public listing drawn at random and looked at anew; open until `done_at`.

    `answers`: JSON, what was found right, wrong or not to be found out, a word a fact. `exact`:
    every fact was right. `functional`: a patient would still have found them.
    """

    __tablename__ = "recheck"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "done_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    location_id: Mapped[int] = mapped_column(Id)
    drawn_on: Mapped[date]
    due_on: Mapped[date]
    answers: Mapped[str | None]
    exact: Mapped[bool | None]
    functional: Mapped[bool | None]
    note: Mapped[str | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    done_at: Mapped[datetime | None]


class RecheckResult(Base):
    """What a finished sample counts for; it stays when its person is erased, and names nobody."""

    __tablename__ = "recheck_result"
    __table_args__ = (Index(None, "done_on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    done_on: Mapped[date]
    exact: Mapped[bool]
    functional: Mapped[bool]
