"""Counts beside the filters of a search; what would find nobody is not offered."""

from typing import TYPE_CHECKING, Final, cast

from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.search import Criteria
from directory.queries.facets import YES, facets
from directory.web.public.forms import SEVERAL, SearchForm
from directory.web.speech import format_decimal
from directory.web.wiring import services

if TYPE_CHECKING:
    from wtforms import SelectField

_ALWAYS: Final = frozenset({"checks", "new_patients"})
"""Of these one answer is always chosen, so all stay."""
_LISTED: Final = (*sorted(_ALWAYS | SEVERAL), "language", "age", "technique", "gender")


def count_filters(form: SearchForm, criteria: Criteria) -> None:
    """Write into the form how many people each option would leave, where few enough are around."""
    kept = services()
    found = facets(kept.database, criteria, now=kept.now())
    if found is None:
        return
    for name in _LISTED:
        field = cast("SelectField", form[name])
        chosen = {*(field.data or ())} if name in SEVERAL else {field.data}
        options = [
            SelectChoice(value, _counted(str(text), found[name].get(value, 0)) if value else text)
            for value, text, *_ in field.iter_choices()
            if not value or name in _ALWAYS or value in chosen or found[name].get(value)
        ]
        if any(option.value for option in options):
            field.choices = options
        else:
            del form[name]
    if not found["head_neck"][YES] and not form.head_neck.data:
        del form.head_neck


def _counted(text: str, people: int) -> str:
    return f"{text} ({format_decimal(people)})"
