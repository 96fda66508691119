"""From the address of a search to a page: what the list, the map and whoever else searches share.

Whatever keeps a search from being answered is said alike on every page that has one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from flask import render_template, request, url_for

from directory.domain.places import Ambiguous, Empty, Found, PlaceKind, Resolution
from directory.domain.question import NAMES, Fault, ParameterError, Question, read_question
from directory.domain.street_maps import MapMode
from directory.domain.vocabulary import Country
from directory.queries.search import search as find
from directory.web import asking
from directory.web.parameter_sentences import sentence
from directory.web.presenters import (
    Around,
    Asked,
    FaultyPage,
    PlaceProblemPage,
    ResultsPage,
    WhichPlacePage,
)
from directory.web.public.forms import SearchForm, search_form
from directory.web.public.shortlist_here import CARRIED, shortlist_here
from directory.web.public.towns import towns_around
from directory.web.wiring import region_name, services

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

Answer = str | tuple[str, int]


def answered(show: Callable[[asking.Search], Answer]) -> Answer:
    """Show what was found, or say what the search lacks."""
    question = asking.asked()
    if not isinstance(question, Question):
        return _faulty(question)
    resolution = asking.resolve(question)
    if not isinstance(resolution, Found):
        return _no_point(resolution)
    return show(asking.around(question, resolution))


def results_page(wanted: asking.Search, given: "MultiDict[str, str] | None" = None) -> ResultsPage:
    """Search, and put what was found into words; `given`: the parameters, if not the request's."""
    kept = services()
    parameters = request.args if given is None else given
    found, criteria = wanted.found, wanted.criteria
    pairs = [(name, value) for name in NAMES for value in parameters.getlist(name) if value]
    if kept_list := shortlist_here().written:
        pairs.append((CARRIED, kept_list))
    question = Asked(
        label=found.label,
        is_point=found.place.kind is PlaceKind.POINT,
        country=wanted.country or Country.US,
        criteria=criteria,
        unit=wanted.unit,
        within=wanted.within,
        pairs=tuple(pairs),
        path=url_for("public.search"),
    )
    return ResultsPage(
        find(kept.database, criteria, now=kept.now(), with_partial=True),
        question,
        around=around_here(),
        notice=found.notice,
        others=found.others,
        towns=towns_around(found.place),
        maps=kept.settings.map_mode is not MapMode.OFF,
        would_show=_would_show,
    )


def _would_show(href: str) -> int:
    """Count whom another address of the search would show around the same place."""
    kept = services()
    question = read_question(parse_qs(urlsplit(href).query))
    found = asking.resolve(question) if isinstance(question, Question) else None
    if not isinstance(question, Question) or not isinstance(found, Found):
        return 0
    return find(kept.database, asking.around(question, found).criteria, now=kept.now()).total


def form_for(wanted: asking.Search, given: "MultiDict[str, str] | None" = None) -> SearchForm:
    """Fill the search form with what was asked, as it was understood."""
    parameters = request.args if given is None else given
    return search_form(
        parameters,
        near=None if parameters.get("near") else wanted.found.near,
        within="any" if wanted.within is None else f"{wanted.within:g}",
        unit=wanted.unit,
    )


def around_here() -> Around:
    """Give what every presenter needs to know about this request."""
    root = request.script_root
    kept = shortlist_here()
    carried = f"?{CARRIED}={kept.written}" if kept.count else ""
    return Around(
        now=services().clock(),
        region_name=region_name,
        home_path=url_for("public.home"),
        search_path=url_for("public.search"),
        profile_path=lambda public_id, slug: f"{root}/practitioners/{public_id}/{slug}{carried}",
        toggled=kept.toggled,
        kept=frozenset(kept.ids),
    )


def emergency(country: Country | None) -> str:
    """Give the number to call in a country."""
    chosen = services().settings
    return chosen.emergency_ca if country is Country.CA else chosen.emergency_us


def _faulty(errors: tuple[ParameterError, ...]) -> tuple[str, int]:
    if [error.fault for error in errors] == [Fault.NO_PLACE]:
        return _problem(Empty(), 400)
    page = FaultyPage([(error.name, sentence(error)) for error in errors])
    form = search_form(request.args)
    page.mark(form)
    return render_template("public/faulty.html", page=page, form=form), 400


def _no_point(resolution: Resolution) -> Answer:
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
    """Write the address of this page for the same search around another place."""
    kept: dict[str, Any] = {
        name: request.args.getlist(name)
        for name in NAMES
        if name not in {"near", "lat", "lon", "page"} and any(request.args.getlist(name))
    }
    if kept_list := shortlist_here().written:
        kept[CARRIED] = kept_list
    return url_for(request.endpoint or "public.search", near=near, **kept)
