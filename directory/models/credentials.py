"""Licences, training and certifications with their dates and states, and the looks at sources."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.domain.vocabulary import (
    CheckSource,
    Country,
    CredentialState,
    HeadNeck,
    LicenceClass,
    Profession,
    Technique,
)
from directory.models.base import Base, ByteOrderedText, Id, slugs


class Licence(Base):
    """A regulator's permission to practise a profession in a region."""

    __tablename__ = "licence"
    __table_args__ = (
        UniqueConstraint("country", "region", "profession", "number", "issued"),
        Index(None, "practitioner_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    profession: Mapped[Profession] = mapped_column(slugs(Profession))
    country: Mapped[Country] = mapped_column(slugs(Country))
    region: Mapped[str]
    number: Mapped[str] = mapped_column(ByteOrderedText)
    name_on_licence: Mapped[str]
    licence_class: Mapped[LicenceClass] = mapped_column(slugs(LicenceClass))
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    bars_needling: Mapped[bool]
    state: Mapped[CredentialState] = mapped_column(slugs(CredentialState))
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class Training(Base):
    """A completed course in IMS or dry needling; an empty number of hours is not known."""

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("hours IS NULL OR hours > 0", name="hours"),
        Index(None, "practitioner_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    provider: Mapped[str]
    course: Mapped[str]
    technique: Mapped[Technique] = mapped_column(slugs(Technique))
    hours: Mapped[float | None]
    completed_on: Mapped[date]
    head_neck: Mapped[HeadNeck] = mapped_column(slugs(HeadNeck))
    counts_as_accreditation: Mapped[bool]
    state: Mapped[CredentialState] = mapped_column(slugs(CredentialState))
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class Certification(Base):
    """A credential from a certifying body."""

    __tablename__ = "certification"
    __table_args__ = (Index(None, "practitioner_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey("practitioner.id", ondelete="CASCADE"))
    body: Mapped[str]
    name: Mapped[str]
    number: Mapped[str | None]
    issued: Mapped[date | None]
    expires: Mapped[date | None]
    counts_as_training: Mapped[bool]
    state: Mapped[CredentialState] = mapped_column(slugs(CredentialState))
    checks: Mapped[list["CredentialCheck"]] = relationship(
        cascade="all, delete-orphan", order_by="CredentialCheck.looked_on"
    )


class CredentialCheck(Base):
    """A record of looking one credential up at its source."""

    __tablename__ = "credential_check"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN licence_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN training_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_credential",
        ),
        Index(None, "licence_id"),
        Index(None, "training_id"),
        Index(None, "certification_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id", ondelete="CASCADE"))
    training_id: Mapped[int | None] = mapped_column(ForeignKey("training.id", ondelete="CASCADE"))
    certification_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id", ondelete="CASCADE")
    )
    source: Mapped[CheckSource] = mapped_column(slugs(CheckSource))
    looked_on: Mapped[date]
    source_name: Mapped[str]
