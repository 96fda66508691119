"""Places at which a person fell out by a changed rule."""

from collections.abc import Mapping
from typing import Any

from directory.queries.fallouts import open_fallouts
from directory.web.wiring import region_name, services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give what a changed rule did to a person, and nobody has looked at."""
    with services().database.reading() as connection:
        found = open_fallouts(connection, practitioner_id)
    if not found:
        return {}
    return {"fallouts": [(each, region_name(each.country, each.region)) for each in found]}
