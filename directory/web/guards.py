"""The guard before a wing that is not public: who asks, may they, and have they proved it lately.

Nothing is open by default: every endpoint of a guarded wing says which right it asks for, or that
it is for everybody, or for somebody who is just signing in.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from directory.domain.accounts.rights import RIGHTS, Right, needs_strength, part_for
from directory.domain.accounts.sessions import is_proven, is_strong
from directory.domain.situations import Actor
from directory.domain.vocabulary import ActorKind, Lacking
from directory.queries.accounts import Visitor
from directory.web import visitors
from directory.web.same_site import from_this_site
from directory.web.wiring import services
from directory.workflows.accounts.sessions import ProofSpent

View = TypeVar("View", bound=Callable[..., Any])
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN: Final = "csrf_token"  # noqa: S105  (the name of a field)
_DOOR: Final = "door"
_FORM: Final = "form"
_PAGES: Final = {
    Lacking.CODE: "accounts.second",
    Lacking.PASSKEY: "accounts.second",
    Lacking.DEVICE_LINK: "accounts.new_device",
}
"""Where somebody goes on who is just signing in."""


@dataclass(frozen=True, slots=True)
class Door:
    """Whom an endpoint lets in: whoever has the right, or else everybody or the unfinished.

    `most`: bytes that a form may have, where it may have more than others.
    """

    right: Right | None = None
    unfinished: bool = False
    most: int | None = None


def needs(right: Right, *, most: int | None = None) -> Callable[[View], View]:
    """Let in whoever has a right; the methods of one address may ask for different ones."""

    def mark(view: View) -> View:
        setattr(view, _DOOR, Door(right, most=most))
        return view

    return mark


def for_everybody(view: View) -> View:
    """Let everybody in, signed in or not."""
    setattr(view, _DOOR, Door())
    return view


def for_the_unfinished(view: View) -> View:
    """Let in whoever is signing in and still lacks something."""
    setattr(view, _DOOR, Door(unfinished=True))
    return view


def door_of(endpoint: str) -> Door | None:
    """Say whom an endpoint lets in; None where it does not say."""
    return getattr(current_app.view_functions[endpoint], _DOOR, None)


def guard(wing: Blueprint) -> None:
    """Stand before every endpoint of a wing."""
    wing.before_request(_let_in)
    # Somebody sent two forms at once with one proof: for the second one they prove anew.
    wing.register_error_handler(ProofSpent, lambda _: _to_step_up())
    wing.context_processor(lambda: {"visitor": g.get("visitor"), "form_token": form_token})


def here() -> Visitor:
    """Give who asks, on a page that lets nobody else in."""
    found: Visitor = g.visitor
    return found


def actor() -> Actor:
    """Give in which part somebody acts here."""
    found: Actor = g.actor
    return found


def form_token() -> str:
    """Give the token of this session's forms; empty for whoever has no session."""
    found: Visitor | None = g.get("visitor")
    return "" if found is None else _token_of(found)


def to_step(lacking: Lacking) -> AnyResponse:
    """Lead somebody who is signing in to what they lack."""
    return redirect(url_for(_PAGES[lacking]), 303)


def _let_in() -> AnyResponse | tuple[str, int] | None:
    door = door_of(request.endpoint or "")
    if door is None:
        abort(404)
    if request.method not in SAFE and not from_this_site():
        return render_template("errors/another_site.html"), 400
    g.visitor = found = visitors.visitor()
    if door.right is None and not door.unfinished:
        return None
    if found is None:
        return _to_sign_in()
    if door.most is not None:
        # Only now: strangers send nothing large.
        request.max_content_length = door.most
    lacking = found.session.lacking
    if door.unfinished:
        return redirect(url_for("accounts.overview"), 303) if lacking is None else _sent(found)
    if lacking is not None:
        return to_step(lacking)
    return _sent(found) or _entitled(found, door.right)  # type: ignore[arg-type]


def _sent(found: Visitor) -> tuple[str, int] | None:
    """Refuse a form that this session was not given."""
    given = request.form.get(TOKEN, "") if request.method not in SAFE else _token_of(found)
    if hmac.compare_digest(given.encode(), _token_of(found).encode()):
        return None
    return render_template("errors/form_too_old.html"), 400


def _entitled(found: Visitor, right: Right) -> AnyResponse | tuple[str, int] | None:
    strong, parts = is_strong(found.session), found.account.parts
    part = part_for(right, parts, strong=strong)
    if part is None and not needs_strength(right, parts):
        roles = [each for each in ActorKind if each in RIGHTS[right].parts]
        return render_template("errors/403.html", roles=roles), 403
    now = services().clock()
    if part is None or not is_proven(found.session, RIGHTS[right].step_up, at=now):
        return _to_step_up()
    g.actor = Actor(part, found.account.id)
    return None


def _to_sign_in() -> AnyResponse:
    return redirect(url_for("accounts.sign_in", next=_back()), 303)


def _to_step_up() -> AnyResponse:
    return redirect(url_for("accounts.step_up", next=_back()), 303)


def _back() -> str | None:
    if request.method in SAFE:
        return request.full_path.rstrip("?")
    # What was sent with a form is not sent again by itself; its page is shown again, if it has one.
    adapter = current_app.create_url_adapter(request)
    has_page = adapter is not None and adapter.test(request.path, method="GET")
    return request.path if has_page else None


def _token_of(found: Visitor) -> str:
    return services().gate.seal.tag(str(found.session_id), _FORM)


def stay(page: str, status: int = 422) -> Response:
    """Answer with the page of a form that could not be taken."""
    return Response(page, status)
