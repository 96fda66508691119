"""The pages that say who may needle where."""

from datetime import UTC, date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.domain.clock import local_day
from directory.domain.place_regions import Region
from directory.domain.rule_question import read_day
from directory.domain.rules import RuleBook
from directory.domain.vocabulary import Country, Profession
from directory.web.presenters import words
from directory.web.presenters.days import day_form
from directory.web.presenters.rule_groups import (
    NoRegionPage,
    RegionLine,
    RulesPage,
    region_line,
)
from directory.web.presenters.rules import RegionPage, wrong_day
from directory.web.public.views import blueprint
from directory.web.speech import gettext
from directory.web.wiring import boards, region_name, services


@blueprint.get("/rules")
def rules() -> str:
    """List every state, province and territory, with how many professions may needle there."""
    kept = services()
    book = kept.shelf.read(kept.database).rules
    page = RulesPage((words.country(country), _lines(book, country)) for country in Country)
    return render_template("public/rules.html", page=page)


def _lines(book: RuleBook, country: Country) -> list[RegionLine]:
    lines = [
        region_line(
            region_name(country, region.code),
            country=country,
            region=region.code,
            rules=[
                book.on((country, region.code, profession), _today(region))
                for profession in Profession
            ],
        )
        for region in services().regions.regions
        if region.country == country and not region.is_country
    ]
    return sorted(lines, key=lambda line: line.name)


@blueprint.get("/rules/<country>/<region>")
def rules_of_region(country: str, region: str) -> AnyResponse | str | tuple[str, int]:
    """Say who may needle in a region, today or by our rules of an earlier day."""
    kept = services()
    found = _region(country.upper(), region.upper())
    if found is None:
        return render_template("public/rules_unknown.html", page=NoRegionPage()), 404
    small = found.country.lower(), found.code.lower()
    typed = request.args.getlist("as_of")
    if (country, region) != small:
        here = url_for("public.rules_of_region", country=small[0], region=small[1], as_of=typed)
        return redirect(here, 301)
    latest = kept.clock().astimezone(UTC).date()
    day = read_day({"as_of": typed}, "as_of", latest=latest)
    wrong = day if isinstance(day, tuple) else ()
    as_of = day if isinstance(day, date) else None
    where = Country(found.country)
    page = RegionPage(
        (where, found.code, region_name(where, found.code)),
        kept.shelf.read(kept.database),
        boards=boards(),
        day=as_of or _today(found),
        latest=latest,
        as_of=as_of,
        contact=kept.settings.contact,
    )
    hint = gettext("For example 2026-11-24")
    if wrong:
        form = day_form(typed[0], hint=hint, wrong=wrong_day(wrong[0]))
        return render_template("public/rules_wrong_day.html", page=page, form=form), 400
    form = day_form(as_of.isoformat() if as_of else "", hint=hint)
    return render_template("public/rules_of_region.html", page=page, form=form)


def _region(country: str, code: str) -> Region | None:
    regions = services().regions.regions
    return next(
        (each for each in regions if code and (each.country, each.code) == (country, code)), None
    )


def _today(region: Region) -> date:
    return local_day(services().clock(), region.time_zone)
