"""The form that asks what stood on a page on an earlier day."""

from flask_babel import lazy_gettext
from wtforms import Form, StringField, widgets


class DayForm(Form):
    """Which day to ask about."""

    as_of = StringField(lazy_gettext("Day"), widget=widgets.DateInput())


def day_form(typed: str = "", *, hint: str, wrong: str = "") -> DayForm:
    """Make the form, with what was typed and what is wrong with it."""
    form = DayForm(data={"as_of": "".join(c if c.isprintable() else " " for c in typed)})
    form.as_of.description = hint
    if wrong:
        form.as_of.errors = (wrong,)
    return form
