"""Who can see a listing, and new patients that are not taken for a while."""

from datetime import UTC, date

from flask import Response, redirect, render_template
from flask_babel import lazy_gettext
from wtforms import Form

from directory.domain.accounts.rights import Right
from directory.domain.clock import months_after
from directory.domain.leaving import erased_on
from directory.domain.vocabulary import ActorKind
from directory.queries.keeping import Kept
from directory.queries.own_facts import OwnFacts, facts_of_listing
from directory.queries.own_status import OwnStand, stand_of
from directory.web.date_field import DateBoxes
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.doors import to
from directory.web.practitioner.tasks import publicity_line
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.publicity import (
    NotAway,
    NotPublishable,
    pause,
    publish,
    stay_away,
    take_new_patients,
)


class AwayForm(Form):
    """The last day on which no new patients are taken."""

    until = DateBoxes(lazy_gettext("Not taking new patients until"), required=True)


@blueprint.get("/<listing_id>/publicity")
@needs(Right.EDIT_LISTING)
def publicity(listing_id: str) -> str:
    """Show who can see the listing, and what it says of new patients."""
    kept = listing(listing_id)
    return _page(kept, AwayForm(data={"until": months_after(_today(), 1)}))


@blueprint.post("/<listing_id>/away")
@needs(Right.CONFIRM_FACTS)
def away(listing_id: str) -> Response:
    """Say until when no new patients are taken."""
    kept, form = listing(listing_id), AwayForm(typed())
    if not form.validate():
        return stay(_page(kept, form))
    until = form.until.read
    try:
        with services().office.act(actor()) as act:
            if isinstance(until, date):
                stay_away(act, kept.id, until=until)
    except NotAway:
        form.until.errors = [gettext("Choose a day between today and a year from now")]
        return stay(_page(kept, form))
    return _back(kept)


@blueprint.post("/<listing_id>/taking")
@needs(Right.CONFIRM_FACTS)
def taking(listing_id: str) -> Response:
    """Say that new patients are taken."""
    kept = listing(listing_id)
    with services().office.act(actor()) as act:
        take_new_patients(act, kept.id)
    return _back(kept)


@blueprint.post("/<listing_id>/publish")
@needs(Right.CHANGE_PUBLICITY)
def published(listing_id: str) -> Response:
    """Let patients see it; who has not declared yet is led to the tasks."""
    kept = listing(listing_id)
    try:
        with services().office.act(actor()) as act:
            publish(act, kept.id)
    except NotPublishable:
        return redirect(to("tasks", kept), 303)  # type: ignore[return-value]
    return _back(kept)


@blueprint.post("/<listing_id>/pause")
@needs(Right.CHANGE_PUBLICITY)
def paused(listing_id: str) -> Response:
    """Hide it for a while."""
    kept = listing(listing_id)
    with services().office.act(actor()) as act:
        pause(act, kept.id)
    return _back(kept)


def _page(kept: Kept, form: AwayForm) -> str:
    now = services().clock()
    with services().database.reading() as connection:
        facts = facts_of_listing(connection, kept.id)
        own = stand_of(connection, kept.id, at=now)
    return render_template(
        "practitioner/publicity.html",
        kept=kept,
        form=form,
        owns=kept.part is ActorKind.OWNER,
        public=publicity_line(kept, own),
        why_hidden=_why_hidden(kept, own),
        patients="" if facts is None else _patients(facts),
        takes=facts is not None and facts.takes_new_patients is True,
        erased="" if kept.left_at is None else day(erased_on(kept.left_at), language_here()),
    )


def _patients(facts: OwnFacts) -> str:
    if facts.takes_new_patients is None or facts.new_patients_confirmed_on is None:
        return gettext("Your listing says nothing of new patients.")
    on = day(facts.new_patients_confirmed_on, language_here())
    if facts.takes_new_patients:
        return gettext("You said on %(day)s that you take new patients.", day=on)
    if facts.no_new_patients_until is None:
        return gettext("You said on %(day)s that you take no new patients.", day=on)
    until = day(facts.no_new_patients_until, language_here())
    return gettext(
        "You take no new patients until %(day)s. After that day it is not known.", day=until
    )


def _why_hidden(kept: Kept, own: OwnStand) -> str:
    if not kept.published or own.shown:
        return ""
    return gettext("Something still has to be checked, or has ended. The status page says what.")


def _today() -> date:
    return services().clock().astimezone(UTC).date()


def _back(kept: Kept) -> Response:
    return redirect(to("publicity", kept), 303)  # type: ignore[return-value]
