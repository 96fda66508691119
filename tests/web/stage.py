"""A small stage: the templates and presenters alone, with people written by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from flask import Flask, render_template
from flask_babel import Babel
from jinja2 import StrictUndefined
from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.search import Criteria
from directory.domain.vocabulary import (
    CheckSource,
    Country,
    Headache,
    HeadNeck,
    NewPatients,
    PillarStatus,
    Precision,
    Profession,
    Sort,
    Unit,
)
from directory.queries.listing_views import (
    CheckView,
    LocationView,
    NewPatientsView,
    ResultView,
    TrainingView,
)
from directory.queries.search import SearchPage
from directory.web.presenters import Around, Asked, ResultsPage
from tests.pages import Page, read

NOW: Final = datetime(2026, 11, 24, tzinfo=UTC)
ROOT: Final = Path(__file__).parents[2]
CONFIRMED: Final = CheckView(
    PillarStatus.CHECKED,
    CheckSource.REGULATOR_REGISTER,
    date(2026, 11, 3),
    datetime(2027, 3, 1, 7, tzinfo=UTC),
)
NONE: Final = CheckView(PillarStatus.NONE_ON_RECORD, None, None, None)
TRAINED: Final = TrainingView(
    PillarStatus.CHECKED, CheckSource.DOCUMENT_SEEN, date(2026, 10, 4), None, HeadNeck.YES
)
CLINIC: Final = LocationView(
    id="0000000000a1",
    name="Example Clinic",
    street="2300 W 30th Ave",
    city="Denver",
    region="CO",
    postal_code="80211",
    country=Country.US,
    lat=39.75,
    lon=-105.0,
    precision=Precision.ROOFTOP,
    time_zone="America/Denver",
    phone="+13035550142",
    website="https://www.clinic.example/",
    access=frozenset(),
    street_hidden=False,
    profession=Profession.PHYSICAL_THERAPIST,
    qualified=True,
    qualified_until=datetime(2027, 3, 1, 7, tzinfo=UTC),
    listed_until=datetime(2027, 3, 1, 7, tzinfo=UTC),
    licence=CONFIRMED,
    training=TRAINED,
    accreditation=replace(CONFIRMED, how=CheckSource.ISSUER_CONFIRMED),
)
PERSON: Final = ResultView(
    id="0000000000p1",
    name="Priya Raman",
    slug="priya-raman",
    distance_km=2.934,
    headaches=(Headache.TENSION, Headache.MIGRAINE),
    languages=("en", "es"),
    gender=None,
    remote=False,
    synthetic=True,
    location=CLINIC,
    new_patients=NewPatientsView(NewPatients.YES, date(2026, 11, 12)),
)


class SearchForm(Form):
    """Enough of a search form to print each kind of field."""

    near = StringField("ZIP code, city or address", description="For example 80211")
    headache = SelectField("Headache type", choices=[SelectChoice("migraine", "Migraine")])
    within = SelectField("Within", choices=[SelectChoice("25", "25 miles")])
    new_patients = RadioField(
        "New patients", choices=[SelectChoice("any", "Any"), SelectChoice("confirmed", "Confirmed")]
    )
    profession = SelectMultipleField(
        "Profession", choices=[SelectChoice(str(number), f"No. {number}") for number in range(9)]
    )


@contextmanager
def stage() -> Iterator[None]:
    """Let templates be rendered as a request would render them."""
    app = Flask("stage", root_path=str(ROOT), template_folder=str(ROOT / "templates"))
    Babel(app)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.undefined = StrictUndefined
    for address, name, method in (
        ("/", "home", "GET"),
        ("/search", "search", "GET"),
        ("/map", "map", "GET"),
        ("/list", "shortlist", "GET"),
        ("/list/print", "shortlist_print", "GET"),
        ("/check", "check", "GET"),
        ("/find", "find", "GET"),
        ("/guide", "guide", "GET"),
        ("/guide/<slug>", "guide_page", "GET"),
        ("/about", "about", "GET"),
        ("/privacy", "privacy", "GET"),
        ("/accessibility", "accessibility", "GET"),
        ("/rules", "rules", "GET"),
        ("/regulators", "regulators", "GET"),
        ("/accuracy", "accuracy", "GET"),
        ("/account/", "accounts.overview", "GET"),
        ("/listing/start", "practitioner.start", "GET"),
        ("/display", "display", "POST"),
    ):
        app.add_url_rule(
            address,
            name if "." in name else f"public.{name}",
            lambda **_: "",
            methods=[method],
        )
    with app.test_request_context("/search"):
        yield


def around() -> Around:
    return Around(
        now=NOW,
        region_name=lambda _, region: {"CO": "Colorado", "ON": "Ontario"}[region],
        home_path="/",
        search_path="/search",
        profile_path=lambda public_id, slug: f"/practitioners/{public_id}/{slug}",
    )


def asked(*, within: float | None = 25.0, **criteria: Any) -> Asked:  # noqa: ANN401 (any criterion)
    chosen = {"headache": Headache.MIGRAINE, **criteria}
    pairs = [("near", "Denver, CO"), ("within", "25"), ("unit", "mi")]
    if chosen["headache"]:
        pairs.append(("headache", chosen["headache"].value))
    pairs += [("access", kind.value) for kind in chosen.get("access", ())]
    return Asked(
        label="Denver, CO",
        country=Country.US,
        criteria=Criteria(lat=39.7392, lon=-104.9847, within_km=40.2336, **chosen),
        unit=Unit.MILES,
        within=within,
        pairs=tuple(pairs),
        path="/search",
    )


def found(*people: ResultView, **changes: Any) -> SearchPage:  # noqa: ANN401 (any field)
    page = SearchPage(
        results=people,
        total=len(people),
        total_is_exact=True,
        page=1,
        per_page=20,
        pages=1,
        sort=Sort.DISTANCE,
    )
    return replace(page, **changes)


def results(page: SearchPage, question: Asked | None = None) -> ResultsPage:
    return ResultsPage(page, question or asked(), around=around())


def show(template: str, **given: object) -> Page:
    return read(render_template(template, **given))
