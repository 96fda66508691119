"""What the rules last concluded, stored so that search only compares, and the search postings."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import CheckSource, Country, HeadNeck, Profession
from directory.models.base import Base, Id, slugs


class Concluded:
    """What a verdict concluded; instants are UTC seconds, exclusive.

    `rule_version`: the version, for the location's region and this profession, that decided.
    `notes`: why, as `domain.notes.written` writes it.
    """

    profession: Mapped[Profession | None] = mapped_column(slugs(Profession))
    rule_version: Mapped[str | None]
    notes: Mapped[str]
    since: Mapped[int] = mapped_column(BigInteger)
    licence_source: Mapped[CheckSource | None] = mapped_column(slugs(CheckSource))
    licence_on: Mapped[date | None]
    licence_until: Mapped[int] = mapped_column(BigInteger)
    training_source: Mapped[CheckSource | None] = mapped_column(slugs(CheckSource))
    training_on: Mapped[date | None]
    training_until: Mapped[int] = mapped_column(BigInteger)
    head_neck: Mapped[HeadNeck] = mapped_column(slugs(HeadNeck))
    accreditation_source: Mapped[CheckSource | None] = mapped_column(slugs(CheckSource))
    accreditation_on: Mapped[date | None]
    accreditation_until: Mapped[int] = mapped_column(BigInteger)
    qualified_until: Mapped[int] = mapped_column(BigInteger)
    listed_until: Mapped[int] = mapped_column(BigInteger)
    partial_until: Mapped[int] = mapped_column(BigInteger)


class Standing(Concluded, Base):
    """The verdict on one practice location.

    `cell` and `lists` say which postings stand, so that they can be taken down by key.
    """

    __tablename__ = "standing"
    __table_args__ = (Index(None, "practitioner_id"),)

    location_id: Mapped[int] = mapped_column(
        # Never a cascade: a standing that vanished by itself would leave its postings behind. Who
        # removes a location takes its standing down in the same transaction.
        ForeignKey("practice_location.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        autoincrement=False,
    )
    practitioner_id: Mapped[int] = mapped_column(Id)
    new_patients_until: Mapped[int] = mapped_column(BigInteger)
    mask: Mapped[int] = mapped_column(BigInteger)
    languages: Mapped[int] = mapped_column(BigInteger)
    cell: Mapped[int] = mapped_column(BigInteger)
    lists: Mapped[str]


class Published(Concluded, Base):
    """What the directory began to say of a practice location at an instant, for ever.

    `recorded_us`: UTC microseconds. Rows are added and never changed; only erasing a person
    removes them. No address and no name: those are not part of what was checked. `shown`: False
    from the act on that took the location, or its person, out of the directory.
    """

    __tablename__ = "published"
    __table_args__ = (
        Index(None, "practitioner_id"),
        {"sqlite_with_rowid": False},
    )

    location_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    recorded_us: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    shown: Mapped[bool]
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    time_zone: Mapped[str]


class PostingRow(Base):
    """One line of one search list: see `directory.domain.postings`.

    No foreign key: a posting is written and taken down only together with its standing.
    """

    __tablename__ = "posting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    attr: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    cell: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    location_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(BigInteger)
    mask: Mapped[int] = mapped_column(BigInteger)
    languages: Mapped[int] = mapped_column(BigInteger)
    x: Mapped[int] = mapped_column(Integer)
    y: Mapped[int] = mapped_column(Integer)
    z: Mapped[int] = mapped_column(Integer)
    listed_until: Mapped[int] = mapped_column(BigInteger)
    partial_until: Mapped[int] = mapped_column(BigInteger)
    taking_until: Mapped[int] = mapped_column(BigInteger)
    not_taking_until: Mapped[int] = mapped_column(BigInteger)
