"""Where staff arrive: reviewers at the queue, administrators at the people."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind
from directory.web.guards import here, needs
from directory.web.review.wing import blueprint


@blueprint.get("/")
@needs(Right.SEE_ACCOUNT)
def arrived() -> Response:
    """Lead on; the page that it leads to asks for the right."""
    reviews = ActorKind.REVIEWER in here().account.parts
    return redirect(url_for("review.queue" if reviews else "review.people"), 303)
