"""The courses of a listing."""

from typing import Final

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import CredentialKind
from directory.web.guards import needs
from directory.web.practitioner.credential_lists import on_file
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint

KINDS: Final = (CredentialKind.TRAINING,)


@blueprint.get("/<listing_id>/trainings")
@needs(Right.EDIT_CREDENTIALS)
def trainings(listing_id: str) -> str:
    """Show the courses."""
    kept = listing(listing_id)
    return render_template("practitioner/trainings.html", kept=kept, found=on_file(kept, KINDS))
