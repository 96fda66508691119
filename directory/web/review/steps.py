"""A page that says what a step does before it is taken, and takes it when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Response, redirect, render_template, request, url_for

from directory.web.guards import actor, stay
from directory.web.review.words import refusal
from directory.web.wiring import services
from directory.workflows.accounts.staff import Refused
from directory.workflows.acts import Act

_NOT_POSSIBLE: Final = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the page says: whom and what it is about, what follows, and the words of its button.

    `back`: the endpoint that it was chosen at; `place`: what stands in that address.
    """

    heading: str
    about: str
    follows: str
    button: str
    back: str = "review.people"
    place: Mapping[str, Any] = field(default_factory=dict)


def asked_or_taken(step: Step, take: Callable[[Act], object]) -> str | Response:
    """Show what a step does; or take it, and go back to where it was chosen.

    Where it cannot be taken, the page says why.
    """
    if request.method != "POST":
        return _page(step)
    try:
        with services().office.act(actor()) as act:
            take(act)
    except Refused as fault:
        return not_possible(step, refusal(fault.why))
    return redirect(url_for(step.back, **step.place), 303)  # type: ignore[return-value]


def not_possible(step: Step, problem: str) -> Response:
    """Say on the page of a step why it was not taken."""
    return stay(_page(step, problem=problem), _NOT_POSSIBLE)


def _page(step: Step, *, problem: str = "") -> str:
    return render_template("review/step.html", step=step, problem=problem)
