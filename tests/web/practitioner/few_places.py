"""A gazetteer of a few places, for pages that look up an address; the whole one takes longer."""

from directory.db import Database
from directory.domain.place_text import fold
from directory.domain.places import Place, PlaceKind
from directory.models.places import PlaceName, PlaceRow, name_values, place_values

_POSTAL = (
    ("80202", "Denver", "CO", "US", 39.7525, -104.9995),
    ("80211", "Denver", "CO", "US", 39.7665, -105.0198),
    ("80302", "Boulder", "CO", "US", 40.0172, -105.2851),
    ("81501", "Grand Junction", "CO", "US", 39.0783, -108.5457),
    ("82001", "Cheyenne", "WY", "US", 41.1437, -104.7962),
    ("M5V", "Toronto", "ON", "CA", 43.6404, -79.3995),
)
_TOWNS = (("Denver", "CO", "US", 39.7392, -104.9847), ("Salida", "CO", "US", 38.5347, -105.9989))


def load_few_places(database: Database) -> None:
    """Write them."""
    postal = [
        _place(i, PlaceKind.POSTAL, code=code, name=name, region=region, country=country, at=at)
        for i, (code, name, region, country, *at) in enumerate(_POSTAL, 1)
    ]
    towns = [
        _place(100 + i, PlaceKind.CITY, code="", name=name, region=region, country=country, at=at)
        for i, (name, region, country, *at) in enumerate(_TOWNS)
    ]
    with database.transaction() as session:
        session.add_all(PlaceRow(**place_values(each)) for each in (*postal, *towns))
        session.flush()
        session.add_all(
            PlaceName(**values)
            for each in towns
            for values in name_values(each, (fold(each.name),))
        )


def _place(
    number: int,
    kind: PlaceKind,
    *,
    code: str,
    name: str,
    region: str,
    country: str,
    at: list[float],
) -> Place:
    return Place(
        id=number,
        kind=kind,
        code=code,
        name=name,
        region=region,
        country=country,
        county="",
        lat=at[0],
        lon=at[1],
        population=50_000 if kind is PlaceKind.CITY else None,
        radius_km=3.0,
        time_zone="America/Toronto" if country == "CA" else "America/Denver",
        postal_kind="",
    )
