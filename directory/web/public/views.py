"""The addresses of the pages for patients."""

from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain import ids
from directory.domain.history import read_day
from directory.domain.places import Ambiguous, Empty, Found, Resolution
from directory.domain.question import NAMES, Fault, ParameterError, Question
from directory.domain.vocabulary import Country
from directory.queries.profiles import Publicity, profile
from directory.queries.search import search as find
from directory.web import asking
from directory.web.languages import language
from directory.web.parameter_sentences import sentence
from directory.web.presenters import (
    Around,
    Asked,
    Counts,
    FaultyPage,
    HomePage,
    NotListedPage,
    PlaceProblemPage,
    ProfilePage,
    ResultsPage,
    WhichPlacePage,
)
from directory.web.public.counting import counts
from directory.web.public.earlier import ask_for_day, earlier_form, earlier_page
from directory.web.public.forms import search_form
from directory.web.public.merged import merged
from directory.web.public.rule_here import rule_here
from directory.web.public.towns import towns_around
from directory.web.same_site import from_this_site, own_page
from directory.web.wiring import region_name, services

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
        "back": here if request.method == "GET" and here.isprintable() else "",
        "places": url_for("api.places"),
        "emergency": services().settings.emergency_us,
    }


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
def search() -> str | tuple[str, int]:
    """Show the nearest people, or say what the search lacks."""
    question = asking.asked()
    if not isinstance(question, Question):
        return _faulty(question)
    resolution = asking.resolve(question)
    if not isinstance(resolution, Found):
        return _no_point(resolution)
    return _results(asking.around(question, resolution))


def _results(wanted: asking.Search) -> str:
    kept = services()
    found, criteria = wanted.found, wanted.criteria
    pairs = tuple((name, value) for name in NAMES for value in request.args.getlist(name) if value)
    question = Asked(
        label=found.label,
        country=wanted.country or Country.US,
        criteria=criteria,
        unit=wanted.unit,
        within=wanted.within,
        pairs=pairs,
        path=url_for("public.search"),
    )
    page = ResultsPage(
        find(kept.database, criteria, now=kept.now(), with_partial=True),
        question,
        around=_around(),
        notice=found.notice,
        others=found.others,
        towns=towns_around(kept.database, found.place, within_km=criteria.within_km),
    )
    form = search_form(
        request.args,
        near=None if request.args.get("near") else found.near,
        within="any" if wanted.within is None else f"{wanted.within:g}",
        unit=wanted.unit,
    )
    return render_template(
        "public/results.html",
        page=page,
        form=form,
        emergency=_emergency(wanted.country),
        ruled=rule_here(found.place, criteria.professions),
    )


def _faulty(errors: tuple[ParameterError, ...]) -> tuple[str, int]:
    if [error.fault for error in errors] == [Fault.NO_PLACE]:
        return _problem(Empty(), 400)
    page = FaultyPage([(error.name, sentence(error)) for error in errors])
    form = search_form(request.args)
    page.mark(form)
    return render_template("public/faulty.html", page=page, form=form), 400


def _no_point(resolution: Resolution) -> str | tuple[str, int]:
    if isinstance(resolution, Ambiguous):
        page = WhichPlacePage(request.args.get("near", "").strip(), resolution, address=_near)
        form = search_form(request.args)
        return render_template("public/which_place.html", page=page, form=form)
    return _problem(resolution, asking.status(resolution))


def _problem(resolution: Any, status: int) -> tuple[str, int]:  # noqa: ANN401  (what is no point)
    page = PlaceProblemPage(resolution, _near)
    form = search_form(request.args)
    if page.is_error:
        form.near.errors = (page.message,)
    return render_template("public/problem.html", page=page, form=form), status


def _near(near: str) -> str:
    """Write the address of the same search around another place."""
    kept: dict[str, Any] = {
        name: request.args.getlist(name)
        for name in NAMES
        if name not in {"near", "lat", "lon", "page"} and any(request.args.getlist(name))
    }
    return url_for("public.search", near=near, **kept)


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
        return earlier_page(number, day, profile=view, around=_around())
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
    return render_template(
        "public/profile.html",
        page=ProfilePage(view, _around(), rules=kept.shelf.read(kept.database).rules),
        emergency=_emergency(country),
        earlier=ask_for_day(),
    )


def _emergency(country: Country | None) -> str:
    chosen = services().settings
    return chosen.emergency_ca if country is Country.CA else chosen.emergency_us


def _around() -> Around:
    root = request.script_root
    now: datetime = services().clock()
    return Around(
        now=now,
        region_name=region_name,
        home_path=url_for("public.home"),
        search_path=url_for("public.search"),
        profile_path=lambda public_id, slug: f"{root}/practitioners/{public_id}/{slug}",
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
