"""Files of regulators read as a whole, and what administrators keep of boards and bodies."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import Country, Profession, RegisterMatch
from directory.models.base import Base, ByteOrderedText, Id, slugs


class RegisterBatch(Base):
    """A regulator's file, held against the licences of a region and profession.

    It changes nothing until a reviewer has looked at the sample and signed. `looked_on`: the day
    of the file. `carried_out_at`: when every line of it was. A file that was refused may be read
    again, once what spoke against it is put right.
    """

    __tablename__ = "register_batch"
    __table_args__ = (
        Index(None, "signed_at"),
        Index(
            "uq_register_batch_file",
            "sha256",
            "country",
            "region",
            "profession",
            "looked_on",
            unique=True,
            sqlite_where=text("refused_at IS NULL"),
            postgresql_where=text("refused_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(ByteOrderedText)
    file_name: Mapped[str]
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    profession: Mapped[Profession] = mapped_column(slugs(Profession))
    source_name: Mapped[str]
    url: Mapped[str]
    looked_on: Mapped[date]
    lines: Mapped[int]
    read_at: Mapped[datetime]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    signed_at: Mapped[datetime | None]
    refused_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    refused_at: Mapped[datetime | None]
    carried_out_at: Mapped[datetime | None]


class RegisterLine(Base):
    """A line of a regulator's file; `agreed`: what a reviewer said of it, where it is sampled."""

    __tablename__ = "register_line"
    __table_args__ = (Index(None, "licence_id"), {"sqlite_with_rowid": False})

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("register_batch.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str]
    name: Mapped[str]
    status_words: Mapped[str]
    ends: Mapped[date | None]
    match: Mapped[RegisterMatch] = mapped_column(slugs(RegisterMatch))
    licence_id: Mapped[int | None] = mapped_column(Id)
    licence_version: Mapped[int | None]
    sampled: Mapped[bool]
    agreed: Mapped[bool | None]
    done_at: Mapped[datetime | None]
    fault: Mapped[str | None]


class ImportRun(Base):
    """A file that an operator imported, and its report; kept for whoever asks what came from where.

    `report`: CSV, emptied after some time. `totals`: JSON, a number an outcome.
    """

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "began_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ByteOrderedText)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    totals: Mapped[str]
    report: Mapped[str | None]


class BookVersion(Base):
    """A dated version of what the directory says of a board or a program; the newest one counts.

    `key`: which one (`US:CO:physical_therapist`, or a program's slug). `body`: JSON of its fields;
    empty where it was taken off the list.
    """

    __tablename__ = "book_version"
    __table_args__ = (Index(None, "book", "key", "recorded_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    book: Mapped[str] = mapped_column(ByteOrderedText)
    key: Mapped[str] = mapped_column(ByteOrderedText)
    body: Mapped[str]
    source_url: Mapped[str]
    as_of: Mapped[date]
    review_on: Mapped[date]
    recorded_by: Mapped[int | None] = mapped_column(Id)
    recorded_at: Mapped[datetime]
