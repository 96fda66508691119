"""What another reviewer proposed about a person as a whole: confirmed or put aside."""

from datetime import datetime

from flask import Response, abort, render_template

from directory.domain.accounts.rights import Right
from directory.domain.entry.editing import Stale
from directory.domain.seconding import takes_effect
from directory.domain.vocabulary import ActKind
from directory.queries.duplicates import SideView, side_of
from directory.queries.holds import ActView, HoldView, act_of, hold_of
from directory.web.guards import actor, here, needs, stay
from directory.web.review.files import number_in, others_file
from directory.web.review.hold_forms import AnswerForm
from directory.web.review.hold_words import HOLD_REFUSALS, MERGE_REFUSALS, hold_named, reason_said
from directory.web.review.holds import NOT_POSSIBLE, back_to, name_of
from directory.web.review.merge_sides import side_said
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.holds import HoldRefused
from directory.workflows.merging import MergeRefused
from directory.workflows.proposed_acts import NoSuchAct, NotAnother, confirm_act, refuse_act


@blueprint.get("/person/<person>/proposed/<proposal>")
@needs(Right.SECOND_DECISION)
def proposed_act(person: str, proposal: str) -> str:
    """Show what was proposed, by whom and why."""
    return _page(_found(person, proposal), AnswerForm(), person=person)


@blueprint.post("/person/<person>/proposed/<proposal>")
@needs(Right.SECOND_DECISION)
def act_answered(person: str, proposal: str) -> Response:
    """Do it, or put it aside."""
    found, form = _found(person, proposal), AnswerForm(typed())
    if not form.validate():
        return stay(_page(found, form, person=person))
    try:
        with services().office.act(actor()) as act:
            which = {"practitioner_id": found.practitioner_id, "proposal_id": found.id}
            if form.answer.data == form.CONFIRM:
                confirm_act(act, here(), **which)
            else:
                refuse_act(act, here(), words=words_in(form.words), **which)
    except (NoSuchAct, NotAnother, Stale, HoldRefused, MergeRefused) as fault:
        problem = _problem(fault)
        return stay(
            _page(_found(person, proposal), form, person=person, problem=problem), NOT_POSSIBLE
        )
    return back_to(person)


def _found(person: str, proposal: str) -> ActView:
    number = others_file(person)
    with services().database.reading() as connection:
        found = act_of(connection, number_in(proposal))
    if found is None or found.practitioner_id != number:
        abort(404)
    return found


def _problem(fault: Exception) -> str:
    match fault:
        case NotAnother():
            return gettext("You proposed this. Another reviewer has to confirm it.")
        case Stale():
            return gettext(
                "One of the two listings changed since this was proposed. Put it aside, look at "
                "both again, and propose it anew."
            )
        case HoldRefused(refusal=refusal):
            return str(HOLD_REFUSALS[refusal])
        case MergeRefused(refusal=refusal):
            return str(MERGE_REFUSALS[refusal])
        case _:
            return gettext("This is settled already.")


def _page(found: ActView, form: AnswerForm, *, person: str, problem: str = "") -> str:
    hold, sides = _about(found)
    return render_template(
        "review/proposed_act.html",
        name=name_of(found.practitioner_id),
        act=found,
        hold=hold,
        said=hold_named(hold.kind) if hold else "",
        why=reason_said(found.reason) if found.reason else "",
        sides=[side_said(side) for side in sides],
        mine=found.proposed_by == here().account.id,
        by_itself=_by_itself(found),
        form=form,
        person=person,
        problem=problem,
    )


def _about(found: ActView) -> tuple[HoldView | None, tuple[SideView, ...]]:
    with services().database.reading() as connection:
        if found.kind is ActKind.END_HOLD:
            return hold_of(connection, found.other_id or 0), ()
        both = (side_of(connection, each) for each in (found.practitioner_id, found.other_id or 0))
        return None, tuple(side for side in both if side is not None)


def _by_itself(found: ActView) -> datetime | None:
    """Say from when on it needs nobody else, where an operator has it so."""
    return takes_effect(services().office.second_reviewer, proposed_at=found.proposed_at)
