"""Clinics: places that several practitioners share, kept by a manager; credentials stay theirs."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.domain.vocabulary import Access
from directory.models.addresses import Address, Span, on_the_globe, within_a_day
from directory.models.base import Base, Id, slugs


class Clinic(Address, Base):
    """An address with hours and access; practitioners link their locations to it and accept."""

    __tablename__ = "clinic"
    __table_args__ = on_the_globe()

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    manager_account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    name: Mapped[str]
    street: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    access: Mapped[list["ClinicOffers"]] = relationship(cascade="all, delete-orphan")
    hours: Mapped[list["ClinicHours"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy reads it)


class ClinicOffers(Base):
    """A kind of access that a clinic offers; no row means not known."""

    __tablename__ = "clinic_access"

    clinic_id: Mapped[int] = mapped_column(
        ForeignKey("clinic.id", ondelete="CASCADE"), primary_key=True
    )
    access: Mapped[Access] = mapped_column(slugs(Access), primary_key=True)


class ClinicHours(Span, Base):
    """A span in which a clinic is open."""

    __tablename__ = "clinic_hours"
    __table_args__ = within_a_day()

    clinic_id: Mapped[int] = mapped_column(
        ForeignKey("clinic.id", ondelete="CASCADE"), primary_key=True
    )
