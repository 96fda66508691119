"""Tables of the gazetteer, and of what online geocoders were asked and answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.domain.geodesy import cell_of, ecef_cm
from directory.domain.place_choice import standing_of
from directory.domain.places import Place, PlaceKind
from directory.models.base import Base, ByteOrderedText

NEAREST_KINDS = frozenset({PlaceKind.POSTAL, PlaceKind.CITY, PlaceKind.LOCALITY})


class PlaceRow(Base):
    """A place; `cell` is empty for those that are never the nearest place to a point."""

    __tablename__ = "place"
    __table_args__ = (
        Index(None, "kind", "code"),
        Index(None, "kind", "country", "region", "standing"),
        Index(None, "cell"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(ByteOrderedText)
    code: Mapped[str] = mapped_column(ByteOrderedText)
    name: Mapped[str]
    region: Mapped[str] = mapped_column(ByteOrderedText)
    country: Mapped[str] = mapped_column(ByteOrderedText)
    county: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    population: Mapped[int | None] = mapped_column(BigInteger)
    radius_km: Mapped[float | None]
    time_zone: Mapped[str]
    postal_kind: Mapped[str]
    qualifier: Mapped[str]
    standing: Mapped[int] = mapped_column(BigInteger)
    x: Mapped[int] = mapped_column(BigInteger)
    y: Mapped[int] = mapped_column(BigInteger)
    z: Mapped[int] = mapped_column(BigInteger)
    cell: Mapped[int | None] = mapped_column(BigInteger)


class PlaceName(Base):
    """A folded name under which a place is found, with its standing beside it for ordering."""

    __tablename__ = "place_name"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 -- SQLAlchemy reads a plain dict

    key: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    place_id: Mapped[int] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    standing: Mapped[int] = mapped_column(BigInteger)


class Gazetteer(Base):
    """Which gazetteer is loaded: one row."""

    __tablename__ = "gazetteer"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[str]
    loaded_at: Mapped[datetime]


class GeocoderTurn(Base):
    """When the next request to a geocoding service may leave, for all processes together."""

    __tablename__ = "geocoder_turn"

    service: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    next_ms: Mapped[int] = mapped_column(BigInteger)


class GeocodeAnswer(Base):
    """What a geocoding service answered to an address; empty coordinates: it knew nothing."""

    __tablename__ = "geocode_answer"

    service: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    address: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    answered_at: Mapped[datetime]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    label: Mapped[str]
    precision: Mapped[str]


def place_values(place: Place) -> dict[str, Any]:
    """A row of `place`, to be written in bulk."""
    x, y, z = ecef_cm(place.lat, place.lon)
    can_be_nearest = place.is_home and place.kind in NEAREST_KINDS
    return {
        "id": place.id,
        "kind": place.kind.value,
        "code": place.code,
        "name": place.name,
        "region": place.region,
        "country": place.country,
        "county": place.county,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "radius_km": place.radius_km,
        "time_zone": place.time_zone,
        "postal_kind": place.postal_kind,
        "qualifier": place.qualifier.value,
        "standing": standing_of(place),
        "x": x,
        "y": y,
        "z": z,
        "cell": cell_of(x, y, z) if can_be_nearest else None,
    }


def name_values(place: Place, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of `place_name`, to be written in bulk."""
    standing = standing_of(place)
    return [{"key": key, "place_id": place.id, "standing": standing} for key in keys]
