"""Pages for a place that is not one point yet: which one, none, too wide, or outside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from directory.domain.places import (
    Empty,
    Military,
    Outside,
    PlaceKind,
    TooWide,
    Unknown,
)
from directory.web import place_sentences
from directory.web.presenters.links import Link
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from directory.domain.places import Ambiguous, Choice


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
        said = [
            place_sentences.outside(place.name, place.country_code) for place in self._which.outside
        ]
        if self._which.region is not None:
            said.append(place_sentences.too_wide(place_sentences.wide_name(self._which.region)))
        return tuple(f"{sentence}." for sentence in said)


class PlaceProblemPage:
    """The place that was typed cannot be searched around: says why and what to type."""

    def __init__(
        self,
        problem: Unknown | TooWide | Outside | Military | Empty,
        address: Callable[[str], str],
    ) -> None:
        self._problem = problem
        self.choices = choice_links(place_sentences.offered(problem), address)
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
                return gettext(
                    "%(region)s is too wide to search around",
                    region=place_sentences.wide_name(place),
                )
            case Military(code=code):
                return gettext("%(code)s is a military mail code", code=code)
            case Outside():
                return self.message
            case _:
                return gettext("Where do you want to search?")

    @property
    def message(self) -> str:
        """One sentence, the same at the field and in the summary."""
        return place_sentences.message(self._problem)

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
        country = (
            "" if choice.country == usual[0][0] else place_sentences.country_name(choice.country)
        )
        # A county's own name says it already.
        county = "" if choice.kind is PlaceKind.COUNTY else choice.county
        note = ", ".join(part for part in (county, country) if part)
        links.append(Link(choice.name, address(choice.near), note))
    return tuple(links)
