"""The words of the trade as patients read them: enums, dates, distances, languages, telephones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from flask_babel import format_date, format_decimal, get_locale, gettext, lazy_gettext, ngettext

from directory.domain.search import KM_PER_MILE
from directory.domain.vocabulary import (
    Access,
    Country,
    Gender,
    Headache,
    Profession,
    Technique,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

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
GENDERS = {
    Gender.WOMAN: lazy_gettext("Woman"),
    Gender.MAN: lazy_gettext("Man"),
    Gender.NONBINARY: lazy_gettext("Nonbinary"),
}
COUNTRIES = {
    Country.US: lazy_gettext("United States"),
    Country.CA: lazy_gettext("Canada"),
}


def headache(kind: Headache) -> str:
    return str(HEADACHES[kind])


def headache_in_sentence(kind: Headache) -> str:
    """As in "people with …"."""
    return str(_IN_SENTENCE[kind])


def profession(kind: Profession, country: Country) -> str:
    """The trade's name in that country."""
    if country is Country.CA and kind in _CANADIAN_PROFESSIONS:
        return str(_CANADIAN_PROFESSIONS[kind])
    return str(PROFESSIONS[kind])


def says_they_see(kinds: Iterable[Headache]) -> str:
    """A list that begins as a sentence does: "Tension-type, migraine"."""
    return _listed(tuple(kinds), _locale())


@lru_cache(maxsize=256)
def _listed(kinds: tuple[Headache, ...], _: str) -> str:
    spoken = ", ".join(str(_IN_LIST[kind]) for kind in kinds)
    return spoken[:1].upper() + spoken[1:]


def access(kinds: Iterable[Access]) -> tuple[str, ...]:
    """In the order of the vocabulary, so that two cards read alike."""
    chosen = frozenset(kinds)
    return tuple(str(ACCESS[kind]) for kind in Access if kind in chosen)


def day(when: date) -> str:
    """A date with the month in letters: "3 Nov 2026" reads alike in both countries."""
    return _day(when, _locale())


@lru_cache(maxsize=4096)
def _day(when: date, _: str) -> str:
    return str(format_date(when, "d MMM y"))


def last_day(until: datetime, time_zone: str) -> str:
    """The last day that still counts, where the location is; `until` itself is exclusive."""
    return day(_last_day(until, time_zone))


@lru_cache(maxsize=4096)
def _last_day(until: datetime, time_zone: str) -> date:
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return (aware - timedelta(seconds=1)).astimezone(ZoneInfo(time_zone)).date()


def distance(kilometres: float, unit: Unit) -> str:
    """How far, to a tenth: "1.8 miles"."""
    tenths = round((kilometres / KM_PER_MILE if unit is Unit.MILES else kilometres) * 10)
    return _distance(tenths, unit, _locale())


@lru_cache(maxsize=4096)
def _distance(tenths: int, unit: Unit, _: str) -> str:
    number = format_decimal(tenths / 10, "#,##0.0")
    if unit is Unit.MILES:
        return gettext("%(number)s miles", number=number)
    return gettext("%(number)s km", number=number)


def radius(within: float, unit: Unit) -> str:
    """A radius as chosen: "25 miles"."""
    number = format_decimal(within)
    if unit is Unit.MILES:
        return ngettext("%(number)s mile", "%(number)s miles", round(within), number=number)
    return gettext("%(number)s km", number=number)


def radius_short(within: float, unit: Unit) -> str:
    """A radius where there is little room: "25 mi"."""
    number = format_decimal(within)
    if unit is Unit.MILES:
        return gettext("%(number)s mi", number=number)
    return gettext("%(number)s km", number=number)


def language(tag: str) -> str:
    return _language(tag, _locale())


@lru_cache(maxsize=512)
def _language(tag: str, here: str) -> str:
    name = Locale.parse(here).languages.get(tag)
    if name:
        return str(name)
    try:
        return Locale.parse(tag, sep="-").get_display_name(here) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def languages(tags: Iterable[str]) -> str:
    return ", ".join(language(tag) for tag in tags)


NATIONAL_DIGITS = 10


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


def _locale() -> str:
    return str(get_locale() or "en")
