"""Asking the issuer of a credential by a link that works once."""

from typing import Final

from flask import abort, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.adapters.contact_reading import OfflineContactReading
from directory.config import LANGUAGES
from directory.domain.accounts.rights import Right
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.issuers import ASKABLE, MOST_ISSUER, IssuerRefusal
from directory.domain.vocabulary import CredentialKind
from directory.queries.own_credentials import OwnCredential, credentials_of_listing
from directory.queries.review_file import person_named
from directory.web.entry_validators import email, one_line
from directory.web.guards import actor, needs, stay
from directory.web.languages import language, spoken, tongues
from directory.web.presenters.own_credentials import lines, title
from directory.web.review.files import number_in, others_file, own_file
from directory.web.review.wing import blueprint
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.issuer_requests import IssuerRefused, ask_issuer

_NOT_POSSIBLE: Final = 409
_READING: Final = OfflineContactReading()
REFUSALS: Final = {
    IssuerRefusal.NOT_YOUR_PART: lazy_gettext("Only reviewers ask issuers."),
    IssuerRefusal.NOT_OPEN: lazy_gettext("This credential is not open. Nobody is asked about it."),
    IssuerRefusal.THEIR_OWN_ADDRESS: lazy_gettext(
        "This is an address of the practitioner, of somebody on their side, or yours. Use the one"
        " on the issuer’s own site"
    ),
}


class IssuerForm(Form):
    """Who issued a credential, and where they are asked."""

    issuer = StringField(
        lazy_gettext("Who issued it?"),
        validators=[one_line("issuer", longest=MOST_ISSUER, required=True)],
    )
    email = StringField(
        lazy_gettext("Their e-mail address"),
        description=lazy_gettext(
            "From the issuer’s own site, never from the practitioner or their papers."
        ),
        validators=[email(_READING, required=True)],
    )
    language = SelectField(
        lazy_gettext("Language of the letter"),
        validate_choice=False,
        validators=[AnyOf(LANGUAGES, lazy_gettext("Choose a language"))],
    )


@blueprint.get("/person/<person>/credentials/<kind>/<credential>/issuer")
@needs(Right.SEE_FILE)
def issuer_page(person: str, *, kind: str, credential: str) -> str:
    """Ask where the issuer is asked."""
    found = _credential(others_file(person), kind, credential=credential)
    return _page(person, found, form=_form(issuer=_issuer(found), language=language()))


@blueprint.post("/person/<person>/credentials/<kind>/<credential>/issuer")
@needs(Right.DECIDE)
def issuer_asked(person: str, *, kind: str, credential: str) -> AnyResponse:
    """Send the letter."""
    found = _credential(others_file(person), kind, credential=credential)
    form = _form(typed())
    if not form.validate():
        return stay(_page(person, found, form=form))
    try:
        with services().office.act(actor()) as act:
            ask_issuer(
                act,
                found.kind,
                credential_id=found.id,
                issuer=form.issuer.read,  # type: ignore[attr-defined]
                email=form.email.read,  # type: ignore[attr-defined]
                language=form.language.data,
            )
    except NoSuchCredential:
        abort(404)
    except IssuerRefused as refused:
        if refused.why is IssuerRefusal.OWN_FILE:
            abort(own_file())
        form.email.errors = [str(REFUSALS[refused.why])]
        return stay(_page(person, found, form=form), _NOT_POSSIBLE)
    return redirect(url_for("review.person", person=person), 303)


def _form(given: MultiDict[str, str] | None = None, **known: str) -> IssuerForm:
    form = IssuerForm(given, data=known)
    form.language.choices = [SelectChoice(each.code, each.name) for each in tongues(spoken())]
    return form


def _credential(number: int, kind: str, *, credential: str) -> OwnCredential:
    wanted = number_in(credential)
    with services().database.reading() as connection:
        found = credentials_of_listing(connection, number)
    return next(
        (each for each in found if (each.kind.value, each.id) == (kind, wanted)), None
    ) or abort(404)


def _issuer(found: OwnCredential) -> str:
    match found.entry:
        case TrainingEntry(provider=provider):
            return provider
        case CertificationEntry(body=body):
            return body
        case _:
            return ""


def _page(person: str, found: OwnCredential, *, form: IssuerForm) -> str:
    with services().database.reading() as connection:
        name = person_named(connection, number_in(person))
    return render_template(
        "review/issuer.html",
        person=person,
        name=name,
        title=title(found.entry),
        lines=lines(found.entry),
        askable=found.state in ASKABLE,
        of_regulator=found.kind in {CredentialKind.LICENCE, CredentialKind.AUTHORIZATION},
        form=form,
    )
