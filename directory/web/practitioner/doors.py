"""Addresses of the pages about one listing."""

from typing import Any

from flask import current_app, url_for

from directory.queries.keeping import Kept


def to(endpoint: str, kept: Kept, **values: Any) -> str:  # noqa: ANN401  (as `url_for` takes them)
    """Give the address of a page about a listing; none where there is no such page."""
    name = f"practitioner.{endpoint}"
    if name not in current_app.view_functions:
        return ""
    return url_for(name, listing_id=kept.key, **values)
