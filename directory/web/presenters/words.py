"""The words of the trade as patients read them: enums, dates, distances, languages, telephones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from flask_babel import format_date, get_locale, lazy_gettext

from directory.domain.search import KM_PER_MILE
from directory.domain.vocabulary import (
    Access,
    Ages,
    Country,
    Direction,
    Gender,
    Headache,
    Payment,
    Profession,
    Technique,
    Unit,
)
from directory.web.languages import DAY
from directory.web.speech import format_decimal, gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADACHES = {
    Headache.TENSION: lazy_gettext("Tension-type"),
    Headache.MIGRAINE: lazy_gettext("Migraine"),
    Headache.CLUSTER: lazy_gettext("Cluster"),
    Headache.SINUS: lazy_gettext("Sinus-area pain"),
    Headache.CERVICOGENIC: lazy_gettext("Neck-related (cervicogenic)"),
}
_IN_SENTENCE = {
    Headache.TENSION: lazy_gettext("tension-type headache"),
    Headache.MIGRAINE: lazy_gettext("migraine"),
    Headache.CLUSTER: lazy_gettext("cluster headache"),
    Headache.SINUS: lazy_gettext("sinus-area pain"),
    Headache.CERVICOGENIC: lazy_gettext("neck-related headache"),
}
_IN_LIST = {
    Headache.TENSION: lazy_gettext("tension-type"),
    Headache.MIGRAINE: lazy_gettext("migraine"),
    Headache.CLUSTER: lazy_gettext("cluster"),
    Headache.SINUS: lazy_gettext("sinus-area pain"),
    Headache.CERVICOGENIC: lazy_gettext("neck-related"),
}
PROFESSIONS = {
    Profession.PHYSICAL_THERAPIST: lazy_gettext("Physical therapist"),
    Profession.CHIROPRACTOR: lazy_gettext("Chiropractor"),
    Profession.PHYSICIAN: lazy_gettext("Physician"),
    Profession.ACUPUNCTURIST: lazy_gettext("Acupuncturist"),
    Profession.ATHLETIC_TRAINER: lazy_gettext("Athletic trainer"),
    Profession.OCCUPATIONAL_THERAPIST: lazy_gettext("Occupational therapist"),
    Profession.NATUROPATH: lazy_gettext("Naturopath"),
    Profession.MASSAGE_THERAPIST: lazy_gettext("Massage therapist"),
    Profession.NURSE_PRACTITIONER: lazy_gettext("Nurse practitioner"),
    Profession.PHYSICIAN_ASSISTANT: lazy_gettext("Physician assistant"),
}
_CANADIAN_PROFESSIONS = {Profession.PHYSICAL_THERAPIST: lazy_gettext("Physiotherapist")}
ACCESS = {
    Access.STEP_FREE: lazy_gettext("Step-free entrance"),
    Access.LOW_LIGHT: lazy_gettext("Low-light waiting area"),
    Access.SCENT_FREE: lazy_gettext("Scent-free"),
    Access.LIE_DOWN: lazy_gettext("Room to lie down"),
}
TECHNIQUES = {
    Technique.GUNN_IMS: lazy_gettext("Intramuscular stimulation (Gunn IMS)"),
    Technique.DRY_NEEDLING: lazy_gettext("Dry needling"),
}
AGES = {
    Ages.CHILD: lazy_gettext("Children under 12"),
    Ages.TEEN: lazy_gettext("Ages 12 to 17"),
    Ages.ADULT: lazy_gettext("Adults"),
    Ages.OLDER: lazy_gettext("65 and older"),
}
PAYMENTS = {
    Payment.SLIDING_SCALE: lazy_gettext("Lower fee for people with little money"),
    Payment.DIRECT_BILLING: lazy_gettext("Bills insurance directly"),
    Payment.RECEIPTS: lazy_gettext("Gives receipts for insurance"),
}
GENDERS = {
    Gender.WOMAN: lazy_gettext("Woman"),
    Gender.MAN: lazy_gettext("Man"),
    Gender.NONBINARY: lazy_gettext("Nonbinary"),
}
_TO_THE = {
    Direction.NORTH: lazy_gettext("north"),
    Direction.NORTHEAST: lazy_gettext("northeast"),
    Direction.EAST: lazy_gettext("east"),
    Direction.SOUTHEAST: lazy_gettext("southeast"),
    Direction.SOUTH: lazy_gettext("south"),
    Direction.SOUTHWEST: lazy_gettext("southwest"),
    Direction.WEST: lazy_gettext("west"),
    Direction.NORTHWEST: lazy_gettext("northwest"),
}
_SIGN_LANGUAGES = {
    "ase": lazy_gettext("American Sign Language"),
    "fcs": lazy_gettext("Quebec Sign Language"),
}
"""Unicode's tables do not name them in every language."""


def language_here() -> str:
    """The reader's language. Asking costs more than a card, so a page asks once and hands it on."""
    return str(get_locale() or "en")


def country(code: Country) -> str:
    return str((get_locale() or Locale("en")).territories[code.value])


def headache(kind: Headache) -> str:
    return str(HEADACHES[kind])


def headache_in_sentence(kind: Headache) -> str:
    """As in "people with …"."""
    return str(_IN_SENTENCE[kind])


@lru_cache(maxsize=256)
def profession(kind: Profession, country: Country, *, language: str) -> str:  # noqa: ARG001 (a key of the memory)
    """The trade's name in that country."""
    if country is Country.CA and kind in _CANADIAN_PROFESSIONS:
        return str(_CANADIAN_PROFESSIONS[kind])
    return str(PROFESSIONS[kind])


@lru_cache(maxsize=256)
def says_they_see(kinds: tuple[Headache, ...], _language: str) -> str:
    """A list that begins as a sentence does: "Tension-type, migraine"."""
    spoken = ", ".join(str(_IN_LIST[kind]) for kind in kinds)
    return spoken[:1].upper() + spoken[1:]


@lru_cache(maxsize=64)
def access(kinds: frozenset[Access], _language: str) -> tuple[str, ...]:
    """In the order of the vocabulary, so that two cards read alike."""
    return tuple(str(ACCESS[kind]) for kind in Access if kind in kinds)


@lru_cache(maxsize=4096)
def day(when: date, _language: str) -> str:
    """A date with the month in letters: "3 Nov 2026" reads alike in both countries."""
    return str(format_date(when, DAY))


def last_day(until: datetime, time_zone: str, *, language: str) -> str:
    """The last day that still counts, where the location is; `until` itself is exclusive."""
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    local = (aware - timedelta(seconds=1)).astimezone(ZoneInfo(time_zone))
    return day(local.date(), language)


def distance(kilometres: float, unit: Unit, *, language: str) -> str:
    """How far, to a tenth: "1.8 miles"."""
    tenths = round((kilometres / KM_PER_MILE if unit is Unit.MILES else kilometres) * 10)
    return _distance(tenths, unit, language=language)


@lru_cache(maxsize=4096)
def _distance(tenths: int, unit: Unit, *, language: str) -> str:  # noqa: ARG001 (a key of the memory)
    number = format_decimal(max(tenths, 1) / 10, "#,##0.0")
    if tenths == 0:
        if unit is Unit.MILES:
            return gettext("less than %(number)s miles", number=number)
        return gettext("less than %(number)s km", number=number)
    if unit is Unit.MILES:
        # The number is never written as one, but French takes the singular up to two.
        return ngettext("%(number)s miles", "%(number)s miles", tenths // 10, number=number)
    return gettext("%(number)s km", number=number)


@lru_cache(maxsize=64)
def to_the(direction: Direction, _language: str) -> str:
    """Say a direction after a distance: "2.0 miles northeast"."""
    return str(_TO_THE[direction])


@lru_cache(maxsize=256)
def radius(within: float, unit: Unit, *, language: str) -> str:  # noqa: ARG001 (a key of the memory)
    """A radius as chosen: "25 miles"."""
    number = format_decimal(within)
    if unit is Unit.MILES:
        return ngettext("%(number)s mile", "%(number)s miles", round(within), number=number)
    return gettext("%(number)s km", number=number)


@lru_cache(maxsize=256)
def radius_short(within: float, unit: Unit, *, language: str) -> str:  # noqa: ARG001 (a key of the memory)
    """A radius where there is little room: "25 mi"."""
    number = format_decimal(within)
    if unit is Unit.MILES:
        return gettext("%(number)s mi", number=number)
    return gettext("%(number)s km", number=number)


@lru_cache(maxsize=512)
def language(tag: str, here: str) -> str:
    """A language's name, in the reader's."""
    if tag in _SIGN_LANGUAGES:
        return str(_SIGN_LANGUAGES[tag])
    try:
        return Locale.parse(tag, sep="-").get_display_name(here) or tag
    except (UnknownLocaleError, ValueError):
        return str(Locale.parse(here).languages.get(tag, tag))


def language_alone(tag: str, here: str) -> str:
    """A language's name that stands by itself; many languages write it small in a sentence."""
    name = language(tag, here)
    return name[:1].upper() + name[1:]


def languages(tags: Iterable[str], here: str) -> str:
    spoken = ", ".join(language(tag, here) for tag in tags)
    return spoken[:1].upper() + spoken[1:]


NATIONAL_DIGITS = 10


@lru_cache(maxsize=4096)
def telephone(number: str) -> str:
    """As North Americans write it, where it is one of theirs."""
    digits = "".join(filter(str.isdigit, number))
    if number.startswith("+1") and len(digits) == NATIONAL_DIGITS + 1:
        return f"({digits[1:4]}) {digits[4:7]}-{digits[7:]}"
    return number


def telephone_address(number: str) -> str:
    """What a press on the number calls."""
    digits = "".join(filter(str.isdigit, number))
    if len(digits) == NATIONAL_DIGITS and not number.startswith("+"):
        digits = f"1{digits}"
    return f"tel:+{digits}"


def headache_choices() -> tuple[tuple[str, str], ...]:
    """Options of a form; each list is worded once a language."""
    return _choices("headache", language_here())


def profession_choices() -> tuple[tuple[str, str], ...]:
    return _choices("profession", language_here())


def access_choices() -> tuple[tuple[str, str], ...]:
    return _choices("access", language_here())


def technique_choices() -> tuple[tuple[str, str], ...]:
    return _choices("technique", language_here())


def gender_choices() -> tuple[tuple[str, str], ...]:
    return _choices("gender", language_here())


_TABLES: dict[str, Mapping[Any, Any]] = {
    "headache": HEADACHES,
    "profession": PROFESSIONS,
    "access": ACCESS,
    "technique": TECHNIQUES,
    "gender": GENDERS,
}


@lru_cache(maxsize=64)
def _choices(name: str, _language: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, str(said)) for kind, said in _TABLES[name].items())
