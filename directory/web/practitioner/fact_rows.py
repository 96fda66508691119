"""What a listing says, in rows of a term and a text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.entry.answers import Question, answered
from directory.domain.entry.own_parts import PATIENTS, PERSON, Part, PlacePart
from directory.domain.vocabulary import Gender, Headache, Profession, Technique
from directory.queries.own_facts import OwnFacts, OwnPlace
from directory.web.presenters import stated, words
from directory.web.speech import gettext, ngettext
from directory.web.wiring import region_name

TERMS: Final = {
    Part.NAME: lazy_gettext("Name"),
    Part.FORMER_NAMES: lazy_gettext("Former names"),
    Part.PROFESSIONS: lazy_gettext("Profession"),
    Part.NPI: lazy_gettext("NPI"),
    Part.GENDER: lazy_gettext("Gender"),
    Part.HEADACHES: lazy_gettext("Headaches you see"),
    Part.CONDITIONS: lazy_gettext("Other conditions"),
    Part.AGES: lazy_gettext("Ages you see"),
    Part.REFERRAL: lazy_gettext("Referral"),
    Part.LANGUAGES: lazy_gettext("Languages"),
    Part.TECHNIQUES: lazy_gettext("Technique"),
    Part.NEW_PATIENTS: lazy_gettext("New patients"),
    Part.PAYMENT: lazy_gettext("Payment"),
    Part.CONTACT: lazy_gettext("First talk and booking"),
    Part.BIO: lazy_gettext("In your own words"),
}
PLACE_TERMS: Final = {
    PlacePart.ADDRESS: lazy_gettext("Address"),
    PlacePart.POINT: lazy_gettext("Point on the map"),
    PlacePart.REACH: lazy_gettext("Phone and website"),
    PlacePart.HOURS: lazy_gettext("Hours"),
    PlacePart.ACCESS: lazy_gettext("Access and parking"),
    PlacePart.END: lazy_gettext("Last day here"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """A part of a listing in words; `text` is empty where nothing is stated."""

    part: Part
    term: str
    text: str


def person_rows(facts: OwnFacts) -> list[FactRow]:
    """Say who somebody is."""
    return [row(facts, part) for part in PERSON]


def patient_rows(facts: OwnFacts) -> list[FactRow]:
    """Say whom somebody sees, and how."""
    return [row(facts, part) for part in PATIENTS]


def row(facts: OwnFacts, part: Part) -> FactRow:
    """Say one part."""
    return FactRow(part, str(TERMS[part]), _SAID[part](facts))


def answer_rows(facts: OwnFacts) -> list[tuple[Question, str, str]]:
    """Say the answers to the six questions: question, its words, the answer."""
    return [
        (each, str(said), stated.answer(answered(facts.answers, each)))
        for each, said in stated.QUESTIONS.items()
    ]


def place_rows(place: OwnPlace) -> list[tuple[PlacePart, str, str]]:
    """Say what is kept of a place: part, term, text."""
    return [(part, str(term), _PLACE_SAID[part](place)) for part, term in PLACE_TERMS.items()]


def place_row(place: OwnPlace, part: PlacePart) -> tuple[str, str]:
    """Say one part of a place."""
    return str(PLACE_TERMS[part]), _PLACE_SAID[part](place)


def _name(facts: OwnFacts) -> str:
    return ", ".join(part for part in (facts.name, facts.suffix) if part)


def _professions(facts: OwnFacts) -> str:
    here = words.language_here()
    return ", ".join(
        words.profession(Profession(each), facts.country, language=here)
        for each in facts.professions
    )


def _headaches(facts: OwnFacts) -> str:
    return ", ".join(_seen(each.headache, each.years) for each in facts.headaches)


def _seen(kind: str, years: int | None) -> str:
    said = words.headache(Headache(kind))
    if years is None:
        return said
    return ngettext(
        "%(headache)s (%(num)s year)", "%(headache)s (%(num)s years)", years, headache=said
    )


def _techniques(facts: OwnFacts) -> str:
    return ", ".join(str(words.TECHNIQUES[Technique(each)]) for each in facts.techniques)


def _new_patients(facts: OwnFacts) -> str:
    here, on = words.language_here(), facts.new_patients_confirmed_on
    if facts.takes_new_patients is None:
        return ""
    said = gettext("Yes") if facts.takes_new_patients else gettext("No")
    return gettext("%(answer)s, said %(day)s", answer=said, day=words.day(on, here)) if on else said


def _payment(facts: OwnFacts) -> str:
    ways = stated.ways_to_pay(
        self_pay=facts.self_pay,
        direct_billing=facts.direct_billing,
        gives_receipts=facts.gives_receipts,
        sliding_scale=facts.sliding_scale,
    )
    fee = stated.fees(facts.fee_low, facts.fee_high, country=facts.country)
    return ". ".join(part for part in (fee, ways) if part)


def _contact(facts: OwnFacts) -> str:
    talk = gettext("First talk by phone or video") if facts.remote_first_talk else ""
    return ", ".join(part for part in (talk, facts.booking_link, facts.email) if part)


def _gender(facts: OwnFacts) -> str:
    return "" if facts.gender is None else str(words.GENDERS[Gender(facts.gender)])


_SAID: Final[Mapping[Part, Callable[[OwnFacts], str]]] = {
    Part.NAME: _name,
    Part.FORMER_NAMES: lambda facts: ", ".join(facts.former_names),
    Part.PROFESSIONS: _professions,
    Part.NPI: lambda facts: facts.npi or "",
    Part.GENDER: _gender,
    Part.HEADACHES: _headaches,
    Part.CONDITIONS: lambda facts: stated.conditions(facts.conditions),
    Part.AGES: lambda facts: stated.ages(facts.youngest, facts.oldest),
    Part.REFERRAL: lambda facts: stated.referral(facts.referral_needed),
    Part.LANGUAGES: lambda facts: words.languages(facts.languages, words.language_here()),
    Part.TECHNIQUES: _techniques,
    Part.NEW_PATIENTS: _new_patients,
    Part.PAYMENT: _payment,
    Part.CONTACT: _contact,
    Part.BIO: lambda facts: facts.bio or "",
}


def address_said(place: OwnPlace) -> str:
    """Write an address on one line, as its practitioner sees it."""
    region = region_name(place.country, place.region)
    town = f"{place.city}, {region} {place.postal_code}"
    hidden = gettext("patients see the town only") if place.street_hidden else ""
    return ", ".join(part for part in (place.name, place.street, town, hidden) if part)


def _reach(place: OwnPlace) -> str:
    phone = words.telephone(place.phone) if place.phone else ""
    return ", ".join(part for part in (phone, place.website) if part)


def _hours(place: OwnPlace) -> str:
    return "; ".join(f"{days} {times}" for days, times in stated.hours(place.hours))


def _access(place: OwnPlace) -> str:
    offered = words.access(place.access, words.language_here())
    return ", ".join([*offered, *([place.parking] if place.parking else [])])


def _end(place: OwnPlace) -> str:
    if place.ended_on is None:
        return gettext("You still see patients here")
    return words.day(place.ended_on, words.language_here())


_PLACE_SAID: Final[Mapping[PlacePart, Callable[[OwnPlace], str]]] = {
    PlacePart.ADDRESS: address_said,
    PlacePart.POINT: lambda place: f"{place.lat:.5f}, {place.lon:.5f}",
    PlacePart.REACH: _reach,
    PlacePart.HOURS: _hours,
    PlacePart.ACCESS: _access,
    PlacePart.END: _end,
}
