"""Files of regulators: what they came to, the sample that a reviewer looks up, the signature."""

from collections.abc import Callable
from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.register_sampling import SigningRefusal, last_day_to_sign, may_sign
from directory.domain.vocabulary import RegisterMatch
from directory.queries.register_files import absent
from directory.queries.registers import (
    MOST_LINES,
    BatchView,
    batch,
    batches,
    left_undone,
    lines,
    sample,
    status_words,
)
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.words import day, language_here
from directory.web.review import register_words as words
from directory.web.review.register_form import answers, name_of, sample_form
from directory.web.review.steps import Step, asked_or_taken, not_possible
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows import register_signing
from directory.workflows.acts import Act
from directory.workflows.register_signing import NoSuchBatch, SigningRefused

_CHANGED: Final = 409
_ABSENT: Final = "absent"
_LEFT: Final = "left"


@blueprint.get("/registers")
@needs(Right.SEE_BOOKS)
def registers() -> str:
    """List the files that were read, those that wait first."""
    with services().database.reading() as connection:
        found = batches(connection)
    return render_template("review/registers.html", batches=found, words=words)


@blueprint.get("/registers/<register>")
@needs(Right.SEE_FILE)
def register(register: str) -> str:
    """Show what a file came to, and its sample."""
    return _page(_found(register))


@blueprint.post("/registers/<register>")
@needs(Right.DECIDE)
def register_sampled(register: str) -> Response:
    """Write down what was found of the sample."""
    found = _found(register)
    with services().database.reading() as connection:
        drawn = sample(connection, found.id)
    given = answers(sample_form(drawn, given=True), drawn)
    try:
        with services().office.act(actor()) as act:
            register_signing.mark_sample(act, found.id, answers=given)
    except SigningRefused as fault:
        return stay(_page(found, problem=words.refusal(fault.refusal)), _CHANGED)
    return redirect(url_for("review.register", register=register), 303)  # type: ignore[return-value]


@blueprint.route("/registers/<register>/sign", methods=["GET", "POST"])
@needs(Right.SIGN_REGISTER)
def sign_register(register: str) -> str | Response:
    """Sign a file, so that it is carried out."""
    found = _found(register)
    step = Step(
        heading=gettext("Sign a register"),
        about=_about(found),
        follows=gettext(
            "Each license that matches gets a check in your name, and is extended to the end that "
            "the register gives. This happens within some minutes. Licenses that differ go to the "
            "queue."
        ),
        button=gettext("Sign it"),
        back="review.register",
        place={"register": register},
    )
    why_not = _why_not(found)
    if request.method != "POST" and why_not is not None:
        return not_possible(step, words.refusal(why_not))
    session_id = here().session_id
    return _taken(
        step,
        lambda act: register_signing.sign_register(act, found.id, session_id=session_id),
    )


@blueprint.route("/registers/<register>/put-aside", methods=["GET", "POST"])
@needs(Right.DECIDE)
def refuse_register(register: str) -> str | Response:
    """Put a file aside."""
    found = _found(register)
    step = Step(
        heading=gettext("Put a register aside"),
        about=_about(found),
        follows=gettext("Nothing of it counts. The same file can be read again."),
        button=gettext("Put it aside"),
        back="review.register",
        place={"register": register},
    )
    return _taken(step, lambda act: register_signing.refuse_register(act, found.id))


def _taken(step: Step, take: Callable[[Act], object]) -> str | Response:
    try:
        return asked_or_taken(step, take)
    except SigningRefused as fault:
        return not_possible(step, words.refusal(fault.refusal))
    except NoSuchBatch:
        abort(404)


def _found(register: str) -> BatchView:
    try:
        number = ids.decode(register)
    except ValueError:
        abort(404)
    with services().database.reading() as connection:
        return batch(connection, number) or abort(404)


def _about(found: BatchView) -> str:
    return gettext(
        "%(what)s: %(source)s, %(file)s of %(day)s.",
        what=words.named(found.country, found.region, of=found.profession),
        source=found.source_name,
        file=found.file_name,
        day=day(found.looked_on, language_here()),
    )


def _why_not(found: BatchView) -> SigningRefusal | None:
    with services().database.reading() as connection:
        drawn = sample(connection, found.id)
    return may_sign(
        actor=actor(),
        settled=not found.is_open,
        answers=[line.agreed for line in drawn],
        looked_on=found.looked_on,
        today=services().clock().date(),
    )


def _page(found: BatchView, *, problem: str = "") -> str:
    shown = request.args.get("show", "")
    match = shown if shown in set(RegisterMatch) else None
    with services().database.reading() as connection:
        drawn = sample(connection, found.id)
        chosen = lines(connection, found.id, match=RegisterMatch(match)) if match else ()
        missing = absent(connection, found) if shown == _ABSENT else ()
        undone = left_undone(connection, found.id) if shown == _LEFT else ()
        said = status_words(connection, found.id)
    return render_template(
        "review/register.html",
        batch=found,
        words=words,
        sample=drawn,
        fields=sample_form(drawn, given=bool(problem)),
        name_of=name_of,
        status_words=said,
        match=match,
        lines=chosen,
        is_absent=shown == _ABSENT,
        absent=missing,
        is_left=shown == _LEFT,
        undone=undone,
        most=MOST_LINES,
        last_day=last_day_to_sign(found.looked_on),
        why_not=_why_not(found),
        problem=problem,
    )
