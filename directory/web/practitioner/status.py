"""Where a listing stands: one thing to do now, what happened to each credential, and messages."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, abort, redirect, render_template
from flask_babel import format_datetime, lazy_gettext
from wtforms import Form, TextAreaField

from directory.domain.accounts.rights import Right
from directory.domain.next_step import next_step
from directory.domain.vocabulary import ActorKind, HeldKind
from directory.queries.held_changes import Held, open_changes
from directory.queries.keeping import Kept
from directory.queries.messages import Written, messages_of
from directory.queries.own_status import happened_to, stand_of
from directory.web.guards import actor, needs, stay
from directory.web.languages import MOMENT
from directory.web.practitioner.doors import to
from directory.web.practitioner.next_said import box
from directory.web.practitioner.tasks import publicity_line
from directory.web.practitioner.timelines import timelines
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.held_changes import NoSuchChange, withdraw_change
from directory.workflows.messages import TooMany, read_messages, write_to_reviewers


class MessageForm(Form):
    """A message to the reviewers."""

    body = TextAreaField(
        lazy_gettext("Write to the reviewers"),
        description=lazy_gettext("Nothing about patients. Up to 2,000 characters."),
        validators=[Words(lazy_gettext("Write your message"))],
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A message as its reader sees it."""

    by: str
    on: str
    body: str
    is_new: bool


@blueprint.get("/<listing_id>/status")
@needs(Right.SEND_LISTING)
def status(listing_id: str) -> str:
    """Show where everything stands."""
    return _page(listing(listing_id), MessageForm())


@blueprint.post("/<listing_id>/messages")
@needs(Right.SEND_LISTING)
def message_sent(listing_id: str) -> Response:
    """Send a message to the reviewers."""
    kept, form = listing(listing_id), MessageForm(typed())
    if not form.validate():
        return stay(_page(kept, form))
    try:
        with services().office.act(actor()) as act:
            write_to_reviewers(act, kept.id, body=words_in(form.body))
    except TooMany:
        waits = gettext("Your earlier messages wait to be read. Write again once one is answered.")
        form.body.errors = [waits]
        return stay(_page(kept, form), 409)
    return _back(kept)


@blueprint.post("/<listing_id>/messages/read")
@needs(Right.SEND_LISTING)
def messages_read(listing_id: str) -> Response:
    """Note that what the reviewers wrote was read."""
    kept = listing(listing_id)
    with services().office.act(actor()) as act:
        read_messages(act, kept.id)
    return _back(kept)


@blueprint.post("/<listing_id>/changes/<change_id>/withdraw")
@needs(Right.EDIT_LISTING)
def change_withdrawn(listing_id: str, change_id: str) -> Response:
    """Take back a change that waits for a reviewer."""
    kept, number = listing(listing_id), number_in(change_id)
    try:
        with services().office.act(actor()) as act:
            withdraw_change(act, kept.id, change_id=number)
    except NoSuchChange:
        abort(404)
    # A delegate may take it back, and has no status page.
    page = "status" if kept.part is ActorKind.OWNER else "tasks"
    return redirect(to(page, kept), 303)  # type: ignore[return-value]


def _page(kept: Kept, form: MessageForm) -> str:
    now = services().clock()
    today = now.astimezone(UTC).date()
    with services().database.reading() as connection:
        own = stand_of(connection, kept.id, at=now)
        happened = happened_to(connection, kept.id)
        held = open_changes(connection, kept.id)
        thread = messages_of(connection, kept.id)
    return render_template(
        "practitioner/status.html",
        kept=kept,
        form=form,
        public=publicity_line(kept, own),
        box=box(kept, next_step(own.stand, today=today), credentials=own.credentials),
        timelines=timelines(own.credentials, happened, today=today),
        held=[(each.key, _held(each)) for each in held],
        thread=[_message(each) for each in thread],
        unread=any(each.is_unread for each in thread),
    )


def _held(held: Held) -> str:
    if held.kind is HeldKind.NAME:
        name = f"{held.after.get('given_name', '')} {held.after.get('family_name', '')}"
        return gettext(
            "Your new name: %(name)s. Until it is checked, the old one is shown.", name=name
        )
    where = ", ".join(str(held.after.get(part) or "") for part in ("city", "region"))
    return gettext(
        "A place moves to %(place)s. Until it is checked, the old one is shown.", place=where
    )


def _message(each: Written) -> Said:
    by = gettext("You") if each.by is ActorKind.OWNER else gettext("A reviewer")
    return Said(by, _when(each.written_at), each.body, each.is_unread)


def _when(at: datetime) -> str:
    return gettext("%(when)s UTC", when=str(format_datetime(at.astimezone(UTC), MOMENT)))


def _back(kept: Kept) -> Response:
    return redirect(f"{to('status', kept)}#messages", 303)  # type: ignore[return-value]
