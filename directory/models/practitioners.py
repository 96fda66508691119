"""Practitioners, what they say of themselves, and the places where they see patients."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.domain.vocabulary import (
    Access,
    ActorKind,
    Gender,
    Headache,
    Profession,
    PublicNotice,
    Technique,
)
from directory.models.addresses import Address, Span, on_the_globe, within_a_day
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Practitioner(Base):
    """A person who needles; public once `published` and while the verdict holds.

    Ages in years; fees for a session in whole units of the country's money; empty is not known.
    `reference`: what its owner quotes. `declared_at`: when they last sent it with their word.
    `no_new_patients_until`: the last day on which a "no" about new patients holds, where they said.
    `paused_at`, `left_at`: since when the owner has it hidden, or wants it gone. `notice`: what a
    reviewer has it say to everybody. `merged_into`: the listing that this one was a double of.
    """

    __tablename__ = "practitioner"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(index=True)
    suffix: Mapped[str | None]
    npi: Mapped[str | None] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    gender: Mapped[Gender | None] = mapped_column(slugs(Gender))
    bio: Mapped[str | None]
    remote_first_talk: Mapped[bool]
    published: Mapped[bool]
    synthetic: Mapped[bool]
    attested_on: Mapped[date | None]
    takes_new_patients: Mapped[bool | None]
    new_patients_confirmed_on: Mapped[date | None]
    new_patients_confirmed_by: Mapped[ActorKind | None] = mapped_column(slugs(ActorKind))
    no_new_patients_until: Mapped[date | None]
    youngest_seen: Mapped[int | None]
    oldest_seen: Mapped[int | None]
    referral_needed: Mapped[bool | None]
    self_pay: Mapped[bool | None]
    direct_billing: Mapped[bool | None]
    gives_receipts: Mapped[bool | None]
    sliding_scale: Mapped[bool | None]
    fee_from: Mapped[int | None]
    fee_to: Mapped[int | None]
    booking_link: Mapped[str | None]
    email: Mapped[str | None]
    reference: Mapped[str | None] = mapped_column(ByteOrderedText, index=True, unique=True)
    declared_at: Mapped[datetime | None]
    no_certification_said_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    notice: Mapped[PublicNotice | None] = mapped_column(slugs(PublicNotice))
    notice_since: Mapped[datetime | None]
    merged_into: Mapped[int | None] = mapped_column(Id)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()

    headaches: Mapped[list["SaysTheySee"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["Speaks"]] = relationship(
        cascade="all, delete-orphan", order_by="Speaks.position"
    )
    techniques: Mapped[list["Uses"]] = relationship(cascade="all, delete-orphan")
    professions: Mapped[list["Practises"]] = relationship(cascade="all, delete-orphan")
    former_names: Mapped[list["FormerName"]] = relationship(cascade="all, delete-orphan")
    conditions: Mapped[list["AlsoSees"]] = relationship(cascade="all, delete-orphan")
    answers: Mapped[list["Answer"]] = relationship(cascade="all, delete-orphan")
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
    since_year: Mapped[int | None]


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


class Practises(Base):
    """A profession that a practitioner has, with its NUCC taxonomy code."""

    __tablename__ = "practitioner_profession"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    profession: Mapped[Profession] = mapped_column(slugs(Profession), primary_key=True)
    nucc_code: Mapped[str | None]


class FormerName(Base):
    """A name that a practitioner had; papers may show it, pages never do."""

    __tablename__ = "former_name"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]


class AlsoSees(Base):
    """Another condition that a practitioner says they see people with, as a slug of `data/`."""

    __tablename__ = "practitioner_condition"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    condition: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)


class Answer(Base):
    """A practitioner's answer to one of the questions that patients are told to ask."""

    __tablename__ = "practitioner_answer"

    practitioner_id: Mapped[int] = mapped_column(
        ForeignKey("practitioner.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    answer: Mapped[str]


class PracticeLocation(Address, Base):
    """A place where a practitioner sees patients.

    `street_hidden`: a home practice; then the point is the town's or postal code's own.
    `ended_on`: the last day there, of somebody who has left the place or is about to.
    """

    __tablename__ = "practice_location"
    __table_args__ = (
        *on_the_globe(),
        UniqueConstraint("practitioner_id", "position"),
        Index(None, "clinic_id"),
        Index(None, "country", "region"),
        Index(None, "phone"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    street: Mapped[str | None]
    street_hidden: Mapped[bool]
    point_source: Mapped[str | None]
    radius_km: Mapped[float | None]
    clinic_id: Mapped[int | None] = mapped_column(ForeignKey("clinic.id", ondelete="SET NULL"))
    clinic_accepted_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    access: Mapped[list["Offers"]] = relationship(cascade="all, delete-orphan")
    hours: Mapped[list["OpenHours"]] = relationship(cascade="all, delete-orphan")


class Offers(Base):
    """A kind of access that a practice location offers; no row means not known."""

    __tablename__ = "location_access"

    location_id: Mapped[int] = mapped_column(
        ForeignKey("practice_location.id", ondelete="CASCADE"), primary_key=True
    )
    access: Mapped[Access] = mapped_column(slugs(Access), primary_key=True)


class OpenHours(Span, Base):
    """A span in which patients are seen."""

    __tablename__ = "location_hours"
    __table_args__ = within_a_day()

    location_id: Mapped[int] = mapped_column(
        ForeignKey("practice_location.id", ondelete="CASCADE"), primary_key=True
    )
