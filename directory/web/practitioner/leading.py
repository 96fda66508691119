"""Where somebody is led after they have changed something of a listing."""

from typing import Final

from flask import redirect, url_for
from werkzeug.wrappers import Response

from directory.domain.vocabulary import CredentialKind
from directory.queries.keeping import Kept

LISTS: Final = {
    CredentialKind.LICENCE: "practitioner.licences",
    CredentialKind.AUTHORIZATION: "practitioner.licences",
    CredentialKind.TRAINING: "practitioner.trainings",
    CredentialKind.CERTIFICATION: "practitioner.certifications",
}
"""Where each kind of credential is listed."""


def led_to(endpoint: str, kept: Kept, **places: str) -> Response:
    """Lead to a page about the listing."""
    address = url_for(endpoint, listing_id=kept.key, **places)  # type: ignore[arg-type]
    return redirect(address, 303)
