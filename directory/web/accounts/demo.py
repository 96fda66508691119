"""Looking around as an invented person, and reading the letters that nobody is sent.

Only a demonstration has these pages; the acts behind them refuse every account of a real person.
"""

from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from directory import paths
from directory.adapters.post_files import KeptLetter, kept_letters
from directory.domain import ids
from directory.domain.accounts.rights import STAFF, Right
from directory.queries.accounts import AccountView
from directory.queries.invented import invented
from directory.web.accounts.answers import led_on
from directory.web.guards import for_everybody, guard, here, needs
from directory.web.same_site import own_page
from directory.web.visitors import caller, keep_session
from directory.web.wiring import services
from directory.workflows.accounts.invented import prove_as_invented, sign_in_as_invented
from directory.workflows.accounts.trying import NotProven

blueprint = Blueprint("accounts_demo", __name__, url_prefix="/account/demo")
guard(blueprint)
_SHOWN: Final = 200
_WINGS: Final = frozenset({"accounts", "accounts_demo", "practitioner", "review"})


@blueprint.app_context_processor
def _ways_in() -> dict[str, str]:
    # Patients' pages have no use for it.
    if request.blueprint not in _WINGS:
        return {}
    return {"demo_sign_in": url_for("accounts_demo.choose")}


@blueprint.get("/")
@for_everybody
def choose() -> str:
    """Show who can be played."""
    with services().database.reading() as connection:
        people = invented(connection)
    return render_template("accounts/demo.html", people=[_shown(each) for each in people])


@blueprint.post("/sign-in")
@for_everybody
def sign_in() -> Response:
    """Be one of them."""
    try:
        number = ids.decode(request.form.get("account", ""))
        opened = sign_in_as_invented(services().gate, number, caller=caller())
    except (ValueError, NotProven):
        abort(404)
    landing = "review.arrived" if request.form.get("desk") else "practitioner.overview"
    return led_on(opened, landing=landing)


@blueprint.post("/proven")
@needs(Right.SEE_ACCOUNT)
def proven() -> Response:
    """Take an invented person's word that it is they."""
    try:
        token = prove_as_invented(services().gate, here())
    except NotProven:
        abort(404)
    response = redirect(own_page(request.form.get("next", "")) or url_for("accounts.overview"), 303)
    keep_session(response, token)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


@blueprint.get("/letters")
@for_everybody
def letters() -> str:
    """List the letters, the last one first."""
    return render_template("accounts/demo_letters.html", letters=_letters())


@blueprint.get("/letters/<letter>")
@for_everybody
def letter(letter: str) -> str:
    """Show a letter."""
    found = next((each for each in _letters() if each.id == letter), None) or abort(404)
    return render_template("accounts/demo_letter.html", letter=found)


def _letters() -> tuple[KeptLetter, ...]:
    return kept_letters(paths.letters(), limit=_SHOWN)


def _shown(account: AccountView) -> dict[str, object]:
    return {
        "id": ids.encode(account.id),
        "name": account.name,
        "parts": sorted(account.parts),
        "desk": bool(account.parts & STAFF),
    }
