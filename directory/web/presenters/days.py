"""The form that asks what stood on a page on an earlier day."""

import re
from typing import Final

from flask_babel import lazy_gettext
from wtforms import Form, StringField, widgets

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class DayForm(Form):
    """Which day to ask about."""

    as_of = StringField(lazy_gettext("Day"), widget=widgets.DateInput())


def day_form(typed: str = "", *, hint: str, wrong: str = "") -> DayForm:
    """Make the form, with what was typed and what is wrong with it."""
    # A browser shows nothing but a day in such a field, and complains of all else.
    form = DayForm(data={"as_of": typed if _DAY.fullmatch(typed) else ""})
    form.as_of.description = hint
    if wrong:
        form.as_of.errors = (wrong,)
    return form
