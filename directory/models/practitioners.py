"""Practitioners, what they say of themselves, and the places where they see patients."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.domain.vocabulary import Access, Country, Gender, Headache, Precision, Technique
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Practitioner(Base):
    """A person who needles; public once `published` and while the verdict holds."""

    __tablename__ = "practitioner"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    given_name: Mapped[str]
    family_name: Mapped[str]
    suffix: Mapped[str | None]
    npi: Mapped[str | None] = mapped_column(unique=True)
    gender: Mapped[Gender | None] = mapped_column(slugs(Gender))
    bio: Mapped[str | None]
    remote_first_talk: Mapped[bool]
    published: Mapped[bool]
    synthetic: Mapped[bool]
    attested_on: Mapped[date | None]
    takes_new_patients: Mapped[bool | None]
    new_patients_confirmed_on: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()

    headaches: Mapped[list["SaysTheySee"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["Speaks"]] = relationship(
        cascade="all, delete-orphan", order_by="Speaks.position"
    )
    techniques: Mapped[list["Uses"]] = relationship(cascade="all, delete-orphan")
    locations: Mapped[list["PracticeLocation"]] = relationship(
        cascade="all, delete-orphan", order_by="PracticeLocation.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy reads it)


class SaysTheySee(Base):
    """A headache type that a practitioner says they see."""

    __tablename__ = "practitioner_headache"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    headache: Mapped[Headache] = mapped_column(slugs(Headache), primary_key=True)


class Speaks(Base):
    """A language spoken with patients, as a BCP 47 tag."""

    __tablename__ = "practitioner_language"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    position: Mapped[int]


class Uses(Base):
    """A technique that a practitioner uses."""

    __tablename__ = "practitioner_technique"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    technique: Mapped[Technique] = mapped_column(slugs(Technique), primary_key=True)


class PracticeLocation(Base):
    """A place where a practitioner sees patients.

    `street_hidden`: a home practice; then the point is the town's or postal code's own.
    """

    __tablename__ = "practice_location"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
        UniqueConstraint("practitioner_id", "position"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    street: Mapped[str | None]
    street_hidden: Mapped[bool]
    city: Mapped[str]
    region: Mapped[str]
    postal_code: Mapped[str]
    country: Mapped[Country] = mapped_column(slugs(Country))
    lat: Mapped[float]
    lon: Mapped[float]
    precision: Mapped[Precision] = mapped_column(slugs(Precision))
    time_zone: Mapped[str]
    phone: Mapped[str | None]
    website: Mapped[str | None]
    access: Mapped[list["Offers"]] = relationship(cascade="all, delete-orphan")


class Offers(Base):
    """A kind of access that a practice location offers; no row means not known."""

    __tablename__ = "location_access"

    location_id: Mapped[int] = mapped_column(
        ForeignKey("practice_location.id", ondelete="CASCADE"), primary_key=True
    )
    access: Mapped[Access] = mapped_column(slugs(Access), primary_key=True)
