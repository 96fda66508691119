"""By what an account can be signed in to; of every secret only what is needed to check it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, ByteOrderedText, Id


class PasswordHash(Base):
    """A password, as argon2id makes it."""

    __tablename__ = "password_hash"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    hash: Mapped[str]
    set_at: Mapped[datetime]


class Passkey(Base):
    """A passkey (WebAuthn credential); `credential_id` and `public_key` in base64url."""

    __tablename__ = "passkey"
    __table_args__ = (Index(None, "account_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    credential_id: Mapped[str] = mapped_column(ByteOrderedText, unique=True)
    public_key: Mapped[str]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class CodeApp(Base):
    """An app that makes one-time codes (TOTP, RFC 6238).

    `last_step`: the time step of the last code that was taken; none before it is taken again.
    """

    __tablename__ = "code_app"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    sealed_secret: Mapped[str]
    last_step: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime]


class RecoveryCode(Base):
    """A code on paper that stands in once for a lost app or passkey; its SHA-256 in hex."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    used_at: Mapped[datetime | None]
