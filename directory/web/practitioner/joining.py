"""Accepting to keep a listing for its owner."""

from flask import Response, redirect, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import LinkPurpose
from directory.queries.links import LinkDead
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.practitioner.answering import answer_page, link_dead
from directory.web.practitioner.asked_by_mail import refusal_said
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services
from directory.workflows.delegates import KeeperRefused, accept_keeping


@blueprint.get("/join-listing")
@for_everybody
def join_listing_page() -> str | Response:
    """Show whose listing somebody is asked to keep."""
    return answer_page(LinkPurpose.KEEP_LISTING, token=request.args.get("token", ""))


@blueprint.post("/join-listing")
@needs(Right.ANSWER_INVITATION)
def listing_joined() -> str | Response:
    """Let them keep it."""
    token = request.form.get("token", "")
    try:
        with services().office.act(actor()) as act:
            accept_keeping(act, here(), token=token)
    except LinkDead:
        return link_dead()
    except KeeperRefused as refused:
        purpose, said = LinkPurpose.KEEP_LISTING, refusal_said(refused.why)
        page = answer_page(purpose, token=token, problem=said)
        return page if isinstance(page, Response) else stay(page, 409)
    return redirect(url_for("practitioner.overview"), 303)  # type: ignore[return-value]
