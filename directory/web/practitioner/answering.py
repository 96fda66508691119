"""Where the links of invitations lead: what somebody is asked, and by which account to answer."""

from flask import Response, render_template

from directory.domain.vocabulary import LinkPurpose
from directory.queries.accounts import Visitor
from directory.queries.delegates import Invited, invited_by_link
from directory.queries.links import LinkDead
from directory.web.guards import stay
from directory.web.visitors import visitor
from directory.web.wiring import region_name, services

GONE = 410


def answer_page(
    purpose: LinkPurpose, *, token: str, problem: str = "", **more: object
) -> str | Response:
    """Show what an invitation is to; it can be looked at as often as one likes."""
    try:
        invited = invited_by(token, purpose=purpose)
    except LinkDead:
        return link_dead()
    who = signed_in()
    return render_template(
        f"practitioner/{_TEMPLATES[purpose]}.html",
        invited=invited,
        token=token,
        who=who,
        is_theirs=who is not None and who.account.email == invited.email,
        problem=problem,
        region_name=region_name,
        **more,
    )


def invited_by(token: str, *, purpose: LinkPurpose) -> Invited:
    """Say what a link leads to; raises `LinkDead`."""
    kept = services()
    with kept.database.reading() as connection:
        return invited_by_link(connection, token, purpose=purpose, at=kept.clock())


def signed_in() -> Visitor | None:
    """Give who is signed in with everything that was asked for."""
    found = visitor()
    return None if found is None or found.session.lacking is not None else found


def link_dead() -> Response:
    """Say that an invitation is answered, ended or taken back, and what to do."""
    return stay(render_template("practitioner/invitation_dead.html"), GONE)


_TEMPLATES = {
    LinkPurpose.KEEP_LISTING: "join_listing",
    LinkPurpose.HAND_OVER: "take_over",
    LinkPurpose.JOIN_CLINIC: "join_clinic",
}
