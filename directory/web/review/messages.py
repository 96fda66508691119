"""The thread of a listing: what its owner wrote, and an answer."""

from flask import Response, abort, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form, TextAreaField

from directory.domain.accounts.rights import Right
from directory.queries.claims import holder_of
from directory.queries.messages import messages_of
from directory.queries.review_file import person_named
from directory.web.guards import actor, needs, stay
from directory.web.review.files import others_file, own_file
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.messages import put_aside, write_to_owner
from directory.workflows.own_files import OwnFile


class AnswerForm(Form):
    """A message to the owner of a listing."""

    body = TextAreaField(
        lazy_gettext("Write to the practitioner"),
        description=lazy_gettext("They get it as a letter too. Up to 2,000 characters."),
        validators=[Words(lazy_gettext("Write your message"))],
    )


@blueprint.get("/person/<person>/messages")
@needs(Right.SEE_FILE)
def messages(person: str) -> str:
    """Show the thread."""
    return _page(others_file(person), AnswerForm(), person=person)


@blueprint.post("/person/<person>/messages")
@needs(Right.DECIDE)
def message_written(person: str) -> AnyResponse:
    """Write to the owner; what they wrote counts as read."""
    number, form = others_file(person), AnswerForm(typed())
    if not form.validate():
        return stay(_page(number, form, person=person))
    try:
        with services().office.act(actor()) as act:
            write_to_owner(act, number, body=words_in(form.body))
    except OwnFile:
        abort(own_file())
    return redirect(url_for("review.person", person=person, _anchor="messages"), 303)


@blueprint.post("/person/<person>/messages/read")
@needs(Right.WORK_QUEUE)
def messages_read(person: str) -> Response:
    """Note that they were read, and need no answer."""
    number = others_file(person)
    try:
        with services().office.act(actor()) as act:
            put_aside(act, number)
    except OwnFile:
        abort(own_file())
    back = url_for("review.person", person=person, _anchor="messages")
    return redirect(back, 303)  # type: ignore[return-value]


def _page(number: int, form: AnswerForm, *, person: str) -> str:
    with services().database.reading() as connection:
        thread = messages_of(connection, number)
        name = person_named(connection, number)
        holder = holder_of(connection, number)
    return render_template(
        "review/messages.html",
        person=person,
        name=name,
        messages=thread,
        waiting=any(each.waits_for_reviewers for each in thread),
        form=form,
        has_owner=holder is not None,
    )
