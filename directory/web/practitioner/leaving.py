"""Leaving the directory, and coming back before everything is erased."""

from flask import Response, redirect, render_template

from directory.domain.accounts.rights import Right
from directory.domain.leaving import COME_BACK_DAYS, erased_on
from directory.queries.keeping import Kept
from directory.web.guards import actor, here, needs, stay
from directory.web.practitioner.doors import to
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.words import day, language_here
from directory.web.wiring import services
from directory.workflows.leaving import NotGone, come_back, leave


@blueprint.get("/<listing_id>/leave")
@needs(Right.LEAVE_DIRECTORY)
def leave_page(listing_id: str) -> str | Response:
    """Say what goes at once, what goes later, and what stays and why."""
    kept = listing(listing_id)
    if kept.left_at is not None:
        return _back(kept)
    erased = day(erased_on(services().clock()), language_here())
    return render_template("practitioner/leave.html", kept=kept, erased=erased, days=COME_BACK_DAYS)


@blueprint.post("/<listing_id>/leave")
@needs(Right.LEAVE_DIRECTORY)
def left(listing_id: str) -> Response:
    """Leave."""
    kept = listing(listing_id)
    with services().office.act(actor()) as act:
        leave(act, here(), practitioner_id=kept.id)
    return _back(kept)


@blueprint.post("/<listing_id>/come-back")
@needs(Right.CHANGE_PUBLICITY)
def came_back(listing_id: str) -> Response:
    """Keep the listing after all, hidden until it is published."""
    kept = listing(listing_id)
    try:
        with services().office.act(actor()) as act:
            come_back(act, kept.id)
    except NotGone:
        return stay(render_template("practitioner/not_back.html", kept=kept), 409)
    return _back(kept)


def _back(kept: Kept) -> Response:
    return redirect(to("publicity", kept), 303)  # type: ignore[return-value]
