"""The six questions that patients are told to ask, answered by the practitioner."""

from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, RadioField, SelectMultipleField, TextAreaField

from directory.domain.accounts.rights import Right
from directory.domain.entry.answers import CHOICES, ONE_ALONE, Answered, Question, answered
from directory.domain.entry.editing import Stale, fingerprint
from directory.queries.keeping import Kept
from directory.web.entry_validators import put_at_fields
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.saving import CHANGED, IN_ORDER, facts_of
from directory.web.practitioner.whose import listing
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import stated
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.admission import EntryFaulty
from directory.workflows.editing_persons import answer_question, shown_answer


class _AnswerForm(Form):
    words = TextAreaField(
        lazy_gettext("In your own words (optional)"),
        description=lazy_gettext("Up to 500 characters. No promises of results."),
        render_kw={"rows": 4},
    )


class OneForm(_AnswerForm):
    """A question with one answer."""

    choices = RadioField(lazy_gettext("Your answer"), validate_choice=False)


class SeveralForm(_AnswerForm):
    """A question with as many answers as fit."""

    choices = SelectMultipleField(lazy_gettext("Choose all that are so"), validate_choice=False)


@blueprint.get("/<listing_id>/questions/<question>")
@needs(Right.EDIT_LISTING)
def question_page(listing_id: str, question: str) -> str:
    """Ask one of the six."""
    kept, asked = listing(listing_id), _question(question)
    stands = answered(facts_of(kept).answers, asked)
    return _page(kept, asked, form=_form(asked, stands), stands=stands)


@blueprint.post("/<listing_id>/questions/<question>")
@needs(Right.EDIT_LISTING)
def question_saved(listing_id: str, question: str) -> Response:
    """Save the answer."""
    kept, asked = listing(listing_id), _question(question)
    stands = answered(facts_of(kept).answers, asked)
    form = _form(asked, stands, typed())
    try:
        with services().office.act(actor()) as act:
            answer_question(
                act,
                kept.id,
                question=asked,
                choices=[each for each in request.form.getlist("choices") if each],
                words=form.words.data or "",
                seen=request.form.get("seen", ""),
            )
    except EntryFaulty as faulty:
        put_at_fields(form, faulty.faults, country=facts_of(kept).country)
        return stay(_page(kept, asked, form=form, stands=stands))
    except Stale:
        stands = answered(facts_of(kept).answers, asked)
        return stay(_page(kept, asked, form=form, stands=stands, changed=True), CHANGED)
    following = _after(asked)
    if request.form.get(IN_ORDER) and following is not None:
        to = url_for(
            "practitioner.question_page", listing_id=kept.key, question=following.value, on=1
        )
        return redirect(to, 303)  # type: ignore[return-value]
    to = url_for("practitioner.patients", listing_id=kept.key)
    return redirect(f"{to}#questions", 303)  # type: ignore[return-value]


def _question(text: str) -> Question:
    try:
        return Question(text)
    except ValueError:
        abort(404)


def _form(asked: Question, stands: Answered, typed: Any = None) -> Any:  # noqa: ANN401, PLR0917
    one = asked in ONE_ALONE
    chosen: object = next(iter(stands.choices), "") if one else list(stands.choices)
    form: Any = (OneForm if one else SeveralForm)(
        typed, data={"choices": chosen, "words": stands.words or ""}
    )
    form.choices.choices = [(each, str(stated.CHOSEN[each])) for each in CHOICES[asked]]
    return form


def _after(asked: Question) -> Question | None:
    every = list(Question)
    place = every.index(asked) + 1
    return every[place] if place < len(every) else None


def _page(
    kept: Kept,
    asked: Question,
    *,
    form: Any,  # noqa: ANN401
    stands: Answered,
    changed: bool = False,
) -> str:
    now = fingerprint(shown_answer(stands))
    return render_template(
        "practitioner/question.html",
        kept=kept,
        form=form,
        asks=str(stated.QUESTIONS[asked]),
        question=asked,
        seen=now if changed else request.form.get("seen") or now,
        changed=[(str(stated.QUESTIONS[asked]), stated.answer(stands))] if changed else [],
        going_on=request.values.get(IN_ORDER, ""),
        skip=_after(asked),
    )
