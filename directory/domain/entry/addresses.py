"""Addresses of practice locations: their parts, and the point that may stand for them."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from directory.domain.entry.faults import Checked, Fault, FaultCode, error, warning
from directory.domain.entry.text import LONGEST_WORD, missing, short
from directory.domain.place_choice import kilometres
from directory.domain.place_postal import is_military_zip
from directory.domain.places import Place, label_of
from directory.domain.vocabulary import Country, Precision

_ZIP: Final = re.compile(r"([0-9]{5})(?:[ -]?([0-9]{4}))?", re.ASCII)
# No D, F, I, O, Q, U anywhere, and no W, Z first (Canada Post, addressing guidelines).
_CANADIAN: Final = re.compile(
    r"([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])[ -]?([0-9][ABCEGHJ-NPRSTV-Z][0-9])", re.ASCII
)
_DEGREES: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,15})?", re.ASCII)
_REGION: Final = re.compile(r"[A-Z]{2}", re.ASCII)
_ASKED: Final = {
    Country.US: FaultCode.POSTAL_CODE_US,
    Country.CA: FaultCode.POSTAL_CODE_CA,
}
MOST_LAT: Final = 90.0
MOST_LON: Final = 180.0
POINT_WITHIN_RADII: Final = 3
POINT_WITHIN_KM: Final = 50.0
"""A point further from the middle of its own postal code or town is a slip of the keyboard."""


def read_postal_code(
    text: str, country: Country, *, field: str = "postal_code"
) -> Checked[str | None]:
    """Read a ZIP code or a Canadian postal code in the form in which the post writes it."""
    typed = short(text, LONGEST_WORD).upper()
    if not typed:
        return missing(field)
    american, canadian = _ZIP.fullmatch(typed), _CANADIAN.fullmatch(typed)
    written, other = (american, canadian) if country is Country.US else (canadian, american)
    if written is None:
        code = FaultCode.POSTAL_CODE_OTHER_COUNTRY if other else _ASKED[country]
        return Checked(None, (error(code, field, country=country),))
    if country is Country.US and is_military_zip(written[1]):
        return Checked(None, (error(FaultCode.POSTAL_CODE_MILITARY, field, zip=written[1]),))
    between = "-" if country is Country.US else " "
    return Checked(between.join(filter(None, written.groups())))


def read_region(
    text: str,
    country: Country,
    *,
    regions: Container[tuple[Country, str]],
    field: str = "region",
) -> Checked[str | None]:
    """Read a state, province or territory by its two letters."""
    code = short(text, LONGEST_WORD).upper()
    if not code:
        return missing(field)
    if not _REGION.fullmatch(code) or (country, code) not in regions:
        return Checked(None, (error(FaultCode.REGION_UNKNOWN, field, country=country),))
    return Checked(code)


def read_coordinates(
    lat: str, lon: str, *, field: str = "lat"
) -> Checked[tuple[float, float] | None]:
    """Read a point that was typed: both numbers or neither, in decimal degrees."""
    typed = [short(each, LONGEST_WORD) for each in (lat, lon)]
    if not any(typed):
        return Checked(None)
    if not all(typed):
        return Checked(None, (error(FaultCode.COORDINATES_INCOMPLETE, field),))
    if not all(_DEGREES.fullmatch(each) for each in typed):
        return Checked(None, (error(FaultCode.COORDINATES_RANGE, field),))
    point = float(typed[0]), float(typed[1])
    if abs(point[0]) > MOST_LAT or abs(point[1]) > MOST_LON:
        return Checked(None, (error(FaultCode.COORDINATES_RANGE, field),))
    return Checked(point)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a location lies, and how closely that is known."""

    lat: float
    lon: float
    precision: Precision


def point_after(old: Point | None, found: Point | None, *, same_address: bool) -> Point | None:
    """Say what becomes of a point: the old one never outlives the address that it stood for."""
    if found is not None:
        return found
    return old if same_address else None


def check_point(
    found: Place | None,
    country: Country,
    *,
    region: str,
    confirmed: bool,
    field: str = "street",
) -> tuple[Fault, ...]:
    """Hold what was found for an address against the region it is said to lie in."""
    if found is None:
        return (error(FaultCode.ADDRESS_NOT_FOUND, field, country=country),)
    if (found.country, found.region) != (country.value, region):
        return (
            error(
                FaultCode.ADDRESS_OUTSIDE_REGION,
                field,
                place=label_of(found),
                country=country,
                region=region,
            ),
        )
    if confirmed:
        return ()
    return (warning(FaultCode.ADDRESS_IS_THIS_RIGHT, field, place=label_of(found)),)


def check_moved_point(
    found: Place, country: Country, *, region: str, expected: Place | None, field: str = "lat"
) -> tuple[Fault, ...]:
    """Hold a point that somebody chose against its region, and the place of its address."""
    outside = check_point(found, country, region=region, confirmed=True, field=field)
    if outside or expected is None:
        return outside
    away = kilometres(expected, found)
    if away <= max(POINT_WITHIN_RADII * (expected.radius_km or 0.0), POINT_WITHIN_KM):
        return ()
    fault = error(
        FaultCode.POINT_FAR_FROM_ADDRESS,
        field,
        distance=round(away),
        place=label_of(expected),
    )
    return (fault,)
