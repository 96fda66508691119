"""What a place is, and everything a typed text can turn out to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from directory.domain.vocabulary import Country

HOME_COUNTRIES: Final = frozenset(country.value for country in Country)


class PlaceKind(StrEnum):
    POSTAL = "postal"
    CITY = "city"
    LOCALITY = "locality"
    NEIGHBORHOOD = "neighborhood"
    COUNTY = "county"
    REGION = "region"
    POINT = "point"
    FOREIGN_CITY = "foreign_city"
    FOREIGN_COUNTRY = "foreign_country"


SETTLEMENTS: Final = frozenset({PlaceKind.CITY, PlaceKind.LOCALITY, PlaceKind.NEIGHBORHOOD})
FOREIGN: Final = frozenset({PlaceKind.FOREIGN_CITY, PlaceKind.FOREIGN_COUNTRY})


class Qualifier(StrEnum):
    """What must stand beside a name and region so that the text means this place alone."""

    NONE = "none"
    COUNTY = "county"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer, or a bare point."""

    id: int
    kind: PlaceKind
    code: str
    name: str
    region: str
    country: str
    county: str
    lat: float
    lon: float
    population: int | None
    radius_km: float | None
    time_zone: str
    postal_kind: str
    qualifier: Qualifier = Qualifier.NONE

    @property
    def is_home(self) -> bool:
        """Whether the directory covers the country it lies in."""
        return self.country in HOME_COUNTRIES


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place under one of the folded names it is known by."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True)
class Spelling:
    """A folded name of a town or county, and the standing that ranks it beside others."""

    key: str
    place_id: int
    country: str
    region: str
    standing: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A place to pick; `near`, typed alone, finds that place."""

    name: str
    kind: PlaceKind
    country: str
    region: str
    lat: float
    lon: float
    near: str
    county: str = ""
    town_of_region: bool = False
    """Offered as a town in the region that was typed, not as a place of the typed name."""


class PlaceNoticeCode(StrEnum):
    POSTAL_CONTRADICTS_CITY = "postal_contradicts_city"
    POSTAL_NOT_KNOWN = "postal_not_known"


@dataclass(frozen=True, slots=True)
class PlaceNotice:
    """Something the patient is told about the place that was chosen."""

    code: PlaceNoticeCode
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    place: Place
    label: str
    near: str
    notice: PlaceNotice | None = None
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """A place in a country that the directory does not cover; `others` are namesakes at home."""

    name: str
    country_code: str
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places of one name; with `region`, the name is also that whole region's."""

    choices: tuple[Choice, ...]
    region: Place | None = None
    outside: tuple[Outside, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    text: str
    suggestions: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class TooWide:
    """A whole state, province or country: `towns` are its largest, `others` its namesakes."""

    place: Place
    towns: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Military:
    """A military post office: it stands for an address abroad that only the post knows."""

    code: str


@dataclass(frozen=True, slots=True)
class Empty:
    pass


Resolution: TypeAlias = Found | Ambiguous | Unknown | TooWide | Outside | Military | Empty


def label_of(place: Place) -> str:
    """The place as a page names it: "Denver, CO", "Denver, CO 80211".

    A point is named by what lies near: "Denver, CO (39.7392, -104.9847)".
    """
    if place.kind is PlaceKind.POINT:
        near = ", ".join(filter(None, (place.name, place.region)))
        return f"{near} ({point_text(place)})" if place.name else point_text(place)
    if not place.region or place.kind is PlaceKind.REGION:
        return place.name
    if place.kind is PlaceKind.POSTAL:
        return f"{place.name}, {place.region} {place.code}"
    return f"{place.name}, {place.region}"


def near_of(place: Place) -> str:
    """The shortest text that resolves alone to this place."""
    if place.kind is PlaceKind.POSTAL:
        return place.code
    if place.kind is PlaceKind.POINT:
        return point_text(place)
    if place.qualifier is Qualifier.COUNTY:
        return f"{place.name}, {place.county}, {place.region}"
    if place.qualifier is Qualifier.POINT:
        return f"{place.name}, {place.region} ({point_text(place)})"
    return label_of(place)


def choice_of(place: Place, *, town_of_region: bool = False) -> Choice:
    return Choice(
        name=label_of(place),
        kind=place.kind,
        country=place.country,
        region=place.region,
        lat=place.lat,
        lon=place.lon,
        near=near_of(place),
        county=place.county,
        town_of_region=town_of_region,
    )


def point_text(place: Place) -> str:
    return f"{_decimal(place.lat)}, {_decimal(place.lon)}"


def _decimal(degrees: float) -> str:
    return f"{degrees:.5f}".rstrip("0").rstrip(".")
