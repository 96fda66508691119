"""Before anything is entered: what it takes, and three questions, each in its address."""

from typing import Final

from flask import Response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext

from directory.domain.eligibility import stands_in_the_way
from directory.domain.figures import VERIFIED_DAYS, took
from directory.domain.vocabulary import Country, Profession
from directory.web.address_form import region_choices
from directory.web.guards import for_everybody, stay
from directory.web.measured import measured
from directory.web.practitioner.starting_forms import (
    NONE_OF_THESE,
    PlaceForm,
    ProfessionForm,
    TrainedForm,
)
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.figure_words import how_long
from directory.web.presenters.rule_said import rule_said
from directory.web.wiring import services

YES: Final = "yes"
ASKED: Final = "asked"
"""Says that the form was sent, so that an empty answer is a mistake and not a beginning."""


@blueprint.get("/start")
@for_everybody
def start() -> str:
    """Say what listing a practice takes and brings, and how long others have waited."""
    found = measured().licences
    lately = took(found.median, found.number)
    waited = how_long(lately.median) if lately else ""
    return render_template("practitioner/start.html", waited=waited, days=VERIFIED_DAYS)


@blueprint.get("/start/profession")
@for_everybody
def start_profession() -> str | Response:
    """Ask for the licensed profession."""
    form = ProfessionForm(request.args)
    if ASKED not in request.args:
        return _question(form, "practitioner.start_profession")
    if not form.validate():
        return stay(_question(form, "practitioner.start_profession"))
    if form.profession.data == NONE_OF_THESE:
        return render_template("practitioner/not_eligible.html", why="profession")
    return _to("practitioner.start_place", profession=form.profession.data)


@blueprint.get("/start/place")
@for_everybody
def start_place() -> str | Response:
    """Ask where they see patients, and hold the rule of that place against the profession."""
    profession = _profession()
    if profession is None:
        return _to("practitioner.start_profession")
    form = PlaceForm(request.args)
    form.place.choices = [("", lazy_gettext("Choose a state or province")), *region_choices()]
    carried = {"profession": profession.value}
    if ASKED not in request.args:
        return _question(form, "practitioner.start_place", **carried)
    if not form.validate():
        return stay(_question(form, "practitioner.start_place", **carried))
    code, _, region = form.place.data.partition("-")
    country = Country(code)
    kept = services()
    book = kept.shelf.read(kept.database)
    barred = stands_in_the_way(
        profession,
        country=country,
        region=region,
        day=kept.clock().date(),
        rules=book.rules,
        programs=book.programs,
    )
    if barred:
        return render_template(
            "practitioner/not_eligible.html",
            why="rule",
            rule=rule_said(country, region, profession=profession),
        )
    return _to("practitioner.start_training", place=form.place.data, **carried)


@blueprint.get("/start/training")
@for_everybody
def start_training() -> str | Response:
    """Ask whether a course was completed."""
    profession = _profession()
    place = request.args.get("place", "")
    if profession is None or place not in {value for value, _ in region_choices()}:
        return _to("practitioner.start_profession")
    form = TrainedForm(request.args)
    carried = {"profession": profession.value, "place": place}
    code, _, region = place.partition("-")
    rule = rule_said(Country(code), region, profession=profession)
    if ASKED not in request.args:
        return _question(form, "practitioner.start_training", rule=rule, **carried)
    if not form.validate():
        return stay(_question(form, "practitioner.start_training", rule=rule, **carried))
    if form.trained.data != YES:
        return render_template("practitioner/not_eligible.html", why="training", rule=rule)
    return render_template(
        "practitioner/eligible.html",
        go_on=url_for("practitioner.begin_page", profession=profession.value),
    )


_TITLES: Final = {
    "practitioner.start_profession": lazy_gettext("Which license do you practice under?"),
    "practitioner.start_place": lazy_gettext("Where do you see patients?"),
    "practitioner.start_training": lazy_gettext(
        "Have you completed a course in IMS or dry needling?"
    ),
}


def _question(form: object, page: str, *, rule: object = None, **carried: str) -> str:
    return render_template(
        "practitioner/start_question.html",
        form=form,
        page=page,
        asks=_TITLES[page],
        rule=rule,
        carried=carried,
    )


def _profession() -> Profession | None:
    try:
        return Profession(request.args.get("profession", ""))
    except ValueError:
        return None


def _to(endpoint: str, **values: str) -> Response:
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value,arg-type]
