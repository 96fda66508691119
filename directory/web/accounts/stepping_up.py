"""Proving once more who one is, before something that asks for it."""

from flask import Response, redirect, render_template, request, url_for

from directory.domain.accounts.rights import Right
from directory.domain.accounts.signing_in import ways_to_prove
from directory.domain.vocabulary import SignInMethod
from directory.web.accounts.answers import made_to_wait, wait_said
from directory.web.accounts.challenges import to_prove
from directory.web.accounts.forms import KeyForm, PaperForm, ProveForm, put_at
from directory.web.accounts.wing import blueprint
from directory.web.guards import here, needs, stay
from directory.web.same_site import own_page
from directory.web.speech import gettext
from directory.web.visitors import keep_session
from directory.web.wiring import services
from directory.workflows.accounts.challenges import ChallengePurpose
from directory.workflows.accounts.stepping_up import (
    prove_by_passkey,
    prove_by_password,
    prove_by_recovery_code,
)
from directory.workflows.accounts.trying import MustWait, NotProven


@blueprint.get("/step-up")
@needs(Right.SEE_ACCOUNT)
def step_up() -> str:
    """Ask for one of the proofs that this account can give."""
    return _page(after=request.args.get("next", ""))


@blueprint.post("/step-up/passkey")
@needs(Right.SEE_ACCOUNT)
def step_up_by_passkey() -> Response:
    """Prove by a passkey."""
    form = KeyForm()
    try:
        token = prove_by_passkey(services().gate, here(), answer=request.form.get("answer", ""))
    except NotProven:
        put_at(form.answer, gettext("That passkey did not work here. Try again."))
        return stay(_page(form))
    return _back_with(token)


@blueprint.post("/step-up/password")
@needs(Right.SEE_ACCOUNT)
def step_up_by_password() -> Response:
    """Prove by the password, and a code where there is an app."""
    form = ProveForm(request.form)
    try:
        token = prove_by_password(
            services().gate,
            here(),
            password=(form.password.data or "")[:4_000],
            code=form.code.data or "",
        )
    except NotProven:
        put_at(form.password, gettext("What you entered is not right. Try again."))
        return stay(_page(form))
    except MustWait as wait:
        put_at(form.password, wait_said(wait))
        return made_to_wait(wait, _page(form))
    return _back_with(token)


@blueprint.post("/step-up/code")
@needs(Right.SEE_ACCOUNT)
def step_up_by_recovery_code() -> Response:
    """Prove by a code from paper."""
    form = PaperForm(request.form)
    try:
        token = prove_by_recovery_code(services().gate, here(), code=form.code.data or "")
    except NotProven:
        put_at(
            form.code,
            gettext("That recovery code is not right, or was used before. Try another one."),
        )
        return stay(_page(form))
    except MustWait as wait:
        put_at(form.code, wait_said(wait))
        return made_to_wait(wait, _page(form))
    return _back_with(token)


def _back_with(token: str) -> Response:
    response = redirect(own_page(request.form.get("next", "")) or url_for("accounts.overview"), 303)
    keep_session(response, token)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def _page(
    faulty: ProveForm | PaperForm | KeyForm | None = None, *, after: str | None = None
) -> str:
    found = here()
    ways = ways_to_prove(found.account.holder)
    by_passkey = SignInMethod.PASSKEY in ways
    by_demo = SignInMethod.DEMO in ways and services().settings.demo
    return render_template(
        "accounts/step_up.html",
        form=faulty,
        prove=faulty if isinstance(faulty, ProveForm) else ProveForm(),
        paper=faulty if isinstance(faulty, PaperForm) else PaperForm(),
        key=faulty if isinstance(faulty, KeyForm) else KeyForm(),
        ways=frozenset(ways),
        app=found.account.holder.app,
        options=to_prove(found, ChallengePurpose.PROVE) if by_passkey else "",
        by_demo=by_demo,
        after=request.form.get("next", "") if after is None else after,
    )
