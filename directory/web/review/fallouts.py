"""Taking off the desk what a changed rule did to somebody."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.web.guards import actor, needs
from directory.web.review.files import number_in, others_file
from directory.web.review.wing import blueprint
from directory.web.wiring import services
from directory.workflows.fallouts import NoSuchFallout, see_fallout


@blueprint.post("/person/<person>/fallouts/<fallout>")
@needs(Right.WORK_QUEUE)
def fallout_seen(person: str, fallout: str) -> Response:
    """Note that a reviewer has looked at it."""
    number = others_file(person)
    try:
        with services().office.act(actor()) as act:
            see_fallout(act, number, fallout_id=number_in(fallout))
    except NoSuchFallout:
        abort(404)
    return redirect(url_for("review.person", person=person), 303)
