"""Hours of a week in seven lines, written as people write them; of a location or a clinic."""

from collections.abc import Iterable
from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, Form, StringField

from directory.domain.entry.opening_hours import (
    MONDAY,
    WEEK,
    Span,
    by_day,
    field_of,
    read_week,
    written,
)
from directory.domain.vocabulary import Country
from directory.web.entry_validators import put_at_fields
from directory.web.presenters import stated

_SAME: Final = "same_{day}"


class HoursForm(Form):
    """A line for every day of the week, and a box for every day that is as Monday."""

    spans: tuple[Span, ...] = ()
    """What was read, once the form has been validated."""

    @classmethod
    def filled(cls, spans: Iterable[Span], typed: Any = None) -> "HoursForm":  # noqa: ANN401
        """Make the form with what stands, or with what was typed over it."""
        days = by_day(spans)
        return cls(typed, data={field_of(day): written(days[day]) for day in WEEK})

    def read(self, *, country: Country) -> bool:
        """Read the week; what cannot be read is said at its day."""
        read = read_week(
            {day: self[field_of(day)].data or "" for day in WEEK},
            as_monday=[day for day in WEEK if day != MONDAY and self[_SAME.format(day=day)].data],
        )
        self.spans = read.value
        put_at_fields(self, read.faults, country=country)
        return read.passes

    def lines(self) -> list[tuple[str, Field, Field | None]]:
        """Give each day's name, its line, and the box that makes it as Monday."""
        return [
            (
                stated.weekday(day),
                self[field_of(day)],
                None if day == MONDAY else self[_SAME.format(day=day)],
            )
            for day in WEEK
        ]


for _day in WEEK:
    setattr(HoursForm, field_of(_day), StringField(lazy_gettext("Hours")))
    if _day != MONDAY:
        setattr(HoursForm, _SAME.format(day=_day), BooleanField(lazy_gettext("The same as Monday")))
