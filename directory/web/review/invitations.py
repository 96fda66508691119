"""Proposing that somebody reviews or administers."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ActorKind, ProposalKind
from directory.web.guards import actor, here, needs, stay
from directory.web.review.forms import InviteForm
from directory.web.review.wing import blueprint
from directory.web.review.words import refusal
from directory.web.wiring import services
from directory.workflows.accounts.proposals import propose
from directory.workflows.accounts.staff import Refused


@blueprint.get("/people/invite")
@needs(Right.PROPOSE)
def invite_page() -> str:
    """Ask whom to invite, and to what."""
    return _page(InviteForm())


@blueprint.post("/people/invite")
@needs(Right.PROPOSE)
def invited() -> Response:
    """Propose it; another administrator has to confirm it."""
    form = InviteForm(request.form)
    if not form.validate():
        return stay(_page(form))
    try:
        with services().office.act(actor()) as act:
            propose(
                act,
                here(),
                kind=ProposalKind.GRANT_ROLE,
                email=form.email.read,  # type: ignore[attr-defined]
                role=ActorKind(form.role.data),
            )
    except Refused as fault:
        form.email.errors = [refusal(fault.why)]
        return stay(_page(form), 409)
    return redirect(url_for("review.people"), 303)  # type: ignore[return-value]


def _page(form: InviteForm) -> str:
    return render_template("review/invite.html", form=form)
