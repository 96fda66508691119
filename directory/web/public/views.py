"""The addresses of the pages for patients."""

from datetime import UTC
from typing import Any, Final
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain import ids
from directory.domain.history import read_day
from directory.queries.profiles import Publicity, profile
from directory.web import asking
from directory.web.languages import language
from directory.web.presenters import (
    Counts,
    HomePage,
    NotListedPage,
    ProfilePage,
    words,
)
from directory.web.presenters.linked_data import linked_data
from directory.web.public.counting import counts
from directory.web.public.earlier import ask_for_day, earlier_form, earlier_page
from directory.web.public.filter_counts import count_filters
from directory.web.public.forms import search_form
from directory.web.public.merged import merged
from directory.web.public.rule_here import rule_here
from directory.web.public.searching import (
    Answer,
    answered,
    around_here,
    emergency,
    form_for,
    results_page,
)
from directory.web.public.shortlist_here import shortlist_here
from directory.web.same_site import from_this_site, own_page
from directory.web.wiring import boards, services

blueprint = Blueprint("public", __name__)

THEMES: Final = frozenset({"light", "dark"})
YEAR_S: Final = 365 * 24 * 3600


@blueprint.app_context_processor
def _every_page() -> dict[str, Any]:
    theme = request.cookies.get("theme", "auto")
    here = request.full_path.rstrip("?")
    return {
        "lang": language(),
        "theme": theme if theme in THEMES else "auto",
        # An address with control characters leads nowhere, and has no place in HTML.
        "back": here if request.method in {"GET", "HEAD"} and here.isprintable() else "",
        "places": url_for("api.places"),
        "emergency": services().settings.emergency_us,
        "my_list": shortlist_here(),
        "canonical": canonical_address(),
        "site": services().settings.base_url.rstrip("/"),
    }


def canonical_address() -> str:
    """Give the one address of this page: of the site, in this language, without parameters."""
    path = quote(request.script_root + request.path)
    return services().settings.base_url.rstrip("/") + path


@blueprint.get("/")
def home() -> str:
    """Show the one question."""
    kept = services()
    listed = counts(kept)
    page = HomePage(
        Counts(listed.listed, listed.all_checked, kept.clock().astimezone(UTC).date()),
        demo=kept.settings.demo,
    )
    return render_template("public/home.html", page=page, form=search_form(request.args))


@blueprint.get("/search")
def search() -> Answer:
    """Show the nearest people, or say what the search lacks."""
    return answered(_results)


def _results(wanted: asking.Search) -> Answer:
    form = form_for(wanted)
    count_filters(form, wanted.criteria)
    return render_template(
        "public/results.html",
        page=results_page(wanted),
        form=form,
        emergency=emergency(wanted.country),
        ruled=rule_here(wanted.found.place, wanted.criteria.professions),
    )


@blueprint.get("/practitioners/<public_id>")
@blueprint.get("/practitioners/<public_id>/<slug>", endpoint="profile")
def profile_page(public_id: str, slug: str | None = None) -> AnyResponse | str | tuple[str, int]:
    """Show one person's record."""
    try:
        number = ids.decode(public_id)
    except ValueError:
        abort(404)
    kept = services()
    view = profile(kept.database, number, now=kept.now())
    day = read_day(request.args.getlist("as_of"), kept.now())
    if day is not None:
        return earlier_page(number, day, profile=view, around=around_here())
    if view is None:
        return merged(number) or abort(404)
    if view.publicity is Publicity.GONE:
        return render_template(
            "public/gone.html",
            page=NotListedPage(view.name, gone=True, demo=view.synthetic),
            earlier=earlier_form(number),
        ), 410
    if slug != view.slug:
        return redirect(url_for("public.profile", public_id=view.id, slug=view.slug), 301)
    if view.publicity is Publicity.NOT_LISTED:
        return render_template(
            "public/not_listed.html",
            page=NotListedPage(
                view.name, gone=False, demo=view.synthetic, rechecked=view.rechecked
            ),
            earlier=earlier_form(number),
        )
    country = view.locations[0].country if view.locations else None
    address = canonical_address()
    return render_template(
        "public/profile.html",
        page=ProfilePage(
            view, around_here(), rules=kept.shelf.read(kept.database).rules, boards=boards()
        ),
        emergency=emergency(country),
        address=address,
        linked_data=linked_data(view, address=address, language=words.language_here()),
        directions=kept.settings.directions_url,
        earlier=ask_for_day(),
    )


@blueprint.post("/display")
def display() -> AnyResponse:
    """Remember light or dark on this device; the only cookie there is, and it names nobody."""
    if not from_this_site():
        abort(400)
    response: Response = redirect(
        own_page(request.form.get("next", "")) or url_for("public.home"), 303
    )  # type: ignore[assignment]
    theme = request.form.get("theme", "auto")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, max_age=YEAR_S, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie("theme", httponly=True, samesite="Lax")
    return response
