"""Listings, results and public records as the public JSON contract writes them."""

from functools import lru_cache
from typing import Any

import orjson

from directory.queries.contract.checks import check, instant, training
from directory.queries.export import ListedPerson
from directory.queries.listing_views import Listed, LocationView, NewPatientsView, ResultView
from directory.queries.profiles import ProfileView


def location(view: LocationView) -> dict[str, Any]:
    """Write a practice location."""
    return {
        "id": view.id,
        "name": view.name,
        "address": view.street,
        "city": view.city,
        "region": view.region,
        "postal_code": view.postal_code,
        "country": view.country,
        "lat": view.lat,
        "lon": view.lon,
        "precision": view.precision,
        "time_zone": view.time_zone,
        "phone": view.phone,
        "website": view.website,
        "access": sorted(view.access),
        "profession": view.profession,
        "qualified": view.qualified,
        "qualified_until": instant(view.qualified_until),
        "listed_until": instant(view.listed_until),
        "checks": {
            "licence": check(view.licence),
            "training": training(view.training),
            "accreditation": check(view.accreditation),
        },
    }


@lru_cache(maxsize=4_096)
def _new_patients(view: NewPatientsView) -> dict[str, Any]:
    return {"status": view.status, "confirmed_on": view.confirmed_on}


def result(view: ResultView) -> dict[str, Any]:
    """Write one result of a search."""
    return {
        "id": view.id,
        "name": view.name,
        "distance_km": view.distance_km,
        "headaches": view.headaches,
        "languages": view.languages,
        "gender": view.gender,
        "remote": view.remote,
        "synthetic": view.synthetic,
        "location": _kept_location(view.listed) if view.listed else location(view.location),
        "new_patients": _new_patients(view.new_patients),
        "unconfirmed_since": view.unconfirmed_since,
        "notice": view.notice,
    }


@lru_cache(maxsize=4_096)
def _kept_location(listed: Listed) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(location(listed.location)))


def profile(view: ProfileView) -> dict[str, Any]:
    """Write a person's public record."""
    return {
        "id": view.id,
        "name": view.name,
        "listed": view.listed,
        "synthetic": view.synthetic,
        "headaches": view.headaches,
        "languages": view.languages,
        "techniques": sorted(view.technique),
        "gender": view.gender,
        "remote": view.remote,
        "new_patients": _new_patients(view.new_patients),
        "unconfirmed_since": view.unconfirmed_since,
        "notice": view.notice,
        "updated_at": instant(view.updated_at),
        "locations": [location(each) for each in view.locations],
    }


def exported(listed: ListedPerson) -> dict[str, Any]:
    """Write one line of the export."""
    person = listed.person
    return {
        "id": person.id,
        "name": person.name,
        "headaches": person.headaches,
        "languages": person.languages,
        "gender": person.gender,
        "remote": person.remote,
        "synthetic": person.synthetic,
        "new_patients": _new_patients(person.new_patients),
        "unconfirmed_since": person.unconfirmed_since,
        "notice": person.notice,
        "updated_at": instant(listed.updated_at),
        "locations": [location(each) for each in listed.locations],
    }
