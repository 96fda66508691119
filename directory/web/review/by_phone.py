"""Confirming by telephone, for somebody who keeps a listing, that it is still right."""

from datetime import UTC

from flask import Response, abort, render_template, request

from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.vocabulary import NewPatients
from directory.queries.confirmable import Confirmable, confirmable
from directory.web.guards import actor, needs, stay
from directory.web.presenters.confirming import facts_said
from directory.web.review.files import others_file
from directory.web.review.hold_forms import PhoneForm
from directory.web.review.holds import NOT_POSSIBLE, back_to
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.attesting import attest
from directory.workflows.entering import NoSuchPerson


@blueprint.get("/person/<person>/by-phone")
@needs(Right.SEE_FILE)
def phone_page(person: str) -> str:
    """Show what is read out, and the number on record."""
    return _page(_facts(others_file(person)), PhoneForm(), person=person)


@blueprint.post("/person/<person>/by-phone")
@needs(Right.DECIDE)
def phoned(person: str) -> Response:
    """Note that everything is right."""
    number, form = others_file(person), PhoneForm(typed())
    facts = _facts(number)
    if not form.validate():
        return stay(_page(facts, form, person=person))
    try:
        with services().office.act(actor()) as act:
            attest(
                act,
                number,
                new_patients=NewPatients(form.new_patients.data),
                seen=request.form.get("seen", ""),
                by_telephone=True,
            )
    except NoSuchPerson:
        abort(404)
    except Stale:
        return stay(_page(_facts(number), form, person=person, overtaken=True), NOT_POSSIBLE)
    return back_to(person)


def _facts(number: int) -> Confirmable:
    kept = services()
    with kept.database.reading() as connection:
        found = confirmable(connection, number, today=kept.clock().astimezone(UTC).date())
    return found or abort(404)


def _page(facts: Confirmable, form: PhoneForm, *, person: str, overtaken: bool = False) -> str:
    phones = dict.fromkeys(place.phone for place in facts.places if place.phone)
    return render_template(
        "review/by_phone.html",
        facts=facts,
        phones=list(phones),
        rows=facts_said(facts),
        seen=fingerprint(facts.shown()),
        form=form,
        person=person,
        overtaken=overtaken,
    )
