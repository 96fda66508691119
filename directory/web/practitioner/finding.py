"""Finding oneself: whoever is here already claims their listing instead of beginning another."""

from flask import Response, render_template, request
from flask_babel import lazy_gettext
from wtforms import Form, SelectField, StringField

from directory.domain.accounts.rights import Right
from directory.domain.entry.licence_numbers import read_licence_number
from directory.domain.entry.text import LONGEST_WORD
from directory.domain.vocabulary import Country
from directory.queries.finding_oneself import Candidate, with_licence, with_name
from directory.web.address_form import region_choices
from directory.web.entry_validators import licence_number, name
from directory.web.guards import needs, stay
from directory.web.practitioner.wing import blueprint
from directory.web.presenters import words
from directory.web.speech import gettext
from directory.web.wiring import region_name, services


def _shown(text: str | None) -> str | None:
    """Put a mark in place of what no page may hold."""
    return text and text.replace("\0", "\ufffd")


class FindForm(Form):
    """A name, or a licence number with its place."""

    given_name = StringField(
        lazy_gettext("Given name"),
        filters=[_shown],
        validators=[name("given_name", required=False)],
    )
    family_name = StringField(
        lazy_gettext("Family name"),
        filters=[_shown],
        validators=[name("family_name", required=False)],
    )
    number = StringField(
        lazy_gettext("License number"),
        filters=[_shown],
        validators=[licence_number(required=False)],
    )
    place = SelectField(lazy_gettext("State or province of the license"), validate_choice=False)


@blueprint.get("/find")
@needs(Right.CLAIM_LISTING)
def find_yourself() -> Response | str:
    """Ask for a name or a number, and show who is here."""
    form = FindForm(request.args)
    form.place.choices = [("", lazy_gettext("Choose a state or province")), *region_choices()]
    if not request.args:
        return _page(form)
    if not form.validate() or not _is_whole(form):
        return stay(_page(form))
    return _page(form, found=_found(form))


def _is_whole(form: FindForm) -> bool:
    """Say whether there is something to look for; else say what is missing, at its field."""
    places = {value for value, _ in region_choices() if value}
    if form.number.data:
        if form.place.data in places:
            return True
        form.place.errors = [gettext("Choose the state or province of the license")]
        return False
    if form.family_name.data and form.given_name.data:
        return True
    missing = form.family_name if form.given_name.data else form.given_name
    missing.errors = [gettext("Enter your given and family name, or your license number")]
    return False


def _found(form: FindForm) -> tuple[Candidate, ...]:
    with services().database.reading() as connection:
        if form.number.data:
            country, _, region = (form.place.data or "").partition("-")
            number = read_licence_number(form.number.data[: LONGEST_WORD * 2]).value or ""
            return with_licence(connection, number, country=Country(country), region=region)
        return with_name(connection, form.given_name.data or "", family=form.family_name.data or "")


def _page(form: FindForm, *, found: tuple[Candidate, ...] | None = None) -> str:
    return render_template("practitioner/find.html", form=form, found=found, licensed=licensed)


def licensed(candidate: Candidate) -> str:
    """Say for what somebody is licensed, and where."""
    language = words.language_here()
    return " · ".join(
        f"{words.profession(kind, country, language=language)}, {region_name(country, region)}"
        for kind, country, region in candidate.licensed
    )
