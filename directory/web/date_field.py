"""A day in three boxes, each with its name: nobody has to guess the order or a format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from directory.domain.entry.dates import Completion, read_completion_parts, read_date_parts
from directory.domain.entry.faults import Checked, Weight
from directory.domain.entry.text import missing
from directory.web.entry_sentences import sentence

BOXES: Final = ("month", "day", "year")
"""In the order in which North Americans say a day; each box is labelled, so any order is read."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the boxes, as it was typed."""

    year: str = ""
    month: str = ""
    day: str = ""

    def __bool__(self) -> bool:
        """Say whether anything was typed."""
        return any(part.strip() for part in (self.year, self.month, self.day))


class DateBoxes(Field):
    """Reads a day, or a year alone where `year_alone`, through the rules of entry.

    What was read is kept as `read`; what was typed stays in the boxes, of which the first has the
    field's own id. With `required`, an empty field is said to be missing.
    """

    def __init__(
        self,
        label: Any = None,  # noqa: ANN401  (text, now or in the reader's language)
        *,
        year_alone: bool = False,
        required: bool = False,
        **more: Any,  # noqa: ANN401  (WTForms' own)
    ) -> None:
        super().__init__(label, **more)
        self.year_alone = year_alone
        self.must = required
        self.typed = Typed()
        self.read: date | Completion | None = None

    def process(  # noqa: PLR0917  (WTForms' own)
        self,
        formdata: Any,  # noqa: ANN401
        data: Any = None,  # noqa: ANN401
        extra_filters: Any = None,  # noqa: ANN401, ARG002
    ) -> None:
        """Take the boxes of a form, or else a day, or what was typed before."""
        self.process_errors = []
        names = [self.box(part) for part in BOXES]
        if formdata is not None and any(name in formdata for name in names):
            month, day, year = (str(formdata.get(name, "")) for name in names)
            self.typed = Typed(year, month, day)
        else:
            self.typed = typed(data)
        self.data = self.typed

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002  (WTForms' own)
        """Stop at the first thing that is wrong with the day."""
        checked = self.checked()
        self.read = checked.value
        for fault in checked.faults:
            if fault.weight is Weight.ERROR:
                raise StopValidation(sentence(fault))

    def checked(self) -> Checked[Any]:
        """Read what was typed."""
        if self.must and not self.typed:
            return missing(self.short_name)
        reader = read_completion_parts if self.year_alone else read_date_parts
        given = self.typed
        return reader(given.year, given.month, day=given.day, field=self.short_name)

    def box(self, part: str) -> str:
        """Give the name of a box."""
        return f"{self.name}-{part}"

    def box_id(self, part: str) -> str:
        """Give the id of a box; a summary of mistakes leads to the first one."""
        return self.id if part == BOXES[0] else self.box(part)

    def value(self, part: str) -> str:
        """Give what stands in a box."""
        return str(getattr(self.typed, part))


def typed(given: object) -> Typed:
    """Write a day, or what was typed before, into boxes."""
    match given:
        case Typed():
            return given
        case date():
            return Typed(f"{given.year:04d}", str(given.month), str(given.day))
        case Completion(year, None):
            return Typed(str(year))
        case Completion(_, on):
            return typed(on)
        case Mapping():
            return Typed(*(str(given.get(part, "")) for part in ("year", "month", "day")))
        case _:
            return Typed()
