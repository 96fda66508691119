"""A change that waits while the old value stays public: old and new, accepted or not."""

from flask import Response, abort, redirect, render_template, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.queries.held_changes import Held, open_changes
from directory.web.guards import actor, needs, stay
from directory.web.review.change_rows import change_titled, changed_rows
from directory.web.review.files import number_in, others_file, own_file
from directory.web.review.hold_forms import RefusalForm
from directory.web.review.holds import NOT_POSSIBLE, name_of
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.held_changes import (
    NoSuchChange,
    NotTheirs,
    accept_change,
    refuse_change,
)


@blueprint.get("/person/<person>/changes/<change>")
@needs(Right.SEE_FILE)
def held_change(person: str, change: str) -> str | Response:
    """Show what it changes."""
    number = others_file(person)
    found = _held(number, change)
    return _gone(person) if found is None else _page(number, found, form=RefusalForm())


@blueprint.post("/person/<person>/changes/<change>/accept")
@needs(Right.DECIDE)
def change_accepted(person: str, change: str) -> Response:
    """Make it public."""
    found = _held(others_file(person), change)
    if found is None:
        return _gone(person)
    try:
        with services().office.act(actor()) as act:
            accept_change(act, found.id)
    except NoSuchChange:
        return _gone(person)
    except NotTheirs:
        abort(own_file())
    return _back(person)


@blueprint.post("/person/<person>/changes/<change>")
@needs(Right.DECIDE)
def change_refused(person: str, change: str) -> Response:
    """Leave things as they are, and say why."""
    number, form = others_file(person), RefusalForm(typed())
    found = _held(number, change)
    if found is None:
        return _gone(person)
    if not form.validate():
        return stay(_page(number, found, form=form))
    try:
        with services().office.act(actor()) as act:
            refuse_change(act, found.id, words=words_in(form.words))
    except NoSuchChange:
        return _gone(person)
    except NotTheirs:
        abort(own_file())
    return _back(person)


def _page(number: int, found: Held, *, form: RefusalForm) -> str:
    return render_template(
        "review/held_change.html",
        name=name_of(number),
        title=change_titled(found),
        rows=changed_rows(found),
        held=found,
        form=form,
        person=ids.encode(number),
    )


def _held(number: int, change: str) -> Held | None:
    with services().database.reading() as connection:
        every = open_changes(connection, number)
    return next((each for each in every if each.id == number_in(change)), None)


def _gone(person: str) -> Response:
    """Say that it waits no more: it was settled, or its owner took it back."""
    page = render_template("review/change_gone.html", person=person)
    return stay(page, NOT_POSSIBLE)


def _back(person: str) -> Response:
    return redirect(f"{url_for('review.person', person=person)}#changes", 303)  # type: ignore[return-value]
