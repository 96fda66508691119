"""Holding a listing back, proposing that a hold ends, and answering what another proposed."""

from flask import Response, abort, redirect, render_template, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import HoldKind
from directory.queries.holds import HoldView, hold_of
from directory.queries.review_file import person_named
from directory.web.guards import actor, needs, stay
from directory.web.review.files import number_in, others_file
from directory.web.review.hold_forms import ReasonedForm, end_form, hold_form
from directory.web.review.hold_words import HOLD_REFUSALS, hold_named
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.holds import HoldRefused, open_hold
from directory.workflows.proposed_acts import ProposedAlready, propose_end

NOT_POSSIBLE = 409


@blueprint.get("/person/<person>/holds/new")
@needs(Right.SEE_FILE)
def hold_page(person: str) -> str:
    """Say what holding a listing back does, and ask why."""
    return _hold_page(others_file(person), hold_form(), person=person)


@blueprint.post("/person/<person>/holds/new")
@needs(Right.DECIDE)
def hold_opened(person: str) -> Response:
    """Hold it back."""
    number, form = others_file(person), hold_form(typed())
    if not form.validate():
        return stay(_hold_page(number, form, person=person))
    try:
        with services().office.act(actor()) as act:
            open_hold(
                act,
                number,
                kind=HoldKind.SUSPENSION,
                reason=form.chosen,
                words=words_in(form.words),
            )
    except HoldRefused as refused:
        problem = str(HOLD_REFUSALS[refused.refusal])
        return stay(_hold_page(number, form, person=person, problem=problem), NOT_POSSIBLE)
    return back_to(person)


@blueprint.get("/person/<person>/holds/<hold>/end")
@needs(Right.SEE_FILE)
def end_hold_page(person: str, hold: str) -> str:
    """Ask why a hold is to end."""
    number = others_file(person)
    found = _hold(number, hold)
    return _end_page(found, end_form(found.kind), person=person)


@blueprint.post("/person/<person>/holds/<hold>/end")
@needs(Right.DECIDE)
def end_hold_proposed(person: str, hold: str) -> Response:
    """Propose that it ends."""
    number = others_file(person)
    found = _hold(number, hold)
    form = end_form(found.kind, typed())
    if not form.validate():
        return stay(_end_page(found, form, person=person))
    try:
        with services().office.act(actor()) as act:
            propose_end(
                act, number, hold_id=found.id, reason=form.chosen, words=words_in(form.words)
            )
    except HoldRefused as refused:
        problem = str(HOLD_REFUSALS[refused.refusal])
    except ProposedAlready:
        problem = gettext("This is proposed already. It waits for a second reviewer.")
    else:
        return back_to(person)
    return stay(_end_page(found, form, person=person, problem=problem), NOT_POSSIBLE)


def back_to(person: str) -> Response:
    """Lead back to the person's file, where it says what is so now."""
    return redirect(f"{url_for('review.person', person=person)}#whole", 303)  # type: ignore[return-value]


def name_of(number: int) -> str:
    """Give what a person is called."""
    with services().database.reading() as connection:
        return person_named(connection, number) or ""


def _hold(number: int, hold: str) -> HoldView:
    with services().database.reading() as connection:
        found = hold_of(connection, number_in(hold))
    if found is None or found.practitioner_id != number:
        abort(404)
    return found


def _hold_page(number: int, form: ReasonedForm, *, person: str, problem: str = "") -> str:
    return render_template(
        "review/hold.html", name=name_of(number), form=form, person=person, problem=problem
    )


def _end_page(found: HoldView, form: ReasonedForm, *, person: str, problem: str = "") -> str:
    return render_template(
        "review/end_hold.html",
        name=name_of(found.practitioner_id),
        hold=found,
        said=hold_named(found.kind),
        form=form,
        person=person,
        problem=problem,
    )
