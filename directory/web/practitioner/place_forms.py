"""Forms of the pages about one place, of a location or a clinic."""

from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import Form, HiddenField, SelectMultipleField, StringField

from directory.domain.entry.locations import LONGEST_LINE
from directory.domain.vocabulary import Access
from directory.web.date_field import DateBoxes
from directory.web.entry_validators import one_line
from directory.web.presenters import words

_ACCESS: Final = frozenset(each.value for each in Access)


class ReachForm(Form):
    """How patients reach a place."""

    phone = StringField(
        lazy_gettext("Telephone"),
        description=lazy_gettext("For example 303-555-0100"),
        render_kw={"inputmode": "tel"},
    )
    website = StringField(
        lazy_gettext("Website (optional)"),
        description=lazy_gettext("For example https://clinic.com"),
        render_kw={"inputmode": "url"},
    )
    noticed = HiddenField()


class AccessForm(Form):
    """What a place offers to those who need it."""

    access = SelectMultipleField(
        lazy_gettext("This place has"),
        description=lazy_gettext(
            "Choose what is true now. What is left out is shown as not known."
        ),
        validate_choice=False,
    )
    parking = StringField(
        lazy_gettext("Parking (optional)"),
        description=lazy_gettext("For example: free, behind the building, no steps"),
        validators=[one_line("parking", longest=LONGEST_LINE)],
    )

    @classmethod
    def filled(cls, stands: Any, typed: Any = None) -> Any:  # noqa: ANN401  (a location or clinic)
        """Make the form with what stands, or what was typed over it."""
        given = {"access": [each.value for each in stands.access], "parking": stands.parking or ""}
        form: Any = cls(typed, data=given)
        form.access.choices = list(words.access_choices())
        return form

    def chosen(self) -> list[Access]:
        """Give what was chosen; words that are no access are nobody's."""
        return [Access(each) for each in self.access.data or () if each in _ACCESS]


class EndForm(Form):
    """The last day at a place."""

    ended_on = DateBoxes(
        lazy_gettext("Last day here"),
        description=lazy_gettext("Leave it empty if you go on seeing patients here."),
    )
