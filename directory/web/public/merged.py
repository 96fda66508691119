"""The address of a listing that was a double: it leads to the one that it became part of."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from directory.domain import ids
from directory.queries.duplicates import kept_listing
from directory.web.wiring import services


def merged(number: int) -> Response | None:
    """Lead to the listing that was kept; None where this one is no double."""
    with services().database.reading() as connection:
        kept = kept_listing(connection, number)
    if kept is None:
        return None
    return redirect(url_for("public.profile_page", public_id=ids.encode(kept)), 301)
