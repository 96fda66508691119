"""A step that another reviewer proposed: confirmed as it was proposed, or put aside."""

from datetime import datetime
from typing import Final

from flask import Response, abort, redirect, render_template, url_for
from flask_babel import lazy_gettext
from wtforms import Form, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.domain.accounts.rights import Right
from directory.domain.decisions import Decision
from directory.domain.seconding import takes_effect
from directory.domain.situations import Refusal
from directory.letters.reasons import REASONS
from directory.queries.proposed_steps import ProposedView
from directory.queries.proposed_steps import proposed_step as find
from directory.queries.review_file import ReviewFile
from directory.web.guards import actor, here, needs, stay
from directory.web.review.decision_words import BUTTONS, refusal_said
from directory.web.review.decisions import section_in
from directory.web.review.files import file_in, number_in
from directory.web.review.letter_preview import preview
from directory.web.review.look_lines import look_line
from directory.web.review.looks_noted import look_of
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import Words, words_in
from directory.workflows.decision_texts import read_decision
from directory.workflows.seconding import NotForYou, confirm_step, refuse_step
from directory.workflows.verification import NoSuchProposal, StepRefused

_CONFIRM, _PUT_ASIDE = "confirm", "put_aside"
_NOT_POSSIBLE: Final = 409


class SecondForm(Form):
    """What a second reviewer says to a step."""

    answer = RadioField(
        lazy_gettext("Your answer"),
        choices=[
            SelectChoice(_CONFIRM, lazy_gettext("Confirm: it is done as it was proposed")),
            SelectChoice(_PUT_ASIDE, lazy_gettext("Put it aside: nothing is done")),
        ],
        validate_choice=False,
        validators=[AnyOf([_CONFIRM, _PUT_ASIDE], lazy_gettext("Choose your answer"))],
    )
    words = TextAreaField(
        lazy_gettext("Words for who proposed it (optional)"), validators=[Words(longest=500)]
    )


@blueprint.get("/person/<person>/steps-proposed/<proposal>")
@needs(Right.SECOND_DECISION)
def step_proposed(person: str, proposal: str) -> str:
    """Show what was proposed, by whom, on which look, and what the practitioner would read."""
    file = file_in(person)
    return _page(file, _found(file, proposal), form=SecondForm())


@blueprint.post("/person/<person>/steps-proposed/<proposal>")
@needs(Right.SECOND_DECISION)
def step_answered(person: str, proposal: str) -> Response:
    """Do it, or put it aside."""
    file, form = file_in(person), SecondForm(typed())
    found = _found(file, proposal)
    if not form.validate():
        return stay(_page(file, found, form=form))
    try:
        with services().office.act(actor()) as act:
            if form.answer.data == _CONFIRM:
                confirm_step(act, here(), proposal_id=found.id)
            else:
                refuse_step(act, here(), proposal_id=found.id, words=words_in(form.words))
    except (NoSuchProposal, NotForYou, StepRefused) as fault:
        problem = _problem(fault)
        page = _page(file, _found(file, proposal), form=form, problem=problem)
        return stay(page, _NOT_POSSIBLE)
    return redirect(url_for("review.person", person=person, _anchor=_anchor(found)), 303)  # type: ignore[return-value]


def _found(file: ReviewFile, proposal: str) -> ProposedView:
    with services().database.reading() as connection:
        return find(connection, number_in(proposal), of=file.id) or abort(404)


def _anchor(found: ProposedView) -> str:
    return f"{found.kind.value}-{found.subject_key}"


def _problem(fault: Exception) -> str:
    match fault:
        case StepRefused(refusal=Refusal.STALE):
            return gettext(
                "This changed since it was proposed. Put it aside, look again, and propose it anew."
            )
        case StepRefused(refusal=refusal):
            return refusal_said(refusal)
        case NotForYou():
            return gettext("Who proposed this does not review any more. Put it aside.")
        case _:
            return gettext("This is settled already.")


def _page(file: ReviewFile, found: ProposedView, *, form: SecondForm, problem: str = "") -> str:
    decision = read_decision(found.decision)
    return render_template(
        "review/second.html",
        file=file,
        section=section_in(file, found.kind.value, credential=found.subject_key),
        found=found,
        button=str(BUTTONS[found.action]),
        why=_why(decision),
        decision=decision,
        look=None if decision.check is None else look_line(look_of(decision.check), file.names),
        letter=preview(
            file,
            found.kind,
            action=found.action,
            reason=decision.reason,
            words=decision.words,
        ),
        mine=found.proposed_by == here().account.id,
        by_itself=_by_itself(found),
        form=form,
        problem=problem,
    )


def _why(decision: Decision) -> str:
    return "" if decision.reason is None else gettext(REASONS[decision.reason])


def _by_itself(found: ProposedView) -> datetime | None:
    """Say from when on it needs nobody else, where an operator has it so."""
    return takes_effect(services().office.second_reviewer, proposed_at=found.proposed_at)
