"""The people that somebody sees: headaches, ages, languages, payment and more, one thing a page."""

from flask import Response, render_template

from directory.domain.accounts.rights import Right
from directory.domain.entry.own_parts import PATIENTS
from directory.web.guards import needs
from directory.web.practitioner.fact_rows import answer_rows, patient_rows
from directory.web.practitioner.saving import facts_of, part_in, save_part, show_part
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint


@blueprint.get("/<listing_id>/patients")
@needs(Right.SEE_LISTING)
def patients(listing_id: str) -> str:
    """Show whom somebody sees and how, with a way to change each thing."""
    kept = listing(listing_id)
    facts = facts_of(kept)
    return render_template(
        "practitioner/patients.html",
        kept=kept,
        rows=patient_rows(facts),
        answers=answer_rows(facts),
    )


@blueprint.get("/<listing_id>/patients/<part>")
@needs(Right.EDIT_LISTING)
def patients_part(listing_id: str, part: str) -> str:
    """Ask for one thing."""
    return show_part(listing(listing_id), part_in(part, PATIENTS))


@blueprint.post("/<listing_id>/patients/<part>")
@needs(Right.EDIT_LISTING)
def patients_saved(listing_id: str, part: str) -> Response:
    """Save it."""
    return save_part(listing(listing_id), part_in(part, PATIENTS))
