"""Clinics: places that several practitioners share, kept by a manager; credentials stay theirs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.domain.vocabulary import Access, Country, Precision
from directory.models.base import Base, Id, slugs


class Clinic(Base):
    """An address with hours and access; practitioners link their locations to it and accept."""

    __tablename__ = "clinic"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    manager_account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL")
    )
    name: Mapped[str]
    street: Mapped[str]
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
    parking: Mapped[str | None]
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


class ClinicHours(Base):
    """A span in which a clinic is open: ISO weekday (1 Monday), minutes after local midnight."""

    __tablename__ = "clinic_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("opens >= 0 AND opens < closes AND closes <= 1440", name="span"),
    )

    clinic_id: Mapped[int] = mapped_column(
        ForeignKey("clinic.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens: Mapped[int] = mapped_column(primary_key=True)
    closes: Mapped[int]
