"""The log of decisions: nameless lines in a tree that only grows, and the side that names people.

`directory.models.log_guards` keeps the first three tables from ever being changed.
"""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, ByteOrderedText, Id


class LogEntry(Base):
    """One line, as the exact text that is hashed; `seq` counts from 0 without gaps."""

    __tablename__ = "log_entry"

    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    leaf: Mapped[str] = mapped_column(ByteOrderedText)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LogNode(Base):
    """A complete subtree of two leaves or more; the leaves themselves stand in `log_entry`."""

    __tablename__ = "log_node"
    __table_args__ = ({"sqlite_with_rowid": False},)

    level: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    nth: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LogHead(Base):
    """The signed head after each entry; `at` is text, so that it is signed as it is stored."""

    __tablename__ = "log_head"

    size: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(ByteOrderedText)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]


class LogSalt(Base):
    """What the hashes about one person are salted with; without it nobody can check or guess."""

    __tablename__ = "log_salt"

    # No reference to the person's own row: the log outlives it until somebody erases them.
    practitioner_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class LogPrivate(Base):
    """The readable side of an entry; goes with its person's salt.

    Kinds are plain text here: a row that was tampered with must still be readable, to be found.
    """

    __tablename__ = "log_private"
    __table_args__ = (Index(None, "practitioner_id"),)

    seq: Mapped[int] = mapped_column(
        ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False
    )
    practitioner_id: Mapped[int | None] = mapped_column(
        ForeignKey("log_salt.practitioner_id", ondelete="CASCADE")
    )
    subject_kind: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(Id)
    actor_kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(Id)
    words: Mapped[str | None]
    details: Mapped[str | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Only for entries about nobody, which have no salt of a person."""
