"""Where an invitation to review or administer leads: to an account, or to a new part for one."""

from flask import Response, redirect, render_template, request, url_for

from directory.adapters.passkeys import read_answer
from directory.domain.accounts import tokens
from directory.domain.accounts.rights import Right
from directory.queries.accounts import Visitor
from directory.queries.links import LinkDead
from directory.queries.sign_in_methods import methods_of
from directory.queries.staff import Invitation, invitation
from directory.web.accounts.challenges import to_prove
from directory.web.accounts.forms import JoinForm, put_at, read
from directory.web.accounts.registering import link_dead
from directory.web.accounts.wing import blueprint
from directory.web.guards import for_everybody, here, needs, stay
from directory.web.speech import gettext
from directory.web.visitors import caller, keep_session, visitor
from directory.web.wiring import services
from directory.workflows.accounts.challenges import ChallengePurpose, fresh_challenge
from directory.workflows.accounts.joining import Joined, accept, join, newcomer_id
from directory.workflows.accounts.trying import NotProven


@blueprint.get("/join")
@for_everybody
def join_page() -> str | Response:
    """Show what an invitation leads to; it can be looked at as often as one likes."""
    token = request.args.get("token", "")
    try:
        invited = _invited(token)
    except LinkDead:
        return link_dead()
    if invited.account is None or invited.fresh:
        return _newcomer(JoinForm(), token, invited=invited)
    return _holder(token, invited=invited)


@blueprint.post("/join")
@for_everybody
def joined() -> str | Response:
    """Open the account, or begin anew with it; its recovery codes are shown, this once."""
    form, token = JoinForm(request.form), request.form.get("link", "")
    try:
        invited = _invited(token)
    except LinkDead:
        return link_dead()
    is_new = invited.account is None
    if is_new and not form.validate():
        return stay(_newcomer(form, token, invited=invited))
    try:
        done = _join(token, request.form.get("answer", ""), name=read(form.name) if is_new else "")
    except LinkDead:
        return link_dead()
    except NotProven:
        put_at(form.name, _no_passkey())
        return stay(_newcomer(form, token, invited=invited))
    page = render_template("accounts/joined.html", codes=done.codes, role=invited.role)
    response = Response(page)
    keep_session(response, done.opened.token, device_token=done.opened.device_token)
    return response


@blueprint.post("/join/accept")
@needs(Right.SEE_ACCOUNT)
def accepted() -> str | Response:
    """Give the part to the account that somebody is signed in to."""
    token, gate = request.form.get("link", ""), services().gate
    try:
        invited = _invited(token)
    except LinkDead:
        return link_dead()
    try:
        session = accept(gate, here(), token=token, answer=request.form.get("answer", ""))
    except LinkDead:
        return link_dead()
    except NotProven:
        return stay(_holder(token, invited=invited, problem=_wrong_passkey()))
    with services().database.reading() as connection:
        on_paper = methods_of(connection, here().account.id).recovery_codes_left
    # Without codes on paper, a lost passkey would need two other administrators.
    landing = "accounts.overview" if on_paper else "accounts.recovery_codes_page"
    response: Response = redirect(url_for(landing), 303)  # type: ignore[assignment]
    keep_session(response, session)
    return response


def _invited(token: str) -> Invitation:
    kept = services()
    with kept.database.reading() as connection:
        return invitation(connection, token, at=kept.clock())


def _join(token: str, answer: str, *, name: str) -> Joined:
    gate, said = services().gate, read_answer(answer)
    made = None if said is None else gate.site.registered(answer, challenge=said.challenge)
    if made is None or said is None:
        raise NotProven
    who = caller()
    return join(
        gate,
        token,
        name=name,
        made=made,
        challenge=said.challenge,
        called=who.device or gettext("Passkey"),
        caller=who,
    )


def _newcomer(form: JoinForm, token: str, *, invited: Invitation) -> str:
    """Show the page for an address without an account, or an account that begins anew."""
    kept, account = services(), invited.account
    challenge = fresh_challenge(
        kept.gate.seal,
        purpose=ChallengePurpose.ADD,
        subject=tokens.hash_of(token),
        at=kept.clock(),
    )
    options = kept.gate.site.registration(
        challenge=challenge,
        account_id=newcomer_id(kept.gate.seal, token) if account is None else account.id,
        email=invited.email,
        name=invited.email if account is None else account.name,
        known=(),
    )
    return render_template(
        "accounts/join.html", form=form, link=token, invited=invited, options=options
    )


def _holder(token: str, *, invited: Invitation, problem: str = "") -> str:
    """Show the page for somebody who has an account, whether or not they are signed in to it."""
    found = visitor()
    who = None if found is None or found.session.lacking is not None else found
    return render_template(
        "accounts/join_holder.html",
        link=token,
        invited=invited,
        problem=problem,
        is_holder=_is(who, invited),
        is_other=who is not None and not _is(who, invited),
        options=to_prove(who, ChallengePurpose.PROVE)
        if who is not None and _is(who, invited)
        else "",
    )


def _is(who: Visitor | None, invited: Invitation) -> bool:
    return who is not None and invited.account is not None and who.account.id == invited.account.id


def _no_passkey() -> str:
    return gettext("The passkey could not be added. Try again.")


def _wrong_passkey() -> str:
    return gettext("That passkey did not work here. Try again.")
