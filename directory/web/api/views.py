"""The addresses of the JSON interface."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, Final

import orjson
from flask import Blueprint, Response, redirect, request, url_for

from directory.domain import ids
from directory.domain.history import DayFault, read_day
from directory.domain.places import (
    Ambiguous,
    Empty,
    Found,
    Military,
    Outside,
    Resolution,
    TooWide,
    Unknown,
)
from directory.domain.question import LONGEST_PLACE, NAMES, ParameterError, Question
from directory.domain.search import LAST_PAGE
from directory.queries import contract
from directory.queries.duplicates import kept_listing
from directory.queries.export import listed_people
from directory.queries.history import EarlierLocation, history
from directory.queries.profiles import Publicity, profile
from directory.queries.search import SearchPage, search
from directory.web import asking, day_sentences, place_sentences
from directory.web.faults import problem
from directory.web.parameter_sentences import sentence
from directory.web.speech import gettext
from directory.web.wiring import services

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

OFFERED: Final = 10
MOST_OFFERED: Final = 50
NDJSON: Final = "application/x-ndjson"
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?", re.ASCII)


def _json(body: Any, status: int = 200) -> Response:  # noqa: ANN401  (whatever JSON can hold)
    return Response(orjson.dumps(body), status, mimetype="application/json")


def _faulty(errors: tuple[ParameterError, ...]) -> Response:
    listed = [
        {"name": error.name, "code": error.fault, "detail": sentence(error)} for error in errors
    ]
    detail = " ".join(each["detail"] for each in listed)
    return problem(400, gettext("The parameters cannot be used"), detail=detail, errors=listed)


@blueprint.get("/search")
def search_people() -> Response:
    """Answer the nearest people as JSON."""
    question = asking.asked()
    if not isinstance(question, Question):
        return _faulty(question)
    resolution = asking.resolve(question)
    if not isinstance(resolution, Found):
        return _no_point(resolution)
    wanted = asking.around(question, resolution)
    return _json(_page(wanted, search(services().database, wanted.criteria, now=services().now())))


def _page(wanted: asking.Search, page: SearchPage) -> dict[str, Any]:
    found, within_km = wanted.found, wanted.criteria.within_km
    return {
        "place": contract.place(found),
        "notice": _notice(found),
        "within_km": within_km,
        "total": page.total,
        "total_is_exact": page.total_is_exact,
        "sort": page.sort,
        "page": page.page,
        "per_page": page.per_page,
        "next": _next(page),
        "nearest": [contract.result(each) for each in page.nearest],
        "results": [contract.result(each) for each in page.results],
    }


def _notice(found: Found) -> dict[str, Any] | None:
    if found.notice is None:
        return None
    return contract.notice(found.notice, place_sentences.notice(found.notice))


def _next(page: SearchPage) -> str | None:
    if page.page >= min(page.pages, LAST_PAGE):
        return None
    kept: dict[str, Any] = {
        name: [value for value in request.args.getlist(name) if value]
        for name in NAMES
        if name != "page"
    }
    return url_for("api.search_people", page=page.page + 1, **kept)


def _no_point(resolution: Resolution) -> Response:
    """Answer a place that is not one point: which, none, too wide, outside."""
    match resolution:
        case Ambiguous(choices=choices):
            return _json({"choices": [contract.choice(each) for each in choices]}, 300)
        case Unknown(suggestions=suggestions):
            return problem(
                404,
                gettext("Place not found"),
                detail=place_sentences.message(resolution),
                suggestions=[contract.choice(each) for each in suggestions],
            )
        case TooWide() | Outside() | Military():
            return problem(
                422,
                gettext("This place cannot be searched around"),
                detail=place_sentences.message(resolution),
                suggestions=[contract.choice(each) for each in place_sentences.offered(resolution)],
            )
        case _:
            return problem(400, gettext("No place"), detail=place_sentences.message(Empty()))


@blueprint.get("/places")
def places() -> Response:
    """Complete the name of a place."""
    typed = request.args.get("q", "").strip()
    limit = request.args.get("limit", str(OFFERED))
    if len(typed) > LONGEST_PLACE or not typed:
        detail = gettext(
            "Set “q” to the beginning of a place, up to %(count)s characters.",
            count=str(LONGEST_PLACE),
        )
        return problem(400, gettext("The parameters cannot be used"), detail=detail)
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 2) or not (  # noqa: PLR2004
        1 <= int(limit) <= MOST_OFFERED
    ):
        detail = gettext("Set “limit” to a number from 1 to %(most)s.", most=str(MOST_OFFERED))
        return problem(400, gettext("The parameters cannot be used"), detail=detail)
    offered = services().geocoder.autocomplete(typed, int(limit))
    return _json({"choices": [contract.choice(each) for each in offered]})


@blueprint.get("/practitioners/<public_id>")
def practitioner(public_id: str) -> Response:
    """Answer one person's public record."""
    try:
        number = ids.decode(public_id)
    except ValueError:
        return _nobody()
    day = read_day(request.args.getlist("as_of"), services().now())
    if day is not None:
        return _earlier(number, day)
    found = profile(services().database, number, now=services().now())
    if found is None:
        return _merged(number) or _nobody()
    if found.publicity is Publicity.GONE:
        return problem(
            410,
            gettext("No longer listed"),
            detail=gettext("This person is not in the directory now."),
        )
    return _json(contract.profile(found))


def _merged(number: int) -> Response | None:
    """Lead to the listing that a double became part of; None where it is none."""
    with services().database.reading() as connection:
        kept = kept_listing(connection, number)
    if kept is None:
        return None
    address = url_for("api.practitioner", public_id=ids.encode(kept))
    return redirect(address, 301)  # type: ignore[return-value]


def _earlier(number: int, day: date | DayFault) -> Response:
    """Answer what was published about somebody at the end of a day."""
    kept = services()
    found = (
        day
        if isinstance(day, DayFault)
        else history(kept.database, number, day=day, now=kept.now())
    )
    if found is None:
        return _nobody()
    if isinstance(found, DayFault):
        said = day_sentences.message(found)
        errors = [{"name": "as_of", "code": found, "detail": said}]
        title = gettext("The parameters cannot be used")
        return problem(400, title, detail=said, errors=errors)

    def rule_address(place: EarlierLocation) -> str:
        return url_for(
            "api.rules",
            country=place.country,
            region=place.region,
            profession=place.profession,
            as_of=found.day.isoformat(),
        )

    return _json(contract.history(found, rule_address))


def _nobody() -> Response:
    detail = gettext("Nobody in the directory has this id. Take ids from a search.")
    return problem(404, gettext("Practitioner not found"), detail=detail)


@blueprint.get("/export/practitioners.ndjson")
def export() -> Response:
    """Answer everyone who is listed, one line a person."""
    since = request.args.get("since", "").strip()
    instant = _read_instant(since) if since else None
    if since and instant is None:
        detail = gettext("Set “since” to a date such as 2026-11-24 or 2026-11-24T07:00:00Z.")
        return problem(400, gettext("The parameters cannot be used"), detail=detail)
    kept = services()
    people = listed_people(kept.database, kept.now(), since=instant)
    # Read before the answer begins: what fails here can still be said with a status.
    first = next(people, None)

    def lines() -> Iterator[bytes]:
        for person in people if first is None else chain((first,), people):
            yield orjson.dumps(contract.exported(person)) + b"\n"

    return Response(lines(), mimetype=NDJSON)


def _read_instant(typed: str) -> datetime | None:
    if not _INSTANT.fullmatch(typed):
        return None
    try:
        return datetime.fromisoformat(typed.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None
