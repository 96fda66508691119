"""Read models as the public JSON contract writes them, for the API and the exports alike."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson

from directory.domain.places import Choice, Found, PlaceNotice
from directory.domain.rules import Rule, RuleOrigin
from directory.queries.export import ListedPerson
from directory.queries.history import EarlierLocation, HistoryView
from directory.queries.listings import (
    CheckView,
    Listed,
    LocationView,
    NewPatientsView,
    ResultView,
    TrainingView,
)
from directory.queries.profiles import ProfileView


@lru_cache(maxsize=4_096)
def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4_096)
def _check(check: CheckView) -> dict[str, Any]:
    return {
        "status": check.status,
        "how": check.how,
        "on": check.on,
        "until": _instant(check.until),
    }


@lru_cache(maxsize=4_096)
def _training(check: TrainingView) -> dict[str, Any]:
    return {
        "status": check.status,
        "how": check.how,
        "on": check.on,
        "until": _instant(check.until),
        "head_neck": check.head_neck,
    }


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
        "qualified_until": _instant(view.qualified_until),
        "listed_until": _instant(view.listed_until),
        "checks": {
            "licence": _check(view.licence),
            "training": _training(view.training),
            "accreditation": _check(view.accreditation),
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
    }


@lru_cache(maxsize=4_096)
def _kept_location(listed: Listed) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(location(listed.location)))


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
        "updated_at": _instant(view.updated_at),
        "locations": [location(each) for each in view.locations],
    }


def history(view: HistoryView, rule_address: Callable[[EarlierLocation], str]) -> dict[str, Any]:
    """Write what was public about a person at the end of an earlier day."""
    return {
        "id": view.id,
        "as_of": view.day,
        "listed": view.listed,
        "locations": [_earlier(each, rule_address) for each in view.locations],
    }


def _earlier(
    view: EarlierLocation, rule_address: Callable[[EarlierLocation], str]
) -> dict[str, Any]:
    rule = None
    if view.rule_version is not None:
        rule = {"version": view.rule_version, "address": rule_address(view)}
    return {
        "id": view.id,
        "region": view.region,
        "country": view.country,
        "time_zone": view.time_zone,
        "profession": view.profession,
        "qualified": view.qualified,
        "qualified_until": _instant(view.qualified_until),
        "listed": view.listed,
        "rule": rule,
        "checks": {
            "licence": _check(view.licence),
            "training": _training(view.training),
            "accreditation": _check(view.accreditation),
        },
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
        "updated_at": _instant(listed.updated_at),
        "locations": [location(each) for each in listed.locations],
    }


def rule(counting: Rule, versions: Iterable[Rule], *, page: str) -> dict[str, Any]:
    """Write the rule that counts, beside the versions there are; `page`: where people read it.

    What was not found is null: an empty number is not zero, and a condition that nobody read is
    not "no".
    """
    return {
        "country": counting.country,
        "region": counting.region,
        "profession": counting.profession,
        "version": counting.version,
        "versions": [each.version for each in versions],
        "origin": counting.origin,
        "recorded_on": counting.recorded_on,
        "status": counting.status,
        "ruling": counting.ruling,
        "confidence": counting.confidence,
        "certainty": counting.certainty,
        "subject": counting.subject,
        "needling_hours": counting.needling_hours,
        "foundation_hours": counting.foundation_hours,
        "in_person_hours": counting.in_person_hours,
        "hours_before_first_use": counting.hours_before_first_use,
        "complete_within_years": counting.complete_within_years,
        "supervised_sessions": counting.supervised_sessions,
        "years_in_practice": counting.years_in_practice,
        "written_exam": counting.written_exam or None,
        "practical_exam": counting.practical_exam or None,
        "authorization": counting.authorization,
        "regulator_assesses_training": counting.regulator_assesses_training or None,
        "accepted_programs": sorted(counting.accepted_programs),
        "body_limit": counting.body_limit,
        "head_neck_training": counting.head_neck_training or None,
        "trained_after": counting.trained_after,
        "in_force_from": counting.in_force_from,
        "in_force_until": counting.in_force_until,
        "source": {"citation": counting.citation or None, "url": counting.source_url or None},
        "as_of": counting.as_of or None,
        "note": counting.note or None,
        "finding": _finding(counting),
        "page": page,
    }


def _finding(counting: Rule) -> dict[str, Any] | None:
    if counting.origin is not RuleOrigin.FINDING:
        return None
    return {"researched_on": counting.researched_on, "holds_until": counting.last_day}
