"""One practitioner in a list: the lines of a result card, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask_babel import gettext

from directory.domain.vocabulary import HeadNeck, NewPatients, Precision
from directory.web.public.presenters import words
from directory.web.public.presenters.checks import CheckLine, check_lines

if TYPE_CHECKING:
    from directory.domain.vocabulary import Country, Unit
    from directory.queries.listings import LocationView, NewPatientsView, ResultView
    from directory.web.public.presenters.around import Around


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
    href: str
    profession: str
    distance: str
    area: str
    phone: str
    phone_href: str
    pill: Pill
    checks: tuple[CheckLine, ...]
    sees: str
    facts: tuple[Fact, ...]
    address: str
    demo: bool


def card(result: ResultView, *, number: int, unit: Unit, searched: Country, around: Around) -> Card:
    place = result.location
    region = around.region_name(place.country, place.region)
    distance = words.distance(result.distance_km, unit)
    return Card(
        number=number,
        anchor=f"r{number}",
        name=result.name,
        href=around.profile_path(result.id, result.slug),
        profession=words.profession(place.profession, place.country) if place.profession else "",
        distance=distance,
        area=_area(place, region=region, searched=searched),
        phone=words.telephone(place.phone) if place.phone else "",
        phone_href=words.telephone_address(place.phone) if place.phone else "",
        pill=new_patients(result.new_patients),
        checks=check_lines(place, region),
        sees=words.says_they_see(result.headaches),
        facts=_facts(result),
        address=address(place),
        demo=result.synthetic,
    )


def new_patients(view: NewPatientsView) -> Pill:
    """Taking new patients, with the day it was last said."""
    said = words.day(view.confirmed_on) if view.confirmed_on else ""
    if view.status is NewPatients.YES:
        return Pill(
            gettext("Taking new patients"),
            "ok",
            gettext("confirmed %(day)s", day=said) if said else "",
        )
    if view.status is NewPatients.NO:
        return Pill(
            gettext("Not taking new patients"),
            "wait",
            gettext("said %(day)s", day=said) if said else "",
        )
    return Pill(
        gettext("Not known if taking new patients"),
        "",
        gettext("last confirmed %(day)s – call to ask", day=said)
        if said
        else gettext("call to ask"),
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


def _area(place: LocationView, *, region: str, searched: Country) -> str:
    if place.country is searched:
        return f"{place.city}, {place.region}"
    return gettext(
        "%(town)s. In %(region)s, %(country)s",
        town=place.city,
        region=region,
        country=str(words.COUNTRIES[place.country]),
    )


def _facts(result: ResultView) -> tuple[Fact, ...]:
    place = result.location
    near = how_near(place)
    facts = [
        Fact(gettext("Clinic"), f"{address(place)}. {near}" if near else address(place)),
        Fact(gettext("Languages"), words.languages(result.languages)),
    ]
    if place.access:
        facts.append(Fact(gettext("Access"), ", ".join(words.access(place.access))))
    if place.training.head_neck is HeadNeck.YES:
        facts.append(Fact(gettext("Training"), gettext("Included head and neck")))
    if result.remote:
        facts.append(
            Fact(gettext("First talk"), gettext("By phone or video. Needling is in person."))
        )
    if place.website:
        facts.append(Fact(gettext("Website"), host(place.website), place.website))
    return tuple(fact for fact in facts if fact.text)
