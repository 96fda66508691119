"""Places as the public JSON contract writes them."""

from typing import Any

from directory.domain.places import Choice, Found, PlaceNotice


def place(found: Found) -> dict[str, Any]:
    """Write the place that a search is around."""
    where = found.place
    return {
        "name": found.label,
        "kind": where.kind,
        "country": where.country or None,
        "region": where.region or None,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.kind,
        "radius_km": where.radius_km,
    }


def choice(offered: Choice) -> dict[str, Any]:
    """Write a place to pick; its `near` resolves alone."""
    return {
        "name": offered.name,
        "kind": offered.kind,
        "country": offered.country,
        "region": offered.region or None,
        "county": offered.county or None,
        "lat": offered.lat,
        "lon": offered.lon,
        "near": offered.near,
    }


def notice(told: PlaceNotice, message: str) -> dict[str, Any]:
    """Write what is told about the place that was chosen."""
    return {"code": told.code, "message": message, **told.params}
