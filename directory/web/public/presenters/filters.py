"""The filters in force, each as a tag that takes itself away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext

from directory.domain.vocabulary import Access, ChecksFilter, NewPatientsFilter, Profession
from directory.web.public.presenters import words

if TYPE_CHECKING:
    from directory.web.public.presenters.asked import Asked


@dataclass(frozen=True, slots=True)
class FilterTag:
    """A filter's name and the address of the search without it."""

    text: str
    href: str


def filter_tags(asked: Asked) -> tuple[FilterTag, ...]:
    """In the order of the filter panel; the people who are full are left out unless asked for."""
    chosen = asked.criteria
    tags: list[FilterTag] = []

    def add(text: str, name: str, value: str | None = None) -> None:
        tags.append(FilterTag(text, asked.without(name, value)))

    if chosen.headache is not None:
        add(words.headache(chosen.headache), "headache")
    if chosen.checks is ChecksFilter.LICENCE_TRAINING:
        add(gettext("With or without certification"), "checks")
    if chosen.head_neck:
        add(gettext("Head and neck training"), "head_neck")
    if chosen.new_patients is not NewPatientsFilter.ANY:
        confirmed = chosen.new_patients is NewPatientsFilter.CONFIRMED
        text = (
            gettext("Confirmed taking new patients")
            if confirmed
            else gettext("Taking new patients, or not known")
        )
        tags.append(FilterTag(text, asked.having(new_patients=NewPatientsFilter.ANY.value)))
    for profession in Profession:
        if profession in chosen.professions:
            add(str(words.PROFESSIONS[profession]), "profession", profession.value)
    if chosen.technique is not None:
        add(str(words.TECHNIQUES[chosen.technique]), "technique")
    for access in Access:
        if access in chosen.access:
            add(str(words.ACCESS[access]), "access", access.value)
    if chosen.remote_in is not None:
        add(gettext("First talk by phone or video"), "remote")
    for language in sorted(chosen.languages):
        add(words.language(language), "language", language)
    if chosen.gender is not None:
        add(str(words.GENDERS[chosen.gender]), "gender")
    if chosen.country is not None:
        country = str(words.COUNTRIES[chosen.country])
        add(gettext("Only in %(country)s", country=country), "same_country")
    return tuple(tags)
