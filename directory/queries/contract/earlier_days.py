"""An earlier day as the public JSON contract writes it."""

from collections.abc import Callable
from typing import Any

from directory.queries.contract.checks import check, instant, training
from directory.queries.history import EarlierLocation, HistoryView


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
        "qualified_until": instant(view.qualified_until),
        "listed": view.listed,
        "rule": rule,
        "checks": {
            "licence": check(view.licence),
            "training": training(view.training),
            "accreditation": check(view.accreditation),
        },
    }
