"""The listing as a whole: what holds it back, what waits for a second one, what can be done."""

from collections.abc import Mapping
from typing import Any

from directory.domain import ids
from directory.domain.vocabulary import HoldKind
from directory.queries.duplicates import kept_listing
from directory.queries.holds import open_acts, open_holds
from directory.web.guards import here
from directory.web.review.hold_words import hold_named
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Give what stands about a listing as a whole; there is always something that can be done."""
    with services().database.reading() as connection:
        holds = open_holds(connection, practitioner_id)
        acts = open_acts(connection, practitioner_id)
        kept = kept_listing(connection, practitioner_id)
    me = here().account.id
    return {
        "holds": [(each, hold_named(each.kind)) for each in holds],
        "suspended": any(each.kind is HoldKind.SUSPENSION for each in holds),
        "acts": [(each, ids.encode(each.practitioner_id), each.proposed_by == me) for each in acts],
        "kept": None if kept is None else ids.encode(kept),
    }
