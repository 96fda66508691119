"""A page of a draft: what it asks, when, and which of a record's faults belong to it."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from wtforms import Form

from directory.domain.entry.drafted import is_of_rule
from directory.domain.entry.faults import Fault
from directory.queries.drafts import Around
from directory.queries.own_credentials import OwnDraft
from directory.web.date_field import BOXES, DateBoxes, Typed

CAPPED: Final = 2_000
"""Longer than any answer may be; what is longer is not kept."""
_SAME: Final[Mapping[str, str]] = {
    "region": "place",
    "completed_on": "completed",
    "completed_year": "completed",
}
"""What the pages call a field of the record, where it has another name."""
AnyForm = Any
"""A form, whose fields are those of its page."""
_LINE_MARKS: Final = frozenset("\n\r\t")


@dataclass(frozen=True, slots=True)
class On:
    """What a page is shown on: the draft, and what it is held against."""

    draft: OwnDraft
    around: Around

    def said(self, name: str) -> str:
        """Give an answer, as it was typed."""
        return self.draft.answers.get(name, "")


def always(_on: On) -> bool:
    """Ask in any case."""
    return True


def as_it_is(_form: AnyForm, _on: On) -> None:
    """Leave a form as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One page; its form's fields are named as the answers of a draft.

    `asked`: whether it is, by what was answered before. `fill`: gives the form its choices, hints
    and what stands in empty fields. `explains_rule`: it shows the rule of the place.
    """

    slug: str
    heading: Any
    form: type[Form]
    lead: Any = ""
    asked: Callable[[On], bool] = always
    fill: Callable[[AnyForm, On], None] = as_it_is
    explains_rule: bool = False

    def shown(self, on: On) -> Form:
        """Give the form with what was answered before."""
        form = self.form()
        answers = {field.short_name: _saved(on, field) for field in form}
        form = self.form(data=answers)
        self.fill(form, on)
        return form

    def sent(self, on: On, given: Any) -> Form:  # noqa: ANN401  (what Flask calls a form)
        """Give the form with what was sent."""
        form = self.form(given)
        self.fill(form, on)
        return form

    def names(self) -> tuple[str, ...]:
        """Name the answers that are given on this page."""
        return tuple(answer for field in self.form() for answer in _answers(field))

    def faults(self, found: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Choose what belongs to this page."""
        here = {field.short_name for field in self.form()}
        return tuple(
            fault
            for fault in found
            if (self.explains_rule if is_of_rule(fault) else name_of(fault) in here)
        )


def name_of(fault: Fault) -> str:
    """Name the field of a page at which a fault is said."""
    return _SAME.get(fault.field, fault.field)


def typed_in(form: Form) -> dict[str, str]:
    """Give what was typed in a form, as the answers of a draft."""
    typed: dict[str, str] = {}
    for field in form:
        if isinstance(field, DateBoxes):
            typed.update({field.box(part): field.value(part).strip() for part in BOXES})
        else:
            typed[field.short_name] = str(field.data or "").strip()
    return typed


def made_showable(form: AnyForm) -> None:
    """Let a form be shown again with what was typed, but for what no page can hold."""
    for field in form:
        if isinstance(field, DateBoxes):
            given = field.typed
            field.typed = Typed(*map(showable, (given.year, given.month, given.day)))
        elif isinstance(field.data, str):
            field.data = showable(field.data)


def showable(text: str) -> str:
    """Replace what neither a page nor a database can hold."""
    return "".join(
        "\ufffd" if unicodedata.category(mark) in {"Cc", "Cs"} and mark not in _LINE_MARKS else mark
        for mark in text
    )


def _answers(field: Any) -> tuple[str, ...]:  # noqa: ANN401  (a field of any kind)
    if isinstance(field, DateBoxes):
        return tuple(field.box(part) for part in BOXES)
    return (field.short_name,)


def _saved(on: On, field: Any) -> object:  # noqa: ANN401
    if isinstance(field, DateBoxes):
        month, day, year = (on.said(name) for name in _answers(field))
        return Typed(year, month, day)
    return on.said(field.short_name)
