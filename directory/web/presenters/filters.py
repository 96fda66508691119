"""The filters in force, each as a tag that takes itself away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.domain.vocabulary import (
    Access,
    ChecksFilter,
    NewPatientsFilter,
    Payment,
    Profession,
)
from directory.web.presenters import words
from directory.web.speech import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from directory.web.presenters.asked import Asked


@dataclass(frozen=True, slots=True)
class FilterTag:
    """A filter's name and the address of the search without it."""

    text: str
    href: str
    usual: bool = False
    """Part of nearly every search: the headache, and leaving out those who are full."""


def filter_tags(asked: Asked) -> tuple[FilterTag, ...]:
    """In the order of the filter panel; the people who are full are left out unless asked for."""
    return tuple(
        FilterTag(
            said.text,
            asked.without(said.name, said.value)
            if said.instead is None
            else asked.having(**{said.name: said.instead}),
            usual=said.usual,
        )
        for said in (
            *_of_the_headache(asked),
            *_of_the_person(asked),
            *_of_whom_and_how_paid(asked),
            *_of_the_place(asked),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A filter in words, the parameter it stands for, and what takes its place when removed."""

    text: str
    name: str
    value: str | None = None
    instead: str | None = None
    usual: bool = False


def _of_the_headache(asked: Asked) -> Iterator[_Said]:
    chosen = asked.criteria
    if chosen.headache is not None:
        yield _Said(text=words.headache(chosen.headache), name="headache", usual=True)
    if chosen.checks is ChecksFilter.LICENCE_TRAINING:
        yield _Said(text=gettext("With or without certification"), name="checks")
    if chosen.head_neck:
        yield _Said(text=gettext("Head and neck training"), name="head_neck")


def _of_the_person(asked: Asked) -> Iterator[_Said]:
    chosen = asked.criteria
    any_ = NewPatientsFilter.ANY.value
    if chosen.new_patients is NewPatientsFilter.CONFIRMED:
        text = gettext("Confirmed taking new patients")
        yield _Said(text=text, name="new_patients", instead=any_)
    elif chosen.new_patients is NewPatientsFilter.YES_OR_NOT_KNOWN:
        text = gettext("Taking new patients, or not known")
        yield _Said(text=text, name="new_patients", instead=any_, usual=True)
    for kind in Profession:
        if kind in chosen.professions:
            yield _Said(text=str(words.PROFESSIONS[kind]), name="profession", value=kind.value)
    if chosen.technique is not None:
        yield _Said(text=str(words.TECHNIQUES[chosen.technique]), name="technique")
    for tag in sorted(chosen.languages):
        text = words.language_alone(tag, words.language_here())
        yield _Said(text=text, name="language", value=tag)
    if chosen.gender is not None:
        yield _Said(text=str(words.GENDERS[chosen.gender]), name="gender")


def _of_whom_and_how_paid(asked: Asked) -> Iterator[_Said]:
    chosen = asked.criteria
    if chosen.age is not None:
        yield _Said(text=str(words.AGES[chosen.age]), name="age")
    for way in Payment:
        if way in chosen.payment:
            yield _Said(text=str(words.PAYMENTS[way]), name="payment", value=way.value)


def _of_the_place(asked: Asked) -> Iterator[_Said]:
    chosen = asked.criteria
    for kind in Access:
        if kind in chosen.access:
            yield _Said(text=str(words.ACCESS[kind]), name="access", value=kind.value)
    if chosen.remote_in is not None:
        yield _Said(text=gettext("First talk by phone or video"), name="remote")
    if chosen.country is not None:
        country = words.country(chosen.country)
        text = gettext("Only in %(country)s", country=country)
        yield _Said(text=text, name="same_country")
