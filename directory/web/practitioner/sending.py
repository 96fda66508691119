"""Checking the answers, declaring that they are true, and the page that says what follows."""

from datetime import UTC, date
from typing import Final

from flask import Response, abort, redirect, render_template
from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, InputRequired

from directory.domain.accounts.rights import Right
from directory.domain.tasks import can_be_sent
from directory.domain.vocabulary import Country
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnFacts, facts_of_listing
from directory.queries.own_status import OwnStand, stand_of
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.answers_said import Sections, problem_of, sections
from directory.web.practitioner.doors import to
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.words import day, language_here
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.declaring import CannotBeSent, NotReady, declare, expected_on

YES: Final = "yes"
NO: Final = "no"


class DeclarationForm(Form):
    """The owner's word, and whether patients may see what is checked."""

    publish = RadioField(
        lazy_gettext("Show your listing to patients as soon as it is checked?"),
        choices=[
            SelectChoice(YES, lazy_gettext("Yes")),
            SelectChoice(NO, lazy_gettext("No, keep it hidden until I publish it")),
        ],
        validators=[
            InputRequired(lazy_gettext("Say whether to show your listing once it is checked")),
            AnyOf((YES, NO), lazy_gettext("Choose yes or no")),
        ],
        validate_choice=False,
    )
    true = BooleanField(
        lazy_gettext("What I entered is true and complete. I will change it when it changes."),
        validators=[
            InputRequired(lazy_gettext("Confirm that what you entered is true and complete"))
        ],
    )


@blueprint.get("/<listing_id>/check")
@needs(Right.SEND_LISTING)
def check_answers(listing_id: str) -> str | Response:
    """Show all that was entered, and ask for the owner's word."""
    kept = listing(listing_id)
    stand, facts = _read(kept)
    if kept.left_at is not None or not can_be_sent(stand.stand.on_file, today=_today()):
        return _to("tasks", kept)
    return _page(kept, sections(kept, facts, own=stand, today=_today()), form=DeclarationForm())


@blueprint.post("/<listing_id>/check")
@needs(Right.SEND_LISTING)
def declared(listing_id: str) -> Response:
    """Send it; where anything stands against one credential, nothing is sent."""
    kept, form = listing(listing_id), DeclarationForm(typed())
    stand, facts = _read(kept)
    shown = sections(kept, facts, own=stand, today=_today())
    if not form.validate():
        return stay(_page(kept, shown, form=form))
    try:
        with services().office.act(actor()) as act:
            declare(act, kept.id, publish=form.publish.data == YES)
    except NotReady:
        return _to("tasks", kept)
    except CannotBeSent as cannot:
        problem = problem_of(cannot, stand.credentials)
        return stay(_page(kept, shown, form=form, problems=[problem]))
    return _to("confirmation", kept)


@blueprint.get("/<listing_id>/sent")
@needs(Right.SEND_LISTING)
def confirmation(listing_id: str) -> str | Response:
    """Give the reference, and say by when there is an answer."""
    kept = listing(listing_id)
    if kept.declared_at is None:
        return _to("tasks", kept)
    stand, facts = _read(kept)
    country = facts.country if facts.places else Country.US
    expected = expected_on(kept.declared_at.astimezone(UTC).date(), country)
    return render_template(
        "practitioner/confirmation.html",
        kept=kept,
        expected=day(expected, language_here()),
        waits=any(each.state.value == "submitted" for each in stand.credentials),
        late=expected < _today(),
    )


def _read(kept: Kept) -> tuple[OwnStand, OwnFacts]:
    now = services().clock()
    with services().database.reading() as connection:
        facts = facts_of_listing(connection, kept.id, today=now.astimezone(UTC).date())
        stand = stand_of(connection, kept.id, at=now)
    return stand, facts or abort(404)


def _page(
    kept: Kept,
    shown: Sections,
    *,
    form: DeclarationForm,
    problems: list[tuple[str, str]] | None = None,
) -> str:
    return render_template(
        "practitioner/check.html", kept=kept, shown=shown, form=form, problems=problems or []
    )


def _today() -> date:
    return services().clock().astimezone(UTC).date()


def _to(page: str, kept: Kept) -> Response:
    return redirect(to(page, kept), 303)  # type: ignore[return-value]
