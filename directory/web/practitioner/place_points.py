"""Is this the right place? A point that is moved by buttons or typed; of a location or a clinic.

A page shows a candidate that stands in its address, so looking and moving write nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any, Final, Protocol

from flask_babel import lazy_gettext
from wtforms import Form, StringField

from directory.domain.entry.addresses import check_moved_point, read_coordinates
from directory.domain.place_choice import kilometres
from directory.domain.places import Place, PlaceKind, label_of
from directory.domain.vocabulary import Country, Unit
from directory.queries.towns import towns_within
from directory.web.entry_validators import put_at_fields
from directory.web.practitioner.looking_up import lookups
from directory.web.presenters import words
from directory.web.presenters.ring_map import RingMap, Spot, Stop, draw
from directory.web.speech import gettext
from directory.web.wiring import services

STEPS_M: Final = (50, 500)
METRES_A_DEGREE: Final = 111_320.0
DIRECTIONS: Final = {
    "n": (lazy_gettext("North"), (1, 0)),
    "s": (lazy_gettext("South"), (-1, 0)),
    "w": (lazy_gettext("West"), (0, -1)),
    "e": (lazy_gettext("East"), (0, 1)),
}
DIGITS: Final = 6
"""Of degrees: a tenth of a metre."""
TOWNS: Final = 6


class HasPoint(Protocol):
    """Whatever has an address with a point."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def city(self) -> str:
        """Its city."""
        ...

    @property
    def region(self) -> str:
        """Its region."""
        ...

    @property
    def postal_code(self) -> str:
        """Its postal code."""
        ...

    @property
    def country(self) -> Country:
        """Its country."""
        ...

    @property
    def lat(self) -> float:
        """The latitude of its point."""
        ...

    @property
    def lon(self) -> float:
        """The longitude of its point."""
        ...


class PointForm(Form):
    """Typed coordinates."""

    lat = StringField(lazy_gettext("Latitude"), description=lazy_gettext("For example 39.7392"))
    lon = StringField(lazy_gettext("Longitude"), description=lazy_gettext("For example -104.9847"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A point that is looked at; `where`: the place that it lies in, and what is nearby."""

    lat: float
    lon: float
    form: PointForm
    moved: bool
    where: str
    map: RingMap
    map_said: str
    street_map: str

    @property
    def passes(self) -> bool:
        """Say whether it can be confirmed."""
        return not self.form.errors


def candidate(of: HasPoint, given: Mapping[str, Any]) -> Candidate:
    """Give the point that a request asks to look at; without one, the point that stands.

    `given`: `lat` and `lon` as typed, and `move` such as `n50`.
    """
    form = PointForm(data={"lat": given.get("lat", ""), "lon": given.get("lon", "")})
    read = read_coordinates(form.lat.data or "", form.lon.data or "")
    put_at_fields(form, read.faults, country=of.country)
    lat, lon = moved(read.value or (of.lat, of.lon), str(given.get("move", "")))
    found = lookups().places.at(lat, lon)
    middle = lookups().places.of_address(
        of.postal_code, of.city, region=of.region, country=of.country
    )
    if not form.errors:
        faults = check_moved_point(found, of.country, region=of.region, expected=middle)
        put_at_fields(form, faults, country=of.country)
        form.lat.data, form.lon.data = coordinate(lat), coordinate(lon)
    drawn = _draw(of, (lat, lon), middle=middle or found)
    return Candidate(
        lat=lat,
        lon=lon,
        form=form,
        moved=(coordinate(lat), coordinate(lon)) != (coordinate(of.lat), coordinate(of.lon)),
        where=_where(of, (lat, lon), middle=middle),
        map=drawn,
        map_said=gettext("Straight lines. Rings at %(rings)s.", rings=drawn.rings_said),
        street_map=f"https://www.openstreetmap.org/?mlat={coordinate(lat)}&mlon={coordinate(lon)}",
    )


def moved(point: tuple[float, float], step: str) -> tuple[float, float]:
    """Move a point by a button's word, such as `n50` or `w500`; other words leave it there."""
    direction, metres = step[:1], step[1:]
    if direction not in DIRECTIONS or metres not in {str(each) for each in STEPS_M}:
        return point
    north, east = DIRECTIONS[direction][1]
    lat = min(max(point[0] + north * int(metres) / METRES_A_DEGREE, -89.0), 89.0)
    lon = point[1] + east * int(metres) / (METRES_A_DEGREE * cos(radians(lat)))
    return round(lat, DIGITS), round((lon + 180) % 360 - 180, DIGITS)


def steps() -> list[tuple[str, str]]:
    """Give the buttons: word and label."""
    return [
        (
            f"{direction}{metres}",
            gettext("%(direction)s %(metres)s m", direction=str(said), metres=str(metres)),
        )
        for metres in STEPS_M
        for direction, (said, _) in DIRECTIONS.items()
    ]


def coordinate(degrees: float) -> str:
    """Write degrees as they are typed."""
    return f"{degrees:.{DIGITS}f}".rstrip("0").rstrip(".")


def _where(of: HasPoint, point: tuple[float, float], *, middle: Place | None) -> str:
    if middle is None:
        return ""
    unit = Unit.MILES if of.country is Country.US else Unit.KILOMETRES
    away = kilometres(middle, _place(point, middle))
    return gettext(
        "Distance from the middle of %(place)s: %(distance)s",
        distance=words.distance(away, unit, language=words.language_here()),
        place=label_of(middle),
    )


def _place(point: tuple[float, float], like: Place) -> Place:
    return replace(like, kind=PlaceKind.POINT, lat=point[0], lon=point[1])


def _draw(of: HasPoint, point: tuple[float, float], *, middle: Place) -> RingMap:
    unit = Unit.MILES if of.country is Country.US else Unit.KILOMETRES
    away = kilometres(middle, _place(point, middle))

    def towns(reach_km: float) -> list[Spot]:
        found = towns_within(
            services().database, lat=middle.lat, lon=middle.lon, km=reach_km, limit=TOWNS
        )
        return [Spot(town.name, town.lat, town.lon) for town in found]

    return draw(
        Spot(label_of(middle), middle.lat, middle.lon),
        [Stop(1, of.name, *point, kilometres=away)],
        towns=towns,
        unit=unit,
        language=words.language_here(),
    )
