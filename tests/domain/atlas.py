"""A small atlas: regions of both countries, and texts answered from a handful of places."""

from collections.abc import Sequence
from itertools import count
from typing import Final

from directory.domain.place_choice import Towns, choose
from directory.domain.place_reading import read_place
from directory.domain.place_regions import Region, RegionBook
from directory.domain.place_text import fold_variants
from directory.domain.places import NamedPlace, Place, PlaceKind, Qualifier, Resolution

_NUMBERS: Final = count(1)


def region(country: str, code: str, name: str, *, fr: str = "", aliases: str = "") -> Region:
    return Region(
        country=country,
        code=code,
        name=name,
        name_fr=fr or name,
        name_es=name,
        aliases=tuple(aliases.split()),
        lat=45.0,
        lon=-80.0,
        population=1_000_000,
        south=44.0,
        west=-81.0,
        north=46.0,
        east=-79.0,
        time_zone="America/New_York",
    )


US: Final = region("US", "", "United States", aliases="USA America")
CANADA: Final = region("CA", "", "Canada")
MAINE: Final = region("US", "ME", "Maine")
OREGON: Final = region("US", "OR", "Oregon")
COLORADO: Final = region("US", "CO", "Colorado")
CALIFORNIA: Final = region("US", "CA", "California")
NEW_YORK: Final = region("US", "NY", "New York")
ONTARIO: Final = region("CA", "ON", "Ontario")
BRITISH_COLUMBIA: Final = region("CA", "BC", "British Columbia", fr="Colombie-Britannique")
REGIONS: Final = (
    US,
    CANADA,
    MAINE,
    OREGON,
    COLORADO,
    CALIFORNIA,
    NEW_YORK,
    ONTARIO,
    BRITISH_COLUMBIA,
)
BOOK: Final = RegionBook(REGIONS)


def place(
    name: str,
    region: str = "",
    population: int | None = 10_000,
    *,
    kind: PlaceKind = PlaceKind.CITY,
    country: str = "US",
    code: str = "",
    county: str = "",
    lat: float = 40.0,
    lon: float = -100.0,
    qualifier: Qualifier = Qualifier.NONE,
) -> Place:
    return Place(
        id=next(_NUMBERS),
        kind=kind,
        code=code,
        name=name,
        region=region,
        country=country,
        county=county,
        lat=lat,
        lon=lon,
        population=population,
        radius_km=None,
        time_zone="America/Denver",
        postal_kind="",
        qualifier=qualifier,
    )


def abroad(name: str, country: str, population: int = 1_000_000) -> Place:
    return place(name, "", population, kind=PlaceKind.FOREIGN_CITY, country=country)


def nation(name: str, country: str) -> Place:
    return place(name, "", None, kind=PlaceKind.FOREIGN_COUNTRY, country=country)


def no_towns(_country: str, _region: str) -> Sequence[Place]:
    return ()


def answer(
    text: str, *places: Place, postal: Place | None = None, towns: Towns = no_towns
) -> Resolution | None:
    """What a text means where there are these places, each under its own name."""
    typed = read_place(text, BOOK)
    named = [NamedPlace(key, each) for each in places for key in fold_variants(each.name)]
    return choose(
        typed, [each for each in named if each.key in typed.keys], postal=postal, towns=towns
    )
