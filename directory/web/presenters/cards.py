"""One practitioner in a list: the lines of a result card, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from directory.domain.vocabulary import HeadNeck, NewPatients, Precision
from directory.web.presenters import words
from directory.web.presenters.check_meanings import meanings
from directory.web.presenters.checks import CheckLine, check_lines
from directory.web.presenters.notices import notice_said
from directory.web.speech import gettext

if TYPE_CHECKING:
    from datetime import date

    from directory.domain.azimuthal import Azimuthal
    from directory.domain.vocabulary import Country, Unit
    from directory.queries.listing_views import LocationView, ResultView
    from directory.web.presenters.around import Around


NEAR_KM: Final = 0.5
"""Nearer than this the points are too rough to tell a direction."""


@dataclass(frozen=True, slots=True)
class Pill:
    """A short state and what backs it; `tone` is a class name, never the only sign."""

    text: str
    tone: str
    since: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A term with its text, or with a link where `href` is given."""

    term: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything a result card prints."""

    number: int
    anchor: str
    name: str
    apart: str
    href: str
    profession: str
    distance: str
    toward: str
    area: str
    phone: str
    phone_href: str
    pill: Pill
    doubt: str
    notice: str
    checks: tuple[CheckLine, ...]
    means: tuple[str, ...]
    sees: str
    facts: tuple[Fact, ...]
    address: str
    report_href: str
    keep_href: str
    is_kept: bool
    demo: bool


def card(
    result: ResultView,
    *,
    number: int,
    unit: Unit,
    searched: Country,
    around: Around,
    middle: Azimuthal | None = None,
    is_namesake: bool = False,
) -> Card:
    """Say what stands on a card; `middle` is the point that was searched around.

    `is_namesake`: somebody else on the page has that name, so links say where this one is.
    """
    place, language = result.location, around.language
    region = around.region_name(place.country, place.region)
    taking = result.new_patients
    return Card(
        number=number,
        anchor=f"r{number}",
        name=result.name,
        apart=f", {address(place)}" if is_namesake else "",
        href=around.profile_path(result.id, result.slug),
        profession=words.profession(place.profession, place.country, language=language)
        if place.profession
        else "",
        distance=words.distance(result.distance_km, unit, language=language),
        toward=_toward(place, middle, kilometres=result.distance_km, language=language),
        area=_area(place, region=region, searched=searched),
        phone=words.telephone(place.phone) if place.phone else "",
        phone_href=words.telephone_address(place.phone) if place.phone else "",
        pill=new_patients(taking.status, taking.confirmed_on, language=language),
        doubt=doubt(result.unconfirmed_since, language),
        notice=notice_said(result.notice),
        checks=check_lines(place, region=region, language=language),
        means=meanings(place, region=region, language=language),
        sees=words.says_they_see(result.headaches, language),
        facts=_facts(result, language),
        address=address(place),
        # It stands beside the profile, in the place of its readable part.
        report_href=around.profile_path(result.id, "report"),
        keep_href=around.toggled(result.id, f"r{number}") if around.toggled else "",
        is_kept=result.id in around.kept,
        demo=result.synthetic,
    )


@lru_cache(maxsize=1024)
def new_patients(status: NewPatients, confirmed_on: date | None, *, language: str) -> Pill:
    """Taking new patients, with the day it was last said."""
    day = words.day(confirmed_on, language) if confirmed_on else ""
    if status is NewPatients.YES:
        since = gettext("confirmed %(day)s", day=day) if day else ""
        return Pill(gettext("Taking new patients"), "ok", since)
    if status is NewPatients.NO:
        since = gettext("said %(day)s", day=day) if day else ""
        return Pill(gettext("Not taking new patients"), "wait", since)
    since = (
        gettext("last confirmed %(day)s: call to ask", day=day) if day else gettext("call to ask")
    )
    return Pill(gettext("Not known if taking new patients"), "", since)


def doubt(unconfirmed_since: date | None, language: str) -> str:
    """Since when nobody has confirmed the details, where that is too long ago."""
    if unconfirmed_since is None:
        return ""
    return gettext(
        "Details not confirmed since %(day)s.", day=words.day(unconfirmed_since, language)
    )


def address(place: LocationView) -> str:
    """The clinic and where it stands, on one line; a hidden street stays hidden."""
    town = f"{place.city}, {place.region} {place.postal_code}"
    street = None if place.street_hidden else place.street
    return ", ".join(part for part in (place.name, street, town) if part)


def host(website: str) -> str:
    """A site by its name alone."""
    return (urlsplit(website).hostname or website).removeprefix("www.")


def how_near(place: LocationView) -> str:
    """What the distance was measured to, where that is not the door."""
    if place.precision is Precision.CITY:
        return gettext("Distance is to the middle of %(town)s.", town=place.city)
    if place.precision is Precision.POSTAL:
        return gettext("Distance is to the middle of %(code)s.", code=place.postal_code)
    return ""


def _toward(
    place: LocationView, middle: Azimuthal | None, *, kilometres: float, language: str
) -> str:
    """Give the direction; too near to have one, there is none."""
    if middle is None or kilometres < NEAR_KM:
        return ""
    return words.to_the(middle.direction(place.lat, place.lon), language)


def _area(place: LocationView, *, region: str, searched: Country) -> str:
    if place.country is searched:
        return f"{place.city}, {place.region}"
    return gettext(
        "%(town)s. In %(region)s, %(country)s",
        town=place.city,
        region=region,
        country=words.country(place.country),
    )


def _facts(result: ResultView, language: str) -> tuple[Fact, ...]:
    place, terms = result.location, _terms(language)
    near = how_near(place)
    facts = [
        Fact(terms["clinic"], f"{address(place)}. {near}" if near else address(place)),
        Fact(terms["languages"], words.languages(result.languages, language)),
    ]
    if place.access:
        facts.append(Fact(terms["access"], ", ".join(words.access(place.access, language))))
    if place.training.head_neck is HeadNeck.YES:
        facts.append(Fact(terms["training"], terms["head_neck"]))
    if result.remote:
        facts.append(Fact(terms["talk"], terms["remote"]))
    if place.website:
        facts.append(Fact(terms["website"], host(place.website), place.website))
    return tuple(fact for fact in facts if fact.text)


@lru_cache(maxsize=8)
def _terms(_language: str) -> dict[str, str]:
    return {
        "clinic": gettext("Clinic"),
        "languages": gettext("Languages"),
        "access": gettext("Access"),
        "training": gettext("Training"),
        "head_neck": gettext("Included head and neck"),
        "talk": gettext("First talk"),
        "remote": gettext("By phone or video. Needling is in person."),
        "website": gettext("Website"),
    }
