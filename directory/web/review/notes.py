"""Noting something on a file for other reviewers."""

from flask import Response, abort, redirect, url_for

from directory.domain.accounts.rights import Right
from directory.web.guards import actor, needs, stay
from directory.web.review.decision_forms import NoteForm
from directory.web.review.files import file_in, own_file
from directory.web.review.person import person_page
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.entering import NoSuchPerson
from directory.workflows.file_notes import write_note
from directory.workflows.own_files import OwnFile


@blueprint.post("/person/<person>/notes")
@needs(Right.WORK_QUEUE)
def note_written(person: str) -> Response:
    """Write a note."""
    file, form = file_in(person), NoteForm(typed())
    if not form.validate():
        said = gettext("The note was not saved yet. See what is wrong with it below.")
        return stay(person_page(file, forms={("note", ""): form}, problem=said))
    try:
        with services().office.act(actor()) as act:
            write_note(act, file.id, body=words_in(form.body))
    except NoSuchPerson:
        abort(404)
    except OwnFile:
        abort(own_file())
    return redirect(url_for("review.person", person=person, _anchor="notes"), 303)  # type: ignore[return-value]
