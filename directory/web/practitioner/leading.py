"""Where somebody is led after they have changed something of a listing."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from directory.queries.keeping import Kept


def led_to(endpoint: str, kept: Kept, **places: str) -> Response:
    """Lead to a page about the listing."""
    return redirect(url_for(endpoint, listing_id=kept.key, **places), 303)
