"""Is this still right? The facts, and one button that says yes: from a letter, or signed in."""

from datetime import UTC
from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.vocabulary import LinkPurpose, NewPatients
from directory.queries.confirmable import Confirmable, confirmable
from directory.queries.links import LinkDead, look_at
from directory.web.guards import actor, for_everybody, needs, stay
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.confirming import facts_said, follows
from directory.web.wiring import services
from directory.workflows.attesting import attest, attest_by_link
from directory.workflows.entering import NoSuchPerson

GONE: Final = 410
CHANGED: Final = 409


class StillCorrectForm(Form):
    """Whether new patients are taken: what was last said is chosen already."""

    new_patients = RadioField(
        lazy_gettext("Are you taking new patients?"),
        choices=[
            SelectChoice(NewPatients.YES.value, lazy_gettext("Yes")),
            SelectChoice(NewPatients.NO.value, lazy_gettext("No")),
            SelectChoice(NewPatients.NOT_KNOWN.value, lazy_gettext("I do not want to say")),
        ],
        validators=[
            AnyOf(
                [each.value for each in NewPatients],
                message=lazy_gettext("Choose whether you are taking new patients."),
            )
        ],
        validate_choice=False,
    )


@blueprint.get("/still-correct")
@for_everybody
def still_correct() -> str | Response:
    """Show the facts that a letter asks about; looking changes nothing."""
    token = request.args.get("token", "")
    facts = _by_link(token)
    return _dead() if facts is None else _page(facts, _prefilled(facts), token=token)


@blueprint.post("/still-correct")
@for_everybody
def confirmed_by_link() -> Response:
    """Confirm them; the link is used up by it."""
    token, form = request.form.get("token", ""), StillCorrectForm(request.form)
    facts = _by_link(token)
    if facts is None:
        return _dead()
    if not form.validate():
        return stay(_page(facts, form, token=token))
    seen = request.form.get("seen", "")
    try:
        attest_by_link(services().office, token, new_patients=_chosen(form), seen=seen)
    except LinkDead:
        return _dead()
    except Stale:
        return _overtaken(_by_link(token), form, token=token)
    return redirect(url_for("practitioner.thanks"), 303)  # type: ignore[return-value]


@blueprint.get("/still-correct/done")
@for_everybody
def thanks() -> str:
    """Say that it is noted."""
    return render_template("practitioner/still_correct_done.html")


@blueprint.get("/<listing_id>/still-correct")
@needs(Right.CONFIRM_FACTS)
def facts_page(listing_id: str) -> str:
    """Show the facts to somebody who is signed in."""
    kept = listing(listing_id)
    facts = _facts(kept.id) or abort(404)
    return _page(facts, _prefilled(facts))


@blueprint.post("/<listing_id>/still-correct")
@needs(Right.CONFIRM_FACTS)
def facts_confirmed(listing_id: str) -> Response:
    """Confirm them."""
    kept, form = listing(listing_id), StillCorrectForm(request.form)
    facts = _facts(kept.id) or abort(404)
    if not form.validate():
        return stay(_page(facts, form))
    seen = request.form.get("seen", "")
    try:
        with services().office.act(actor()) as act:
            attest(act, kept.id, new_patients=_chosen(form), seen=seen)
    except NoSuchPerson:
        abort(404)
    except Stale:
        return _overtaken(_facts(kept.id), form)
    return redirect(url_for("practitioner.thanks"), 303)  # type: ignore[return-value]


def _by_link(token: str) -> Confirmable | None:
    kept = services()
    try:
        with kept.database.reading() as connection:
            purpose = LinkPurpose.STILL_CORRECT
            link = look_at(connection, token, purpose=purpose, at=kept.clock())
    except LinkDead:
        return None
    facts = _facts(link.subject_id or 0)
    return None if facts is None or facts.account_id != link.account_id else facts


def _facts(practitioner_id: int) -> Confirmable | None:
    kept = services()
    with kept.database.reading() as connection:
        return confirmable(connection, practitioner_id, today=kept.clock().astimezone(UTC).date())


def _prefilled(facts: Confirmable) -> StillCorrectForm:
    said = facts.said(services().clock().astimezone(UTC).date())
    return StillCorrectForm(data={"new_patients": None if said is None else said.value})


def _chosen(form: StillCorrectForm) -> NewPatients:
    return NewPatients(form.new_patients.data)


def _page(
    facts: Confirmable, form: StillCorrectForm, *, token: str = "", overtaken: bool = False
) -> str:
    return render_template(
        "practitioner/still_correct.html",
        form=form,
        name=facts.name,
        rows=facts_said(facts),
        follows=follows(facts, at=services().clock()),
        seen=fingerprint(facts.shown()),
        token=token,
        key=facts.key,
        overtaken=overtaken,
    )


def _overtaken(facts: Confirmable | None, form: StillCorrectForm, *, token: str = "") -> Response:
    if facts is None:
        return _dead()
    return stay(_page(facts, form, token=token, overtaken=True), CHANGED)


def _dead() -> Response:
    return stay(render_template("practitioner/still_correct_dead.html"), GONE)
