"""Where an account is signed in, and how to end it there."""

from flask import Response, abort, redirect, render_template, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.queries.sign_in_methods import sessions_of
from directory.web.accounts.wing import blueprint
from directory.web.guards import actor, here, needs
from directory.web.wiring import services
from directory.workflows.accounts.sessions import end_session, end_sessions


@blueprint.get("/sessions")
@needs(Right.SEE_SESSIONS)
def sessions() -> str:
    """List where the account is signed in."""
    kept = services()
    with kept.database.reading() as connection:
        found = sessions_of(connection, here().account.id, at=kept.clock())
    return render_template("accounts/sessions.html", sessions=found, current=here().session_id)


@blueprint.post("/sessions/<session>/end")
@needs(Right.END_SESSION)
def session_ended(session: str) -> Response:
    """End one of them; somebody else's is none of theirs."""
    try:
        number = ids.decode(session)
    except ValueError:
        abort(404)
    with services().office.act(actor()) as act:
        ended = end_session(act, number, account_id=here().account.id)
    if not ended:
        abort(404)
    return redirect(url_for("accounts.sessions"), 303)  # type: ignore[return-value]


@blueprint.post("/sessions/end-others")
@needs(Right.END_SESSION)
def other_sessions_ended() -> Response:
    """End all but this one."""
    with services().office.act(actor()) as act:
        end_sessions(act, here().account.id, but=here().session_id)
    return redirect(url_for("accounts.sessions"), 303)  # type: ignore[return-value]
