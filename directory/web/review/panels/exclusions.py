"""Lines of the list of excluded people that fit a person."""

from collections.abc import Mapping
from typing import Any

from directory.queries.exclusions import matches_of
from directory.web.review.hold_words import OUTCOMES
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give what the list says, open matches first."""
    with services().database.reading() as connection:
        found = matches_of(connection, practitioner_id)
    if not found:
        return {}
    return {
        "matches": [(each, str(OUTCOMES[each.outcome]) if each.outcome else "") for each in found]
    }
