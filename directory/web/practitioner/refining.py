"""A finer point from the geocoder that the operator chose; without one, or where it fails, none."""

from flask import current_app

from directory.domain.geocoding import Located
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnPlace
from directory.web.guards import actor
from directory.web.practitioner.looking_up import lookups
from directory.web.wiring import services
from directory.workflows.editing_locations import refine_point
from directory.workflows.locating import locate


def refine(kept: Kept, place: OwnPlace) -> None:
    """Ask about an address whose place is known already; whatever is answered, that one stands."""
    if place.street_hidden or not place.street:
        return
    service = services().settings.geocoder
    # Asked between two acts: nobody waits in a transaction for somebody else's server.
    address = f"{place.street}, {place.city}, {place.region} {place.postal_code}"
    answer = locate(services().settings, services().database, address=address)
    if not isinstance(answer, Located):
        if answer is not None:
            current_app.logger.info("%s gave no point for an address.", service.value)
        return
    with services().office.act(actor()) as act:
        refine_point(
            act,
            kept.id,
            place_id=place.id,
            located=answer,
            source=service.value,
            lookups=lookups(),
        )
