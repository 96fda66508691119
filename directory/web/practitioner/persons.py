"""The name and profession of a listing, one thing a page."""

from flask import Response, render_template, request

from directory.domain.accounts.rights import Right
from directory.domain.entry.own_parts import PERSON
from directory.domain.vocabulary import HeldKind
from directory.queries.held_changes import Held, open_changes
from directory.queries.keeping import Kept
from directory.web.guards import needs
from directory.web.practitioner.fact_rows import person_rows
from directory.web.practitioner.saving import facts_of, part_in, save_part, show_part
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services


@blueprint.get("/<listing_id>/person")
@needs(Right.SEE_LISTING)
def person_page(listing_id: str) -> str:
    """Show who somebody is, with a way to change each thing."""
    kept = listing(listing_id)
    return render_template(
        "practitioner/person.html",
        kept=kept,
        rows=person_rows(facts_of(kept)),
        waits=[held for held in waiting(kept) if held.kind is HeldKind.NAME],
        just_held="held" in request.args,
    )


@blueprint.get("/<listing_id>/person/<part>")
@needs(Right.EDIT_LISTING)
def person_part(listing_id: str, part: str) -> str:
    """Ask for one thing."""
    return show_part(listing(listing_id), part_in(part, PERSON))


@blueprint.post("/<listing_id>/person/<part>")
@needs(Right.EDIT_LISTING)
def person_saved(listing_id: str, part: str) -> Response:
    """Save it."""
    return save_part(listing(listing_id), part_in(part, PERSON))


def waiting(kept: Kept) -> tuple[Held, ...]:
    """Give the changes of a listing that wait for a reviewer."""
    with services().database.reading() as connection:
        return open_changes(connection, kept.id)
