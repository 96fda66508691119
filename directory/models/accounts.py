"""Who can act, in which part, for whom, and what waits for a second administrator."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import ActorKind, ProposalKind, ProposalOutcome
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Account(Base):
    """A person who can act; `email` is written as the mail server compares it.

    A closed account keeps its number alone, because decisions were signed with it: its name is
    empty and its address no address.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    name: Mapped[str]
    language: Mapped[str]
    synthetic: Mapped[bool]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class AccountRole(Base):
    """A part that an account may play: owner, reviewer or administrator."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[ActorKind] = mapped_column(slugs(ActorKind), primary_key=True)


class Delegate(Base):
    """An account that keeps a practitioner's listing in their name."""

    __tablename__ = "delegate"
    __table_args__ = (Index(None, "account_id"),)

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]


class AccountProposal(Base):
    """What one administrator proposed about an account; open until `settled_at` or `ends_at`.

    `role` stands where one is granted; `email` where the account may not exist yet.
    """

    __tablename__ = "account_proposal"
    __table_args__ = (Index(None, "settled_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[ProposalKind] = mapped_column(slugs(ProposalKind))
    email: Mapped[str] = mapped_column(ByteOrderedText)
    role: Mapped[ActorKind | None] = mapped_column(slugs(ActorKind))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    outcome: Mapped[ProposalOutcome | None] = mapped_column(slugs(ProposalOutcome))
