"""Where patients go: what a practitioner's own location and a shared clinic have in common."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.vocabulary import Country, Precision
from directory.models.base import slugs


class Address:
    """A place on the map, and how to reach it; the street may be hidden."""

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


def on_the_globe() -> tuple[CheckConstraint, CheckConstraint]:
    """Keep the point of an address on the globe; constraints of their own for each table."""
    return (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon"),
    )


class Span:
    """Hours of a day: ISO weekday (1 Monday), minutes after local midnight."""

    weekday: Mapped[int] = mapped_column(primary_key=True)
    opens: Mapped[int] = mapped_column(primary_key=True)
    closes: Mapped[int]


def within_a_day() -> tuple[CheckConstraint, CheckConstraint]:
    """Keep a span within one day of the week; constraints of their own for each table."""
    return (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("opens >= 0 AND opens < closes AND closes <= 1440", name="span"),
    )
