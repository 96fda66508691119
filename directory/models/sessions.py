"""Sessions, the devices they were on, links that work once, and how often what was tried.

Of every token only its SHA-256 in hex is kept.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import Lacking, LinkPurpose, SignInMethod
from directory.models.base import Base, ByteOrderedText, Id, slugs


class AccountSession(Base):
    """Somebody signed in, or about to be: then `lacking` says what for.

    `proven_at`: when they last proved who they are, and by what (`proof`); `proof_spent`: an act
    that asks for a proof of its own has been done with it.
    """

    __tablename__ = "account_session"
    __table_args__ = (Index(None, "account_id"), Index(None, "ends_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    lacking: Mapped[Lacking | None] = mapped_column(slugs(Lacking))
    opened_by: Mapped[SignInMethod] = mapped_column(slugs(SignInMethod))
    device: Mapped[str]
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    proven_at: Mapped[datetime]
    proof: Mapped[SignInMethod] = mapped_column(slugs(SignInMethod))
    proof_spent: Mapped[bool]


class KnownDevice(Base):
    """A browser in which an account was signed in to with everything that was asked for."""

    __tablename__ = "known_device"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    token_hash: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    ends_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link in a letter; `email` is the address it was sent to, `params` (JSON) what it is for.

    `subject_id`: the one thing it is about, where one address can have links about several.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (Index(None, "account_id"), Index(None, "ends_at"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    token_hash: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(slugs(LinkPurpose))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("account_session.id", ondelete="CASCADE")
    )
    subject_id: Mapped[int | None] = mapped_column(Id)
    email: Mapped[str] = mapped_column(ByteOrderedText)
    params: Mapped[str]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class UsedChallenge(Base):
    """A challenge that a passkey has answered: it is never answered again."""

    __tablename__ = "used_challenge"
    __table_args__ = (Index(None, "ends_at"),)

    challenge_hash: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    ends_at: Mapped[datetime]


class LimitWindow(Base):
    """How often something was tried since its window began; `key_hash` names nobody."""

    __tablename__ = "limit_window"
    __table_args__ = (Index(None, "ends_at"),)

    kind: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    key_hash: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    tried: Mapped[int]
    ends_at: Mapped[datetime]
