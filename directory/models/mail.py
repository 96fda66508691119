"""The letters that wait to be sent, and what became of those that were."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import MailState
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Mail(Base):
    """A letter written in the transaction of the act it tells of, and sent after it.

    No sentence is stored: `template` and `params` (JSON) become one in the reader's language.
    `params` may hold a one-time link; it and `to_address` are emptied once the letter is sent.
    `fault`: the code of what went wrong last.
    """

    __tablename__ = "mail"
    __table_args__ = (Index(None, "state", "next_at"), Index(None, "practitioner_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    message_id: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
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
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    fault: Mapped[str | None]
