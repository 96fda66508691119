"""A line of the list of excluded people beside the person whom it fits: is it them?"""

from typing import Final

from flask import Response, abort, redirect, render_template, url_for

from directory.domain.accounts.rights import Right
from directory.domain.vocabulary import ExclusionOutcome
from directory.queries.duplicates import side_of
from directory.queries.exclusions import MatchView, match_of
from directory.web.guards import actor, needs, stay
from directory.web.review.files import number_in, others_file
from directory.web.review.hold_forms import MatchForm
from directory.web.review.hold_words import MATCH_REFUSALS, OUTCOMES
from directory.web.review.holds import NOT_POSSIBLE
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.exclusions import MatchRefused, settle_match

_LOOK_UP: Final = "https://exclusions.oig.hhs.gov/"
"""Where the OIG answers who is on its list, by date of birth."""


@blueprint.get("/person/<person>/exclusions/<match>")
@needs(Right.SEE_FILE)
def match_page(person: str, match: str) -> str:
    """Show both, side by side."""
    return _page(_match(person, match), MatchForm(), person=person)


@blueprint.post("/person/<person>/exclusions/<match>")
@needs(Right.DECIDE)
def match_settled(person: str, match: str) -> Response:
    """Say whom the list means."""
    found, form = _match(person, match), MatchForm(typed())
    if not form.validate():
        return stay(_page(found, form, person=person))
    try:
        with services().office.act(actor()) as act:
            settle_match(
                act,
                found.practitioner_id,
                match_id=found.id,
                outcome=ExclusionOutcome(form.outcome.data),
                words=words_in(form.words),
            )
    except MatchRefused as refused:
        problem = str(MATCH_REFUSALS[refused.refusal])
        now = _match(person, match)
        return stay(_page(now, form, person=person, problem=problem), NOT_POSSIBLE)
    return redirect(f"{url_for('review.person', person=person)}#exclusions", 303)  # type: ignore[return-value]


def _match(person: str, match: str) -> MatchView:
    number = others_file(person)
    with services().database.reading() as connection:
        found = match_of(connection, number_in(match))
    if found is None or found.practitioner_id != number:
        abort(404)
    return found


def _page(found: MatchView, form: MatchForm, *, person: str, problem: str = "") -> str:
    with services().database.reading() as connection:
        side = side_of(connection, found.practitioner_id) or abort(404)
    return render_template(
        "review/match.html",
        look_up=_LOOK_UP,
        match=found,
        outcome=str(OUTCOMES[found.outcome]) if found.outcome else "",
        side=side,
        form=form,
        person=person,
        problem=problem,
    )
