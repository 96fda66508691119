"""The pages of a licence and of a regulator's own entry for needling."""

from typing import Final

from flask_babel import lazy_gettext
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.entry.licence_numbers import hints_for
from directory.domain.vocabulary import (
    AuthorizationKind,
    Country,
    DraftPurpose,
    LicenceClass,
    LicenceKind,
    Profession,
)
from directory.queries.drafts import homes_of
from directory.web.date_field import DateBoxes
from directory.web.practitioner.credential_pages import AnyForm, EntryPage, On
from directory.web.presenters.own_credentials import ENTRIES_OF_REGULATORS, lines, title
from directory.web.presenters.words import PROFESSIONS
from directory.web.rule_sentences import spelled
from directory.web.speech import gettext
from directory.web.wiring import region_name, services

KINDS: Final = {
    LicenceKind.LICENCE: lazy_gettext("A license of that state"),
    LicenceKind.COMPACT_PRIVILEGE: lazy_gettext("A compact privilege"),
}
CLASSES: Final = {
    LicenceClass.FULL: lazy_gettext("Full"),
    LicenceClass.PROVISIONAL: lazy_gettext("Provisional"),
    LicenceClass.TEMPORARY: lazy_gettext("Temporary"),
    LicenceClass.STUDENT: lazy_gettext("Student or trainee"),
    LicenceClass.INACTIVE: lazy_gettext("Inactive"),
}


class ProfessionForm(Form):
    """Which profession."""

    profession = SelectField(lazy_gettext("Profession"), choices=[])


class PlaceForm(Form):
    """Which regulator, by its region."""

    place = SelectField(lazy_gettext("State or province"), choices=[])


class KindForm(Form):
    """A region's own licence, or a privilege that hangs on one elsewhere."""

    kind = RadioField(lazy_gettext("What is it?"), choices=[])
    home_licence = SelectField(
        lazy_gettext("Home license of the privilege"),
        description=lazy_gettext("Only for a compact privilege. Add the home license first."),
        choices=[],
    )


class NumberForm(Form):
    """The number."""

    number = StringField(
        lazy_gettext("License number"),
        description=lazy_gettext("As it is on your license, with its letters."),
    )


class NameForm(Form):
    """The name that the licence bears."""

    name_on_licence = StringField(
        lazy_gettext("Name on the license"),
        description=lazy_gettext("As it is printed there. We compare it with your own."),
    )


class DatesForm(Form):
    """From when to when."""

    issued = DateBoxes(
        lazy_gettext("Start date (optional)"),
        description=lazy_gettext("Of this license, for example 3 1 2020"),
    )
    expires = DateBoxes(
        lazy_gettext("End date"),
        description=lazy_gettext(
            "The last day on which it holds, for example 2 28 2027. "
            "Leave it empty if there is none."
        ),
    )
    first_licensed_on = DateBoxes(
        lazy_gettext("First licensed on (optional)"),
        description=lazy_gettext("Your very first license in this profession, anywhere."),
    )


class NewEndForm(Form):
    """Until when the next period runs."""

    expires = DateBoxes(
        lazy_gettext("New end date"),
        description=lazy_gettext("The last day of the new period, for example 2 28 2029"),
    )


class LimitsForm(Form):
    """Its class, and what limits it."""

    licence_class = RadioField(lazy_gettext("Class of the license"), choices=[])
    conditions = TextAreaField(
        lazy_gettext("Practice conditions (optional)"),
        description=lazy_gettext("If the board has put conditions on it, copy them here."),
    )


class RegulatorForm(Form):
    """What the regulator calls its entry."""

    kind = SelectField(lazy_gettext("What does the regulator call it?"), choices=[])


class OwnNumberForm(Form):
    """A number, where there is one."""

    number = StringField(
        lazy_gettext("Number (optional)"),
        description=lazy_gettext("Leave it empty if it has none of its own."),
    )


class PeriodForm(Form):
    """From when to when."""

    issued = DateBoxes(
        lazy_gettext("Start date (optional)"), description=lazy_gettext("For example 3 1 2020")
    )
    expires = DateBoxes(
        lazy_gettext("End date (optional)"),
        description=lazy_gettext("The last day on which it holds, for example 2 28 2027"),
    )


def new_end(on: On) -> bool:
    """Ask for a next period alone."""
    return on.draft.purpose is DraftPurpose.RENEW


def whole(on: On) -> bool:
    """Ask for what stays as it is in a next period."""
    return on.draft.purpose is not DraftPurpose.RENEW


def _professions(form: AnyForm, on: On) -> None:
    own = [each for each in PROFESSIONS if each in on.around.professions]
    others = [each for each in PROFESSIONS if each not in on.around.professions]
    form.profession.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(each.value, str(PROFESSIONS[each])) for each in (*own, *others)),
    ]
    if form.profession.raw_data is None and not form.profession.data and len(own) == 1:
        form.profession.data = own[0].value


def place_choices() -> list[SelectChoice]:
    """Give every state, province and territory, as two lists under their countries."""
    names = {
        Country.US: gettext("United States"),
        Country.CA: gettext("Canada"),
    }
    regions = [each for each in services().regions.regions if not each.is_country]
    choices = [SelectChoice("", gettext("Choose"))]
    for country in Country:
        named = sorted(
            (region_name(country, each.code), each.code)
            for each in regions
            if each.country == country
        )
        choices += [
            SelectChoice(f"{country}-{code}", name, optgroup=names[country]) for name, code in named
        ]
    return choices


def _places(form: AnyForm, on: On) -> None:  # noqa: ARG001  (as every page is filled)
    form.place.choices = place_choices()


def _kinds(form: AnyForm, on: On) -> None:
    form.kind.choices = [SelectChoice(each.value, str(said)) for each, said in KINDS.items()]
    if form.kind.raw_data is None and not form.kind.data:
        form.kind.data = LicenceKind.LICENCE.value
    form.home_licence.choices = [
        SelectChoice("", gettext("None")),
        *(
            SelectChoice(each.key, " · ".join((title(each.entry), *lines(each.entry))))
            for each in homes_of(on.around.others(on.draft))
        ),
    ]


def _number(form: AnyForm, on: On) -> None:
    country = country_of(on)
    form.number.label.text = spelled(str(form.number.label.text), country)
    form.number.description = spelled(str(form.number.description), country)
    hints = _hints(on)
    if hints:
        form.number.description = gettext(
            "As it is on your license. %(board)s’s numbers look like %(example)s.",
            board=region_name(country, region_of(on)),
            example=hints,
        )


def _hints(on: On) -> str:
    try:
        profession = Profession(on.said("profession"))
        kind = LicenceKind(on.said("kind") or LicenceKind.LICENCE)
    except ValueError:
        return ""
    found = hints_for(country_of(on), region_of(on), profession=profession, kind=kind)
    return found[0].example if found else ""


def country_of(on: On) -> Country:
    """Say which country's words a page uses."""
    return Country.CA if on.said("place").startswith("CA-") else Country.US


def region_of(on: On) -> str:
    """Give the code of the region that was chosen."""
    return on.said("place").partition("-")[2]


def _name(form: AnyForm, on: On) -> None:
    form.name_on_licence.label.text = spelled(str(form.name_on_licence.label.text), country_of(on))
    if form.name_on_licence.raw_data is None and not form.name_on_licence.data:
        form.name_on_licence.data = on.around.names[0]


def _classes(form: AnyForm, on: On) -> None:  # noqa: ARG001
    form.licence_class.choices = [
        SelectChoice(each.value, str(said)) for each, said in CLASSES.items()
    ]
    if form.licence_class.raw_data is None and not form.licence_class.data:
        form.licence_class.data = LicenceClass.FULL.value


def _regulator_kinds(form: AnyForm, on: On) -> None:  # noqa: ARG001
    form.kind.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(each.value, str(ENTRIES_OF_REGULATORS[each])) for each in AuthorizationKind),
    ]


def _of_american_therapists(on: On) -> bool:
    therapist = on.said("profession") == Profession.PHYSICAL_THERAPIST.value
    return whole(on) and (
        (therapist and on.said("place").startswith("US-"))
        or on.said("kind") == LicenceKind.COMPACT_PRIVILEGE.value
    )


PERIOD: Final = EntryPage(
    slug="dates",
    heading=lazy_gettext("From when to when does it hold?"),
    form=PeriodForm,
    asked=whole,
)
NEW_END: Final = EntryPage(
    slug="end",
    heading=lazy_gettext("When does the new period end?"),
    lead=lazy_gettext(
        "What we checked before stays public to its own last day, while we check this."
    ),
    form=NewEndForm,
    asked=new_end,
)
"""Of whatever ends, and is renewed."""
LICENCE_PAGES: Final = (
    EntryPage(
        slug="profession",
        heading=lazy_gettext("Which profession is the license for?"),
        form=ProfessionForm,
        asked=whole,
        fill=_professions,
    ),
    EntryPage(
        slug="place",
        heading=lazy_gettext("Which state or province gave it?"),
        form=PlaceForm,
        asked=whole,
        fill=_places,
        explains_rule=True,
    ),
    EntryPage(
        slug="kind",
        heading=lazy_gettext("Is it a license or a compact privilege?"),
        lead=lazy_gettext(
            "Through the PT Compact, physical therapists may practice in other states on the "
            "license of their home state."
        ),
        form=KindForm,
        asked=_of_american_therapists,
        fill=_kinds,
    ),
    EntryPage(
        slug="number",
        heading=lazy_gettext("What is its number?"),
        form=NumberForm,
        fill=_number,
    ),
    EntryPage(
        slug="name",
        heading=lazy_gettext("Which name is on it?"),
        form=NameForm,
        asked=whole,
        fill=_name,
    ),
    EntryPage(
        slug="dates",
        heading=lazy_gettext("From when to when does it hold?"),
        form=DatesForm,
        asked=whole,
    ),
    NEW_END,
    EntryPage(
        slug="limits",
        heading=lazy_gettext("Is it a full license, without conditions?"),
        form=LimitsForm,
        asked=whole,
        fill=_classes,
    ),
)
AUTHORIZATION_PAGES: Final = (
    EntryPage(
        slug="place",
        heading=lazy_gettext("Which state or province gave it?"),
        form=PlaceForm,
        asked=whole,
        fill=_places,
    ),
    EntryPage(
        slug="kind",
        heading=lazy_gettext("What is the regulator’s entry called?"),
        lead=lazy_gettext(
            "Some regulators keep a roster, or give an endorsement, for needling beside "
            "the license."
        ),
        form=RegulatorForm,
        asked=whole,
        fill=_regulator_kinds,
    ),
    EntryPage(
        slug="number",
        heading=lazy_gettext("Does it have a number?"),
        form=OwnNumberForm,
    ),
    PERIOD,
    NEW_END,
)
