"""Claiming a listing: by which way, with which code, and where the claim stands."""

from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, RadioField, StringField

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.claims import MOST_TRIES, ClaimRefusal, Typed, open_ways
from directory.domain.vocabulary import ClaimWay
from directory.queries.claims import ClaimView, claim_of
from directory.queries.finding_oneself import Candidate, candidate
from directory.web.guards import actor, here, needs, stay
from directory.web.practitioner.finding import licensed
from directory.web.practitioner.whose import number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext, ngettext
from directory.web.visitors import caller
from directory.web.wiring import services
from directory.workflows.accounts.trying import MustWait
from directory.workflows.claims import (
    ClaimRefused,
    NoSuchClaim,
    ask_for_access,
    begin_claim,
    hold_code_letter,
    type_code,
    withdraw_claim,
)

CONFLICT: Final = 409
WAYS: Final = {
    ClaimWay.CODE_BY_MAIL: lazy_gettext("A code by e-mail, to the address on record"),
    ClaimWay.CODE_BY_PHONE: lazy_gettext(
        "A code that we read out on the telephone number on record"
    ),
    ClaimWay.PAPERS: lazy_gettext("Papers that a reviewer looks at"),
}
_REFUSALS: Final = {
    ClaimRefusal.WAY_CLOSED: lazy_gettext("Choose one of the ways that are open for this listing"),
    ClaimRefusal.OPEN_ALREADY: lazy_gettext(
        "You have claimed this listing already. Your claim is on the page of your listings"
    ),
    ClaimRefusal.TOO_MANY: lazy_gettext(
        "You have three claims open. Finish one, or take one back, before you begin another"
    ),
    ClaimRefusal.OWNS_A_LISTING: lazy_gettext(
        "You have sent a listing of your own, and a person has one. Write to us if both are you"
    ),
    ClaimRefusal.HELD: lazy_gettext("Someone has taken this listing meanwhile. Ask for access"),
    ClaimRefusal.NOT_HELD: lazy_gettext("Nobody manages this listing any more. Claim it"),
    ClaimRefusal.NOT_OPEN: lazy_gettext("This claim is settled"),
}


class WayForm(Form):
    """By what somebody proves that a listing is theirs."""

    way = RadioField(lazy_gettext("How do you want to show that it is you?"), validate_choice=False)


class CodeForm(Form):
    """The code that was sent or read out."""

    code = StringField(lazy_gettext("Code"), description=lazy_gettext("8 digits"))


@blueprint.get("/claims/new/<practitioner_id>")
@needs(Right.CLAIM_LISTING)
def claim_page(practitioner_id: str) -> str:
    """Ask by which way, or offer to ask whoever manages the listing."""
    found = _candidate(practitioner_id)
    return _new(found, WayForm())


@blueprint.post("/claims/new/<practitioner_id>")
@needs(Right.CLAIM_LISTING)
def claim_begun(practitioner_id: str) -> Response:
    """Begin the claim; a code leaves where that is the way."""
    found, form = _candidate(practitioner_id), WayForm(request.form)
    ways = open_ways(by_mail=found.by_mail, by_phone=found.by_phone)
    way = next((each for each in ways if each == form.way.data), None)
    if way is None:
        form.way.errors = [gettext("Choose how you want to show that it is you")]
        return stay(_new(found, form))
    kept = services()
    try:
        if way is ClaimWay.CODE_BY_MAIL:
            hold_code_letter(kept.gate, found.id, caller=caller())
        with kept.office.act(actor()) as act:
            number = begin_claim(
                act, found.id, account=here().account, way=way, seal=kept.gate.seal
            )
    except MustWait as wait:
        return _wait(found, form, wait=wait)
    except ClaimRefused as refused:
        form.way.errors = [str(_REFUSALS[refused.why])]
        return stay(_new(_candidate(practitioner_id), form), CONFLICT)
    except NoSuchClaim:
        abort(404)
    return _to(ids.encode(number))


@blueprint.post("/claims/new/<practitioner_id>/access")
@needs(Right.CLAIM_LISTING)
def access_asked(practitioner_id: str) -> Response:
    """Ask whoever manages the listing."""
    found = _candidate(practitioner_id)
    try:
        with services().office.act(actor()) as act:
            number = ask_for_access(act, found.id, account=here().account)
    except ClaimRefused as refused:
        form = WayForm()
        form.way.errors = [str(_REFUSALS[refused.why])]
        return stay(_new(_candidate(practitioner_id), form), CONFLICT)
    except NoSuchClaim:
        abort(404)
    return _to(ids.encode(number))


@blueprint.get("/claims/<claim_id>")
@needs(Right.CLAIM_LISTING)
def claim(claim_id: str) -> str:
    """Show where a claim stands, and take its code."""
    return _claim(_own(claim_id), CodeForm())


@blueprint.post("/claims/<claim_id>/code")
@needs(Right.CLAIM_LISTING)
def claim_code_typed(claim_id: str) -> Response:
    """Hold the code against the one that was sent."""
    own, form = _own(claim_id), CodeForm(request.form)
    if not (form.code.data or "").strip():
        form.code.errors = [gettext("Enter the code")]
        return stay(_claim(own, form))
    kept = services()
    with kept.office.act(actor()) as act:
        came = type_code(
            act,
            own.id,
            account_id=here().account.id,
            code=form.code.data or "",
            seal=kept.gate.seal,
        )
    if came is Typed.WRONG:
        own = _own(claim_id)
        form.code.errors = [_wrong(own)]
        return stay(_claim(own, form))
    if came is Typed.OVER:
        return stay(_claim(_own(claim_id), CodeForm()), CONFLICT)
    return _to(claim_id)


@blueprint.post("/claims/<claim_id>/withdraw")
@needs(Right.CLAIM_LISTING)
def claim_withdrawn(claim_id: str) -> Response:
    """Take a claim back."""
    own = _own(claim_id)
    try:
        with services().office.act(actor()) as act:
            withdraw_claim(act, own.id, account_id=here().account.id)
    except ClaimRefused:
        return stay(_claim(_own(claim_id), CodeForm()), CONFLICT)
    return _to(claim_id)


def _candidate(practitioner_id: str) -> Candidate:
    number = number_in(practitioner_id)
    with services().database.reading() as connection:
        found = candidate(connection, number)
    if found is None:
        abort(404)
    return found


def _own(claim_id: str) -> ClaimView:
    number = number_in(claim_id)
    with services().database.reading() as connection:
        found = claim_of(connection, here().account.id, claim_id=number)
    if found is None:
        abort(404)
    return found


def _new(found: Candidate, form: WayForm) -> str:
    ways = open_ways(by_mail=found.by_mail, by_phone=found.by_phone)
    form.way.choices = [(way.value, str(WAYS[way])) for way in ways]
    return render_template(
        "practitioner/claim_new.html", found=found, form=form, licensed=licensed(found)
    )


def _claim(own: ClaimView, form: CodeForm) -> str:
    return render_template("practitioner/claim.html", claim=own, form=form)


def _wait(found: Candidate, form: WayForm, *, wait: MustWait) -> Response:
    minutes = -(-wait.seconds // 60)
    form.way.errors = [
        ngettext(
            "A code was sent just now. Wait %(num)s minute and try again",
            "A code was sent just now. Wait %(num)s minutes and try again",
            minutes,
        )
    ]
    response = stay(_new(found, form), 429)
    response.headers["Retry-After"] = str(wait.seconds)
    return response


def _wrong(own: ClaimView) -> str:
    left = MOST_TRIES - own.facts.tries
    return ngettext(
        "This is not the code. You can try %(num)s more time",
        "This is not the code. You can try %(num)s more times",
        left,
    )


def _to(claim_id: str) -> Response:
    return redirect(url_for("practitioner.claim", claim_id=claim_id), 303)  # type: ignore[return-value]
