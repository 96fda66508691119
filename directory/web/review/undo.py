"""Taking a decision back: the offer on the page after it, and the step itself."""

from flask import Response, abort, g, redirect, request, url_for
from flask_babel import format_time

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.situations import Refusal
from directory.queries.last_decisions import Undone, undoable
from directory.web.guards import actor, here, needs, stay
from directory.web.review.decision_words import DONE, refusal_said
from directory.web.review.decisions import kind_in
from directory.web.review.files import file_in, number_in
from directory.web.review.person import person_page
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.undoing import undo
from directory.workflows.verification import StepRefused

_LONGEST = 9


@blueprint.post("/person/<person>/credentials/<kind>/<credential>/undo")
@needs(Right.DECIDE)
def undone(person: str, kind: str, *, credential: str) -> Response:
    """Take back what one decided less than a minute ago."""
    file, number, of_kind = file_in(person), number_in(credential), kind_in(kind)
    version = request.form.get("version", "")
    plain = version.isascii() and version.isdigit() and len(version) <= _LONGEST
    if file.credential(of_kind, number) is None:
        abort(404)
    try:
        with services().office.act(actor()) as act:
            undo(act, of_kind, credential_id=number, version=int(version) if plain else -1)
    except StepRefused as refused:
        own = refused.refusal is Refusal.OWN_FILE
        why = refused.refusal if own else Refusal.UNDO_OVER
        return stay(person_page(file, problem=refusal_said(why)), 409)
    except NoSuchCredential:
        abort(404)
    anchor = f"{kind}-{credential}"
    return redirect(url_for("review.person", person=person, _anchor=anchor), 303)  # type: ignore[return-value]


def undo_offer() -> Undone | None:
    """Give the decision that this page follows on, while it can be taken back."""
    try:
        number = ids.decode(request.args.get("decided", ""))
    except ValueError:
        return None
    if g.get("visitor") is None:
        return None
    kept = services()
    with kept.database.reading() as connection:
        return undoable(connection, here().account.id, credential_id=number, at=kept.clock())


def undo_said(offer: Undone) -> str:
    """Say what was done, to whom, and until when it can be taken back."""
    return gettext(
        "%(done)s: %(name)s. You can take it back until %(time)s UTC; no letter leaves before.",
        done=str(DONE[offer.action]),
        name=offer.name,
        time=str(format_time(offer.until, "HH:mm:ss", rebase=False)),
    )


@blueprint.context_processor
def _for_pages() -> dict[str, object]:
    return {"undo_offer": undo_offer, "undo_said": undo_said}
