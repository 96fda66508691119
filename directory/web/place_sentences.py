"""What is said about a place that was typed, in the same words on a page and in the API."""

from babel import Locale
from flask_babel import get_locale

from directory.domain.places import (
    Choice,
    Empty,
    Military,
    Outside,
    Place,
    PlaceKind,
    PlaceNotice,
    PlaceNoticeCode,
    TooWide,
    Unknown,
)
from directory.domain.vocabulary import Country
from directory.web.languages import DEFAULT, language
from directory.web.speech import gettext
from directory.web.wiring import region_name

NoPoint = Unknown | TooWide | Outside | Military | Empty


def message(problem: NoPoint) -> str:
    """One sentence: what is the matter, and what to type instead."""
    match problem:
        case Unknown(text=text):
            return gettext(
                "We could not find “%(text)s”. Check the spelling, or enter a ZIP code", text=text
            )
        case TooWide(place=place):
            return too_wide(wide_name(place))
        case Outside(name=name, country_code=code):
            return outside(name, code)
        case Military(code=code):
            return gettext(
                "%(code)s is a military mail code, not a place. "
                "Enter the city or ZIP code where you are",
                code=code,
            )
        case Empty():
            return gettext("Enter a ZIP code, city or address")


def offered(problem: NoPoint) -> tuple[Choice, ...]:
    """Places that may have been meant."""
    match problem:
        case Unknown(suggestions=suggestions):
            return suggestions
        case TooWide(towns=towns, others=others):
            return (*towns, *others)
        case Outside(others=others):
            return others
        case _:
            return ()


def notice(told: PlaceNotice) -> str:
    """What the patient is told about the place that was chosen."""
    if told.code is PlaceNoticeCode.POSTAL_CONTRADICTS_CITY:
        return gettext(
            "%(postal)s is in %(place)s, not in %(city)s. We searched around %(postal)s.",
            **told.params,
        )
    return gettext(
        "We do not know the code %(postal)s. We searched around %(place)s.", **told.params
    )


def too_wide(name: str) -> str:
    """A whole state, province or country has no middle worth searching around."""
    return gettext(
        "%(region)s is too wide to search around. Enter a city or ZIP code in it", region=name
    )


def wide_name(place: Place) -> str:
    """A state, province or country by its name in the language of the page."""
    if place.kind is not PlaceKind.REGION or language() == DEFAULT:
        return place.name
    if not place.region:
        return country_name(place.country)
    return region_name(Country(place.country), place.region)


def outside(name: str, country_code: str) -> str:
    """A place abroad."""
    country = country_name(country_code)
    if not name or name == country:
        return gettext("%(country)s is outside this directory", country=country)
    return gettext("%(name)s is in %(country)s", name=name, country=_with_article(country_code))


def country_name(code: str) -> str:
    """A country's name in the language of the page."""
    locale = get_locale() or Locale("en")
    return str(locale.territories.get(code.upper(), code))


def _with_article(code: str) -> str:
    """Countries that take an article in English; other languages translate the pair."""
    match code.upper():
        case "GB":
            return gettext("the United Kingdom")
        case "NL":
            return gettext("the Netherlands")
        case "PH":
            return gettext("the Philippines")
        case "AE":
            return gettext("the United Arab Emirates")
        case "DO":
            return gettext("the Dominican Republic")
        case "CZ":
            return gettext("the Czech Republic")
        case "BS":
            return gettext("the Bahamas")
        case _:
            return country_name(code)
