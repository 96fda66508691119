"""The desk of reviewers: its work in order, who has what, and what they are about to decide."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.reasons import Reason
from directory.domain.verification import Action
from directory.domain.vocabulary import (
    ActKind,
    Country,
    CredentialKind,
    DeskKind,
    DeskTab,
    Profession,
)
from directory.models.base import Base, ByteOrderedText, Id, slugs


class DeskItem(Base):
    """A piece of work; derived from the other tables in each act that names its person.

    `subject_id`: what it is about. `opens_at`: from when on it lies on the desk, which is also how
    old it is. `due_on`: by when we said. `words`: names to search for, folded, each after a space.
    `flags`: codes of what to look at, separated by spaces.
    """

    __tablename__ = "desk_item"
    __table_args__ = (
        Index(None, "tab", "opens_at", "subject_id"),
        Index(None, "practitioner_id"),
        {"sqlite_with_rowid": False},
    )

    tab: Mapped[DeskTab] = mapped_column(slugs(DeskTab), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[DeskKind] = mapped_column(slugs(DeskKind))
    practitioner_id: Mapped[int | None] = mapped_column(Id)
    opens_at: Mapped[datetime]
    due_on: Mapped[date | None]
    country: Mapped[Country | None] = mapped_column(slugs(Country))
    region: Mapped[str | None]
    profession: Mapped[Profession | None] = mapped_column(slugs(Profession))
    name: Mapped[str]
    words: Mapped[str]
    flags: Mapped[str]


class DeskFile(Base):
    """Who has a person's file: assigned to, put off until, opened by whom and when."""

    __tablename__ = "desk_file"
    __table_args__ = (Index(None, "assigned_to"),)

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    put_off_until: Mapped[date | None]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    opened_at: Mapped[datetime | None]


class ReviewerSetting(Base):
    """How a reviewer works, and when they are away (first and last day)."""

    __tablename__ = "reviewer_setting"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    shortcuts: Mapped[bool]
    next_oldest: Mapped[bool]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]


class NotedCheck(Base):
    """A look at a source, written down before the decision that will rest on it.

    `record`: JSON of a check record. `used_at`: when a decision took it over.
    """

    __tablename__ = "noted_check"
    __table_args__ = (Index(None, "practitioner_id"),)

    subject_kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    record: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    noted_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FileNote(Base):
    """What reviewers note on a file for each other; its person never sees it."""

    __tablename__ = "file_note"
    __table_args__ = (Index(None, "practitioner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    body: Mapped[str]
    written_at: Mapped[datetime]


class DecisionFact(Base):
    """That a reviewer took a step, for the figures; it names nobody else.

    `waited`: seconds since the credential came to wait; None where it did not. `undone`: taken
    back at once, and not counted.
    """

    __tablename__ = "decision_fact"
    __table_args__ = (Index(None, "account_id", "day"), Index(None, "day"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(Id)
    day: Mapped[date]
    at: Mapped[datetime]
    kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind))
    action: Mapped[Action] = mapped_column(slugs(Action))
    waited: Mapped[int | None]
    undone: Mapped[bool]


class LastDecision(Base):
    """A reviewer's decision with all that it changed, so that they can take it back at once.

    `version`: of the credential after it. `before`: JSON of what the credential's row held.
    `mail_id`: its letter, which waits so long. `check_id`: the check that it wrote down.
    """

    __tablename__ = "last_decision"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "decided_at"))

    subject_kind: Mapped[CredentialKind] = mapped_column(slugs(CredentialKind), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    action: Mapped[Action] = mapped_column(slugs(Action))
    decided_by: Mapped[int] = mapped_column(Id)
    decided_at: Mapped[datetime]
    version: Mapped[int]
    before: Mapped[str]
    mail_id: Mapped[int | None] = mapped_column(Id)
    check_id: Mapped[int | None] = mapped_column(Id)
    fact_id: Mapped[int] = mapped_column(Id)


class ProposedAct(Base):
    """What one reviewer proposed about a person and a second one must confirm; open until settled.

    `other_id`: the other listing, or the hold. `seen`: a fingerprint of what it was decided on.
    """

    __tablename__ = "proposed_act"
    __table_args__ = (Index(None, "practitioner_id"), Index(None, "settled_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[ActKind] = mapped_column(slugs(ActKind))
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    other_id: Mapped[int | None] = mapped_column(Id)
    seen: Mapped[str] = mapped_column(ByteOrderedText)
    reason: Mapped[Reason | None] = mapped_column(slugs(Reason))
    words: Mapped[str]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    confirmed: Mapped[bool | None]
