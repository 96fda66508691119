"""The wing of staff: the blueprint that every page of it is hung on, behind its guard."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from directory.web.guards import guard
from directory.workflows.accounts.sessions import ProofSpent

blueprint = Blueprint("review", __name__, url_prefix="/review")
guard(blueprint)


@blueprint.errorhandler(ProofSpent)
def _prove_again(_: ProofSpent) -> Response:
    # Sent twice at once: nothing was done the second time.
    return redirect(url_for("accounts.step_up", next=request.path), 303)
