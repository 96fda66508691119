"""Where a letter to somebody on record leads: take the listing, or never be listed."""

from flask import Response, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind
from directory.queries.links import LinkDead
from directory.queries.offered import Offered, offered
from directory.web.guards import actor, for_everybody, here, needs, stay
from directory.web.practitioner.answering import link_dead, signed_in
from directory.web.practitioner.asked_by_mail import refusal_said
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import words
from directory.web.presenters.own_credentials import title
from directory.web.wiring import services
from directory.workflows.delegates import KeeperRefused
from directory.workflows.inviting import accept_listing, opt_out

CONFLICT = 409


@blueprint.get("/invited")
@for_everybody
def invited_page() -> str | Response:
    """Show what is held about somebody, and what they can do with it."""
    return _page(request.args.get("token", ""))


@blueprint.post("/invited")
@needs(Right.ANSWER_INVITATION)
def invitation_accepted() -> Response:
    """Give them the listing."""
    token = request.form.get("token", "")
    try:
        with services().office.act(actor()) as act:
            number = accept_listing(act, here(), token=token)
    except LinkDead:
        return link_dead()
    except KeeperRefused as refused:
        page = _page(token, problem=refusal_said(refused.why))
        return page if isinstance(page, Response) else stay(page, CONFLICT)
    place = url_for("practitioner.tasks", listing_id=ids.encode(number))
    return Response(status=303, headers={"Location": place})


@blueprint.post("/invited/never")
@for_everybody
def opted_out() -> str | Response:
    """Forget them for good; nobody needs an account to say so."""
    try:
        with services().office.act(Actor(ActorKind.SYSTEM, None)) as act:
            opt_out(act, request.form.get("token", ""))
    except LinkDead:
        return link_dead()
    return render_template("practitioner/opted_out.html")


def _page(token: str, problem: str = "") -> str | Response:
    kept = services()
    try:
        with kept.database.reading() as connection:
            found = offered(connection, token, at=kept.clock())
    except LinkDead:
        return link_dead()
    who = signed_in()
    return render_template(
        "practitioner/invited.html",
        offered=found,
        held=_held(found),
        token=token,
        who=who,
        is_theirs=who is not None and who.account.email == found.email,
        problem=problem,
    )


def _held(found: Offered) -> list[str]:
    """Say in a line each what is held."""
    facts = found.facts
    spoken = words.language_here()
    professions = [
        words.profession(each, facts.country, language=spoken) for each in facts.professions
    ]
    places = [f"{place.name}, {place.city}, {place.region}" for place in facts.places]
    credentials = [title(each.entry) for each in found.credentials]
    return [*professions, *places, *credentials]
