"""From the parameters of an address to a place and a search, for the page and the API alike."""

from dataclasses import dataclass
from functools import lru_cache

from flask import request

from directory.adapters.gazetteer import OfflineGeocoder
from directory.domain.places import Ambiguous, Empty, Found, Resolution, Unknown
from directory.domain.question import ParameterError, Question, read_question
from directory.domain.search import Criteria
from directory.domain.vocabulary import Country, Unit
from directory.web.wiring import services


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A question about a place that was found."""

    question: Question
    found: Found
    country: Country | None
    criteria: Criteria
    within: float | None
    unit: Unit


def asked() -> Question | tuple[ParameterError, ...]:
    """Read the parameters of this request."""
    return read_question(request.args.to_dict(flat=False))


def resolve(question: Question) -> Resolution:
    """Find the place of a question; what was typed never leaves the machine."""
    kept = services()
    if question.point is not None:
        return kept.geocoder.at(*question.point)
    return _resolved(kept.geocoder, question.near or "", minute=kept.now() // 60)


@lru_cache(maxsize=1_024)
def _resolved(geocoder: OfflineGeocoder, text: str, *, minute: int) -> Resolution:  # noqa: ARG001
    # The same places are asked for over and over; a minute later a new gazetteer may be loaded.
    return geocoder.resolve(text)


def around(question: Question, found: Found) -> Search:
    """Put a question around the place that was found."""
    place = found.place
    country = Country(place.country) if place.country in set(Country) else None
    within, unit = question.distance(country)
    return Search(
        question=question,
        found=found,
        country=country,
        criteria=question.criteria(
            lat=place.lat, lon=place.lon, country=country, region=place.region
        ),
        within=within,
        unit=unit,
    )


def status(resolution: Resolution) -> int:
    """Give the HTTP status of a place that is not one point."""
    match resolution:
        case Ambiguous():
            return 300
        case Unknown():
            return 404
        case Empty():
            return 400
        case _:
            return 422
