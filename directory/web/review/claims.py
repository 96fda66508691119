"""Claims to one listing side by side, with who has it: granted, or refused with words."""

from collections.abc import Callable
from typing import Final

from flask import abort, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form, TextAreaField

from directory.domain.accounts.rights import Right
from directory.domain.claims import ClaimRefusal
from directory.domain.vocabulary import ClaimState
from directory.queries.claims import claims_to, holder_of
from directory.queries.review_file import person_named
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.claiming import STATES, WAYS
from directory.web.review.files import number_in, others_file
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.acts import Act
from directory.workflows.claims import ClaimRefused, NoSuchClaim
from directory.workflows.granting import grant_claim, refuse_claim

_NOT_POSSIBLE: Final = 409
REFUSALS: Final = {
    ClaimRefusal.NOT_OPEN: lazy_gettext("This claim was settled meanwhile."),
    ClaimRefusal.HELD: lazy_gettext(
        "Somebody has this listing. They hand it over themselves, or an administrator looks into"
        " it: it is never granted over their head."
    ),
    ClaimRefusal.ANOTHER_FIRST: lazy_gettext(
        "Another claim came first and is not settled. Settle that one before."
    ),
    ClaimRefusal.OWN_CLAIM: lazy_gettext(
        "This claim or this listing is yours. Another reviewer settles it."
    ),
    ClaimRefusal.NO_PART: lazy_gettext("Only reviewers settle claims."),
}


class RefuseForm(Form):
    """Why a claim is refused, as whoever made it reads it."""

    words = TextAreaField(
        lazy_gettext("What they read"),
        description=lazy_gettext(
            "Say what did not do, and what would. Name nobody else. Up to 2,000 characters."
        ),
        validators=[Words(lazy_gettext("Write what they read"))],
    )


@blueprint.get("/person/<person>/claims")
@needs(Right.SEE_FILE)
def claims(person: str) -> str:
    """Show who claims the listing, beside who has it."""
    return _page(others_file(person), person=person)


@blueprint.post("/person/<person>/claims/<claim>/grant")
@needs(Right.DECIDE)
def claim_granted(person: str, claim: str) -> AnyResponse:
    """Accept what a claimant showed; it is held for a week."""
    number = number_in(claim)
    return _settled(person, lambda act: grant_claim(act, number))


@blueprint.post("/person/<person>/claims/<claim>/refuse")
@needs(Right.DECIDE)
def claim_refused(person: str, claim: str) -> AnyResponse:
    """Refuse it, and say why."""
    number, form = number_in(claim), RefuseForm(typed(), prefix=f"{claim}-")
    if not form.validate():
        return stay(_page(others_file(person), person=person, typed_for=claim, form=form))
    return _settled(person, lambda act: refuse_claim(act, number, words=words_in(form.words)))


def _settled(person: str, settle: Callable[[Act], None]) -> AnyResponse:
    number = others_file(person)
    try:
        with services().office.act(actor()) as act:
            settle(act)
    except NoSuchClaim:
        abort(404)
    except ClaimRefused as refused:
        problem = str(REFUSALS[refused.why])
        return stay(_page(number, person=person, problem=problem), _NOT_POSSIBLE)
    return redirect(url_for("review.claims", person=person), 303)


def _page(
    number: int,
    *,
    person: str,
    typed_for: str = "",
    form: RefuseForm | None = None,
    problem: str = "",
) -> str:
    with services().database.reading() as connection:
        found = claims_to(connection, number)
        holder = holder_of(connection, number)
        name = person_named(connection, number)
    forms = {
        each.claim.key: form
        if form is not None and each.claim.key == typed_for
        else RefuseForm(prefix=f"{each.claim.key}-")
        for each in found
    }
    return render_template(
        "review/claims.html",
        person=person,
        name=name,
        claims=found,
        holder=holder,
        form=form,
        forms=forms,
        mine={each.claim.key for each in found if each.claim.account_id == here().account.id},
        grantable={
            each.claim.key
            for each in found
            if each.claim.facts.state is not ClaimState.WAITING and holder is None
        },
        states=STATES,
        ways=WAYS,
        problem=problem,
    )
