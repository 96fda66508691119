"""Pages for a place that is not one point yet: which one, none, too wide, or outside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from babel import Locale
from flask_babel import get_locale

from directory.domain.places import (
    Empty,
    Military,
    Outside,
    PlaceNoticeCode,
    TooWide,
    Unknown,
)
from directory.web.public.presenters.links import Link
from directory.web.public.presenters.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from directory.domain.places import Ambiguous, Choice, PlaceNotice


class WhichPlacePage:
    """Several places have the name that was typed: the patient says which."""

    def __init__(self, typed: str, which: Ambiguous, *, address: Callable[[str], str]) -> None:
        """`address` turns a text that resolves alone into the search for it."""
        self._typed = typed
        self._which = which
        self.choices = choice_links(which.choices, address)
        self.shows_demo = False

    @property
    def title(self) -> str:
        return gettext("Which %(place)s?", place=self._typed)

    @property
    def also(self) -> tuple[str, ...]:
        """Namesakes that no link can lead to, so that nobody looks for them in vain."""
        said = [_outside(place.name, place.country_code) for place in self._which.outside]
        if self._which.region is not None:
            said.append(_too_wide(self._which.region.name))
        return tuple(f"{sentence}." for sentence in said)


class PlaceProblemPage:
    """The place that was typed cannot be searched around: says why and what to type."""

    def __init__(
        self,
        problem: Unknown | TooWide | Outside | Military | Empty,
        address: Callable[[str], str],
    ) -> None:
        self._problem = problem
        self.choices = choice_links(_offered(problem), address)
        self.shows_demo = False

    @property
    def choices_said(self) -> str:
        if isinstance(self._problem, TooWide):
            return gettext("Choose a city")
        return gettext("Did you mean one of these?")

    @property
    def is_error(self) -> bool:
        """Whether something has to be corrected at the field; outside our area is no mistake."""
        return not isinstance(self._problem, Outside)

    @property
    def title(self) -> str:
        if self.is_error:
            return gettext("Error: %(heading)s", heading=self.heading)
        return self.heading

    @property
    def heading(self) -> str:
        """What happened, in short; what to do stands in the message."""
        match self._problem:
            case Unknown(text=text):
                return gettext("We could not find “%(text)s”", text=text)
            case TooWide(place=place):
                return gettext("%(region)s is too wide to search around", region=place.name)
            case Military(code=code):
                return gettext("%(code)s is a military mail code", code=code)
            case Outside():
                return self.message
            case _:
                return gettext("Where do you want to search?")

    @property
    def message(self) -> str:
        """One sentence, the same at the field and in the summary."""
        match self._problem:
            case Unknown(text=text):
                return gettext(
                    "We could not find “%(text)s”. Check the spelling, or enter a ZIP code",
                    text=text,
                )
            case TooWide(place=place):
                return _too_wide(place.name)
            case Outside(name=name, country_code=code):
                return _outside(name, code)
            case Military(code=code):
                return gettext(
                    "%(code)s is a military mail code, not a place. "
                    "Enter the city or ZIP code where you are",
                    code=code,
                )
            case _:
                return gettext("Enter a ZIP code, city or address")

    @property
    def explained(self) -> str:
        if isinstance(self._problem, Outside):
            return gettext("This directory covers the United States and Canada.")
        return ""


def choice_links(choices: Iterable[Choice], address: Callable[[str], str]) -> tuple[Link, ...]:
    """Each place under its name and county; its country where it is not that of most of them."""
    listed = tuple(choices)
    usual = Counter(choice.country for choice in listed).most_common(1)
    links = []
    for choice in listed:
        country = "" if choice.country == usual[0][0] else _country(choice.country)
        note = ", ".join(part for part in (choice.county, country) if part)
        links.append(Link(choice.name, address(choice.near), note))
    return tuple(links)


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


def _offered(problem: Unknown | TooWide | Outside | Military | Empty) -> tuple[Choice, ...]:
    match problem:
        case Unknown(suggestions=suggestions):
            return suggestions
        case TooWide(towns=towns, others=others):
            return (*towns, *others)
        case Outside(others=others):
            return others
        case _:
            return ()


def _too_wide(name: str) -> str:
    return gettext(
        "%(region)s is too wide to search around. Enter a city or ZIP code in it", region=name
    )


def _outside(name: str, country_code: str) -> str:
    country = _country(country_code)
    if not name or name == country:
        return gettext("%(country)s is outside this directory", country=country)
    return gettext("%(name)s is in %(country)s", name=name, country=_with_article(country_code))


def _country(code: str) -> str:
    locale = get_locale() or Locale("en")
    return str(locale.territories.get(code.upper(), code))


def _with_article(code: str) -> str:
    """Countries that take an article in English; other languages translate the pair."""
    articled = {
        "AE": gettext("the United Arab Emirates"),
        "BS": gettext("the Bahamas"),
        "CZ": gettext("the Czech Republic"),
        "DO": gettext("the Dominican Republic"),
        "GB": gettext("the United Kingdom"),
        "NL": gettext("the Netherlands"),
        "PH": gettext("the Philippines"),
    }
    return articled.get(code.upper()) or _country(code)
