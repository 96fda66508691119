"""The search form as pages print it; what it may hold is read in `domain.question`."""

import unicodedata
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    widgets,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain import shortlist
from directory.domain.languages import LANGUAGES
from directory.domain.vocabulary import ChecksFilter, NewPatientsFilter, Unit
from directory.web.presenters import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

DISTANCES = ("5", "10", "25", "50", "100")
_USUAL = "25"
SEVERAL = frozenset({"profession", "access", "payment"})
_OFTEN_SPOKEN = ("es", "fr", "ase", "zh", "vi", "tl", "ar", "ko")


class _Checkboxes(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def _offered(*pairs: tuple[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, text) for value, text in pairs]


def _named(words_: dict[Any, Any]) -> list[tuple[str, Any]]:
    return [(member.value, text) for member, text in words_.items()]


def _languages() -> list[tuple[str, str]]:
    """Languages often asked for first, then all others by name."""
    here = words.language_here()
    named = {tag: words.language_alone(tag, here) for tag in LANGUAGES if tag != "en"}
    often = [(tag, named.pop(tag)) for tag in _OFTEN_SPOKEN]
    return [*often, *sorted(named.items(), key=lambda pair: _alphabetically(pair[1]))]


def _alphabetically(name: str) -> str:
    # "árabe" stands with a, not after z.
    spread = unicodedata.normalize("NFKD", name).casefold()
    return "".join(mark for mark in spread if not unicodedata.combining(mark))


class SearchForm(Form):
    """Every filter of a search."""

    near = StringField(
        lazy_gettext("ZIP code, city or address"),
        description=lazy_gettext("For example 80211 or Denver, CO"),
    )
    headache = SelectField(
        lazy_gettext("Headache type"),
        choices=lambda: _offered(("", lazy_gettext("I’m not sure")), *_named(words.HEADACHES)),
    )
    within = SelectField(lazy_gettext("Within"), choices=[], default=_USUAL)
    unit = SelectField(
        lazy_gettext("Unit of distance"),
        choices=_offered((Unit.MILES.value, lazy_gettext("miles")), (Unit.KILOMETRES.value, "km")),
        default=Unit.MILES.value,
    )
    sort = HiddenField()
    list = HiddenField()
    checks = RadioField(
        lazy_gettext("Checks"),
        choices=_offered(
            (ChecksFilter.ALL.value, lazy_gettext("License, training and certification")),
            (
                ChecksFilter.LICENCE_TRAINING.value,
                lazy_gettext("License and training, with or without certification"),
            ),
        ),
        default=ChecksFilter.ALL.value,
    )
    new_patients = RadioField(
        lazy_gettext("New patients"),
        choices=_offered(
            (NewPatientsFilter.ANY.value, lazy_gettext("Any")),
            (NewPatientsFilter.YES_OR_NOT_KNOWN.value, lazy_gettext("Yes, or not known")),
            (
                NewPatientsFilter.CONFIRMED.value,
                lazy_gettext("Only if confirmed in the last 90 days"),
            ),
        ),
        default=NewPatientsFilter.YES_OR_NOT_KNOWN.value,
    )
    profession = _Checkboxes(
        lazy_gettext("Profession"), choices=lambda: _offered(*_named(words.PROFESSIONS))
    )
    access = _Checkboxes(lazy_gettext("Access"), choices=lambda: _offered(*_named(words.ACCESS)))
    language = SelectField(
        lazy_gettext("Language"), choices=lambda: _offered(("", lazy_gettext("Any")), *_languages())
    )
    technique = SelectField(
        lazy_gettext("Technique"),
        choices=lambda: _offered(("", lazy_gettext("Any")), *_named(words.TECHNIQUES)),
    )
    gender = SelectField(
        lazy_gettext("Practitioner’s gender"),
        choices=lambda: _offered(("", lazy_gettext("Any")), *_named(words.GENDERS)),
    )
    age = SelectField(
        lazy_gettext("Ages treated"),
        choices=lambda: _offered(("", lazy_gettext("Any")), *_named(words.AGES)),
    )
    payment = _Checkboxes(lazy_gettext("Cost"), choices=lambda: _offered(*_named(words.PAYMENTS)))
    head_neck = BooleanField(lazy_gettext("Head and neck training"))
    remote = BooleanField(lazy_gettext("First talk by phone or video"))
    same_country = BooleanField(lazy_gettext("Only in this country"))


def search_form(
    given: "MultiDict[str, str]",
    *,
    near: str | None = None,
    within: str | None = None,
    unit: Unit | None = None,
) -> SearchForm:
    """Fill the form with what was asked; `near`, `within` and `unit` are those that were used."""
    form = SearchForm(
        data={
            name: [*map(_shown, values)] if name in SEVERAL else _shown(values[0])
            for name, values in given.lists()
            if any(values)
        }
    )
    for name in ("head_neck", "remote", "same_country"):
        form[name].data = given.get(name) == "yes"
        form[name].render_kw = {"value": "yes"}
    form.near.data = near or form.near.data
    if unit is not None:
        form.unit.data = unit.value
    form.within.data = within or form.within.data.strip() or _USUAL
    form.within.choices = _distances(form.within.data)
    if not form.sort.data:
        del form.sort
    form.list.data = shortlist.written(shortlist.read(form.list.data))
    if not form.list.data:
        del form.list
    return form


def _shown(typed: str) -> str:
    # Control characters have no place in HTML; what is wrong with them is said beside the field.
    return "".join(c if c.isprintable() else " " for c in typed)


def _distances(chosen: str | None) -> list[SelectChoice]:
    usual: Iterable[str] = DISTANCES
    if chosen and chosen != "any" and chosen not in DISTANCES:
        usual = sorted({*DISTANCES, chosen}, key=_number)
    return _offered(*((value, value) for value in usual), ("any", lazy_gettext("Any distance")))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
