"""Pages of places: a region's towns, and who is listed around each of them."""

from dataclasses import replace
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from directory.domain.places import Found
from directory.domain.question import Question, read_question
from directory.domain.vocabulary import Headache
from directory.queries.found_places import TownCount
from directory.queries.listings import slug_of
from directory.web import asking
from directory.web.presenters.found_places import (
    FindPage,
    RegionFoundPage,
    TownFoundPage,
    has_page,
)
from directory.web.public.counting import towns
from directory.web.public.rule_here import rule_here
from directory.web.public.searching import emergency, form_for, results_page
from directory.web.public.shortlist_here import CARRIED, shortlist_here
from directory.web.public.views import blueprint
from directory.web.wiring import region_name, services


@blueprint.get("/find")
def find() -> str:
    """List the regions."""
    page = FindPage(
        towns(services()),
        region_name=region_name,
        href=lambda region: _leading("find_region", region=region),
    )
    return render_template("public/find.html", page=page)


@blueprint.get("/find/<region>")
def find_region(region: str) -> str | AnyResponse:
    """List a region's towns."""
    if region != region.lower():
        return redirect(_leading("find_region", region=region.lower()), 301)
    here = [town for town in towns(services()) if town.region == region.upper()]
    if not here:
        return _instead(region) or abort(404)
    country = here[0].country
    return render_template(
        "public/find_region.html",
        page=RegionFoundPage(
            here,
            region=region_name(country, here[0].region),
            href=lambda city: _leading("find_city", region=region, city=city),
        ),
        rules=url_for("public.rules_of_region", country=country.lower(), region=region),
    )


@blueprint.get("/find/<region>/<city>")
def find_city(region: str, city: str) -> str | AnyResponse:
    """Show who is listed around a town."""
    return _town(region, city)


@blueprint.get("/find/<region>/<city>/<headache>")
def find_headache(region: str, city: str, *, headache: str) -> str | AnyResponse:
    """Show who around a town says that they see a headache."""
    if headache.lower() not in set(Headache):
        abort(404)
    if headache != headache.lower():
        return redirect(_address((region.lower(), city.lower()), Headache(headache.lower())), 301)
    return _town(region, city, headache=Headache(headache))


def _town(region: str, city: str, *, headache: Headache | None = None) -> str | AnyResponse:
    small = region.lower(), city.lower()
    if small != (region, city):
        return redirect(_address(small, headache), 301)
    found = next(
        (
            town
            for town in towns(services())
            if town.region == region.upper() and slug_of(town.city) == city
        ),
        None,
    )
    near = f"{found.city}, {found.region}" if found else f"{city.replace('-', ' ')}, {region}"
    given = MultiDict([("near", near), *([("headache", headache.value)] if headache else [])])
    for kept in request.args.getlist(CARRIED):
        given.add(CARRIED, kept)
    question, place = _placed(given)
    if found and not isinstance(place, Found):
        # People spell their town as they like; where they are is known all the same.
        del given["near"]
        given.update({"lat": f"{found.lat:.3f}", "lon": f"{found.lon:.3f}"})
        question, place = _placed(given)
        if isinstance(place, Found):
            here = replace(place.place, country=found.country.value, region=found.region)
            place = replace(place, place=here, label=near)
    if not isinstance(question, Question) or not isinstance(place, Found):
        abort(404)
    if found is None or (headache and not has_page(found, headache)):
        # Too few people for a page of their own: the search says who else is near.
        wishes: dict[str, Any] = given.to_dict()
        return redirect(url_for("public.search", **wishes), 302)
    return _shown(found, asking.around(question, place), headache=headache, given=given)


def _placed(given: "MultiDict[str, str]") -> tuple[Any, Any]:
    question = read_question(given.to_dict(flat=False))
    return question, asking.resolve(question) if isinstance(question, Question) else None


def _shown(
    town: TownCount,
    wanted: asking.Search,
    *,
    headache: Headache | None,
    given: "MultiDict[str, str]",
) -> str:
    place = town.region.lower(), slug_of(town.city)
    results = results_page(wanted, given)
    return render_template(
        "public/find_city.html",
        page=TownFoundPage(
            results, town, headache=headache, href=lambda kind: _address(place, kind)
        ),
        form=form_for(wanted, given),
        emergency=emergency(wanted.country),
        ruled=rule_here(wanted.found.place, wanted.criteria.professions),
        region=region_name(town.country, town.region),
        region_href=_leading("find_region", region=place[0]),
    )


def _address(place: tuple[str, str], headache: Headache | None) -> str:
    region, city = place
    if headache is None:
        return _leading("find_city", region=region, city=city)
    return _leading("find_headache", region=region, city=city, headache=headache.value)


def _leading(endpoint: str, **place: str) -> str:
    """Write the address of another page of places, with the reader's list."""
    carried = {CARRIED: shortlist_here().written} if shortlist_here().count else {}
    return url_for(f"public.{endpoint}", **{**place, **carried})  # type: ignore[arg-type]


def _instead(region: str) -> AnyResponse | None:
    """Lead to the rules of a region in which no town has enough people."""
    for each in services().regions.regions:
        if each.code.lower() == region and not each.is_country:
            address = url_for("public.rules_of_region", country=each.country.lower(), region=region)
            return redirect(address, 302)
    return None
