"""Where staff arrive: administrators at the people, reviewers at what they can do."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind
from directory.web.guards import here, needs
from directory.web.review.wing import blueprint


@blueprint.get("/")
@needs(Right.SEE_ACCOUNT)
def arrived() -> Response:
    """Lead on; the page that it leads to asks for the right."""
    administers = ActorKind.ADMINISTRATOR in here().account.parts
    return redirect(url_for("review.people" if administers else "review.queue"), 303)


@blueprint.get("/queue")
@needs(Right.SEE_QUEUE)
def queue() -> str:
    """Say what a reviewer can do."""
    return render_template("review/queue.html")
