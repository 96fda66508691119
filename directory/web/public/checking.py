"""Checking a practitioner by name or number: listed, not listed, or listed no longer."""

from flask import render_template, request, url_for
from flask_babel import lazy_gettext
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.asking_for import FEWEST_LETTERS, LONGEST, Sought, Trouble, read_sought
from directory.domain.vocabulary import Country
from directory.queries.asked_for import MOST, Region, named, numbered
from directory.queries.kept import people
from directory.web.presenters.kept import CheckPage, kept_card, region_choices
from directory.web.public.searching import around_here
from directory.web.public.views import blueprint
from directory.web.speech import gettext
from directory.web.wiring import boards, region_name, services


class CheckForm(Form):
    """Who is looked for, and where."""

    who = StringField(
        lazy_gettext("Name, or license number"),
        description=lazy_gettext("For example Jane Doe or PTL.0012345"),
    )
    region = SelectField(lazy_gettext("State or province"))


@blueprint.get("/check")
def check() -> str | tuple[str, int]:
    """Say whether somebody is listed."""
    form = _form()
    asked = request.args.get("who")
    if asked is None:
        return render_template("public/check.html", page=CheckPage(), form=form)
    asked = "".join(mark if mark.isprintable() else " " for mark in asked)
    sought = read_sought(asked)
    if isinstance(sought, Trouble):
        form.who.errors = (_said(sought),)
        return render_template("public/check.html", page=CheckPage(), form=form), 400
    region = _region(form.region.data or "")
    return render_template(
        "public/check.html", page=_found(sought, asked=asked, region=region), form=form
    )


def _found(sought: Sought, *, asked: str, region: Region | None) -> CheckPage:
    kept = services()
    if sought.name:
        numbers = named(kept.database, sought.name, region=region)
    else:
        numbers = numbered(kept.database, licence=sought.licence, npi=sought.npi, region=region)
    found = people(kept.database, numbers, now=kept.now()).values()
    around = around_here()
    # Who has left is told to whoever knows them, not to whoever tries family names.
    whole = not sought.name or len(sought.name.split()) > 1
    return CheckPage(
        asked=" ".join(asked.split()),
        listed=tuple(kept_card(each, around) for each in found if each.listed),
        more=len(numbers) == MOST,
        unlisted=tuple(each.name for each in found if whole and not each.listed),
        region=region_name(*region) if region else "",
        rules_href=url_for(
            "public.rules_of_region", country=region[0].lower(), region=region[1].lower()
        )
        if region
        else "",
        boards=tuple(
            board
            for board in boards()
            if region and board.country is region[0] and board.region == region[1]
        ),
    )


def _form() -> CheckForm:
    form = CheckForm(data={name: request.args.get(name, "") for name in ("who", "region")})
    book = services().regions
    named_regions = [
        (Country(region.country), region.code, region_name(Country(region.country), region.code))
        for region in book.regions
        if region.country in set(Country)
    ]
    options = region_choices(named_regions)
    form.region.choices = [
        SelectChoice("", lazy_gettext("Any")),
        *(SelectChoice(value, name) for value, name in options),
    ]
    if form.region.data not in {value for value, _ in options}:
        form.region.data = ""
    form.who.data = "".join(c if c.isprintable() else " " for c in form.who.data or "")[:LONGEST]
    return form


def _region(chosen: str) -> Region | None:
    country, _, code = chosen.partition("-")
    return (Country(country), code) if code else None


def _said(trouble: Trouble) -> str:
    match trouble:
        case Trouble.EMPTY:
            return gettext("Enter a name or a license number")
        case Trouble.SHORT:
            return gettext(
                "Enter at least %(fewest)s letters of the name", fewest=str(FEWEST_LETTERS)
            )
        case Trouble.LONG:
            return gettext("Enter at most %(most)s characters", most=str(LONGEST))
