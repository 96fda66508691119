"""Who acts, and the letters that wait to be sent to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import ActorKind, MailState
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Account(Base):
    """A person who can act; `email` is written as the mail server compares it."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class AccountRole(Base):
    """A part that an account may play."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[ActorKind] = mapped_column(slugs(ActorKind), primary_key=True)


class Mail(Base):
    """A letter written in the transaction of the act it tells of, and sent after it.

    No sentence is stored: `template` and `params` (JSON) become one in the reader's language.
    """

    __tablename__ = "mail"
    __table_args__ = (Index(None, "state", "next_at"), Index(None, "practitioner_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    message_id: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    practitioner_id: Mapped[int | None] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE")
    )
    to_address: Mapped[str]
    template: Mapped[str]
    language: Mapped[str]
    params: Mapped[str]
    queued_at: Mapped[datetime]
    next_at: Mapped[datetime]
    state: Mapped[MailState] = mapped_column(slugs(MailState))
    attempts: Mapped[int]
    sent_at: Mapped[datetime | None]
