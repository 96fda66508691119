"""Addresses of the pages about one listing."""

from typing import Any

from flask import url_for

from directory.queries.keeping import Kept


def to(endpoint: str, kept: Kept, **values: Any) -> str:  # noqa: ANN401  (as `url_for` takes them)
    """Give the address of a page about a listing."""
    return url_for(f"practitioner.{endpoint}", listing_id=kept.key, **values)
