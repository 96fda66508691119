"""The certifications of a listing, or that there are none."""

from typing import Final

from flask import render_template, request
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import CredentialKind
from directory.queries.own_credentials import no_certification_said
from directory.web.guards import actor, needs
from directory.web.practitioner.credential_lists import on_file
from directory.web.practitioner.leading import led_to
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services
from directory.workflows.drafts import say_no_certification

KINDS: Final = (CredentialKind.CERTIFICATION,)


@blueprint.get("/<listing_id>/certifications")
@needs(Right.EDIT_CREDENTIALS)
def certifications(listing_id: str) -> str:
    """Show the certifications, and ask whether there are any."""
    kept = listing(listing_id)
    found = on_file(kept, KINDS)
    with services().database.reading() as connection:
        said = no_certification_said(connection, kept.id)
    return render_template(
        "practitioner/certifications.html", kept=kept, found=found, said_none=said
    )


@blueprint.post("/<listing_id>/certifications/none")
@needs(Right.EDIT_CREDENTIALS)
def no_certification(listing_id: str) -> Response:
    """Note that they have none, or take that back."""
    kept = listing(listing_id)
    with services().office.act(actor()) as act:
        say_no_certification(act, kept.id, none=request.form.get("none") == "yes")
    return led_to("practitioner.certifications", kept)
