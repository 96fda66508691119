"""Making one listing of two of the same person: chosen, looked at side by side, and proposed."""

from dataclasses import dataclass

from flask import Response, abort, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.merging import places_to_copy
from directory.queries.conflicts import Conflict, conflicts_of
from directory.queries.duplicates import PlaceView, SideView, side_of
from directory.queries.own_files import is_own
from directory.web.guards import actor, here, needs, stay
from directory.web.review.files import others_file, own_file
from directory.web.review.hold_forms import MergeForm
from directory.web.review.hold_words import MERGE_REFUSALS
from directory.web.review.holds import NOT_POSSIBLE, back_to
from directory.web.review.merge_sides import side_said
from directory.web.review.person_said import COMMON
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.merging import MergeRefused, preview_of
from directory.workflows.proposed_acts import ProposedAlready, propose_merge


@dataclass(frozen=True, slots=True)
class Both:
    """The listing that is kept, and the one that is to become part of it."""

    kept: SideView
    double: SideView

    @property
    def seen(self) -> str:
        """What the preview shows, in short."""
        return fingerprint(preview_of(self.kept, self.double))

    def copied(self) -> tuple[PlaceView, ...]:
        """The places that the kept listing has not."""
        today = services().clock().date()
        sites = [[each.site(today) for each in side.places] for side in (self.kept, self.double)]
        wanted = places_to_copy(*sites)
        return tuple(place for place in self.double.places if place.id in wanted)


@blueprint.get("/person/<person>/merge")
@needs(Right.SEE_FILE)
def merge_page(person: str) -> str | Response:
    """Ask for the other listing; once it is named, show what merging moves."""
    number = others_file(person)
    typed_key = typed(request.args).get("other", "").strip()
    if not typed_key:
        return _choose(number, person=person)
    other = _other(typed_key)
    if other is None or other == number:
        wrong = gettext("There is no other listing at this address. Copy it from its page.")
        return stay(_choose(number, person=person, wrong=wrong, given=typed_key))
    return _preview(_both(number, other), MergeForm(), person=person)


@blueprint.post("/person/<person>/merge")
@needs(Right.DECIDE)
def merge_proposed(person: str) -> Response:
    """Propose that the other listing becomes part of this one."""
    number, form = others_file(person), MergeForm(typed())
    other = _other(form.other.data or "")
    if other is None or other == number:
        wrong = gettext("There is no other listing at this address. Copy it from its page.")
        return stay(_choose(number, person=person, wrong=wrong, given=form.other.data or ""))
    both = _both(number, other)
    if not form.validate():
        return stay(_preview(both, form, person=person))
    try:
        with services().office.act(actor()) as act:
            propose_merge(
                act,
                number,
                double_id=other,
                seen=form.seen.data or "",
                words=words_in(form.words),
            )
    except MergeRefused as refused:
        problem = str(MERGE_REFUSALS[refused.refusal])
    except ProposedAlready:
        problem = gettext("This is proposed already. It waits for a second reviewer.")
    except Stale:
        problem = gettext(
            "One of the two changed while you were reading. Below is what they are now. "
            "Look at it, and propose it again."
        )
    else:
        return back_to(person)
    return stay(_preview(_both(number, other), form, person=person, problem=problem), NOT_POSSIBLE)


def _other(text: str) -> int | None:
    """Read the letters of a listing, or its whole address, as somebody pastes it."""
    number = next((found for part in text.split("/") if (found := _number(part)) is not None), None)
    if number is None:
        return None
    with services().database.reading() as connection:
        return None if side_of(connection, number) is None else number


def _number(text: str) -> int | None:
    try:
        return ids.decode(text.strip())
    except ValueError:
        return None


def _both(number: int, other: int) -> Both:
    with services().database.reading() as connection:
        if is_own(connection, other, account_id=here().account.id):
            abort(own_file())
        kept, double = side_of(connection, number), side_of(connection, other)
    return Both(kept or abort(404), double or abort(404))


def _choose(number: int, *, person: str, wrong: str = "", given: str = "") -> str:
    with services().database.reading() as connection:
        side = side_of(connection, number) or abort(404)
        found = conflicts_of(connection, number).found
    likely: dict[str, Conflict] = {}
    for each in found:
        likely.setdefault(each.key, each)
    return render_template(
        "review/merge_with.html",
        side=side,
        likely=[
            (
                each.name,
                url_for("review.merge_page", person=person, other=other),
                str(COMMON[each.what]),
            )
            for other, each in likely.items()
        ],
        person=person,
        wrong=wrong,
        given=given,
    )


def _preview(both: Both, form: MergeForm, *, person: str, problem: str = "") -> str:
    form.seen.data, form.other.data = both.seen, both.double.key
    return render_template(
        "review/merge.html",
        both=both,
        sides=[side_said(both.kept), side_said(both.double)],
        copied=both.copied(),
        form=form,
        person=person,
        turned=url_for("review.merge_page", person=both.double.key, other=both.kept.key),
        problem=problem,
    )
