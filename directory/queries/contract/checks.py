"""Instants and checks as the public JSON contract writes them."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from directory.queries.listing_views import CheckView, TrainingView


@lru_cache(maxsize=4_096)
def instant(at: datetime | None) -> str | None:
    """Write an instant in UTC, to the second."""
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4_096)
def check(view: CheckView) -> dict[str, Any]:
    """Write one of the three checks."""
    return {
        "status": view.status,
        "how": view.how,
        "on": view.on,
        "until": instant(view.until),
    }


@lru_cache(maxsize=4_096)
def training(view: TrainingView) -> dict[str, Any]:
    """Write the check of training, which says more."""
    return {
        "status": view.status,
        "how": view.how,
        "on": view.on,
        "until": instant(view.until),
        "head_neck": view.head_neck,
    }
