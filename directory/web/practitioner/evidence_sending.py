"""Sending files for one credential, and letting it have files that are there already."""

from dataclasses import dataclass
from typing import Final, cast

from flask import Response, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from wtforms import Form, MultipleFileField, SelectField

from directory.domain.accounts.rights import Right
from directory.domain.entry.evidence import MOST_BYTES
from directory.domain.entry.faults import Fault, FaultCode, Weight, error
from directory.domain.evidence_rules import MOST_AT_ONCE, USES
from directory.domain.vocabulary import CredentialKind
from directory.queries.keeping import Kept
from directory.queries.own_credentials import OwnCredential, credentials_of_listing
from directory.web.entry_sentences import sentence
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.evidence_shown import ShownFile, named, shown
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.evidence import (
    FileStays,
    HandedIn,
    NoMoreFiles,
    NoSuchFile,
    Papers,
    Said,
    Upload,
    hand_in,
    take_off,
)

CONFLICT, TOO_LARGE = 409, 413
MOST_SENT: Final = (MOST_AT_ONCE + 1) * MOST_BYTES
"""Bytes of a whole form: a little more than it takes, so that most mistakes are said in words."""
_LISTS: Final = {
    CredentialKind.LICENCE: "licences",
    CredentialKind.AUTHORIZATION: "licences",
    CredentialKind.TRAINING: "trainings",
    CredentialKind.CERTIFICATION: "certifications",
}
_LEADS: Final = {
    CredentialKind.LICENCE: lazy_gettext(
        "We look a license up at the board. A file is optional, and helps where we cannot find it."
    ),
    CredentialKind.AUTHORIZATION: lazy_gettext(
        "Send the letter or certificate from the regulator, if you have one."
    ),
    CredentialKind.TRAINING: lazy_gettext(
        "Send the certificate of the course. Without one we ask the provider, and it takes longer."
    ),
    CredentialKind.CERTIFICATION: lazy_gettext(
        "Send the certificate. Without one we ask the certifying body, and it takes longer."
    ),
}


class FilesForm(Form):
    """Files to send, and whose translation they are."""

    file = MultipleFileField(
        lazy_gettext("Choose files"),
        description=lazy_gettext(
            "PDF, JPG, PNG or HEIC, each smaller than 10MB. A photo of the paper is fine."
        ),
    )
    translation_of = SelectField(
        lazy_gettext("Is it a translation of a file that you have sent?"), validate_choice=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Whose files a page is about: a listing and one of its credentials."""

    kept: Kept
    credential: OwnCredential

    @property
    def papers(self) -> Papers:
        """Name the credential for an act."""
        return Papers(
            practitioner_id=self.kept.id, kind=self.credential.kind, id=self.credential.id
        )

    @property
    def next(self) -> str:
        """Where one goes on: the list of what is on file."""
        endpoint = f"practitioner.{_LISTS[self.credential.kind]}"
        return url_for(endpoint, listing_id=self.kept.key)

    @property
    def here(self) -> str:
        """The address of the page."""
        return url_for(
            "practitioner.files_page",
            listing_id=self.kept.key,
            kind=self.credential.kind.value,
            credential_id=self.credential.key,
        )


@blueprint.get("/<listing_id>/<kind>/<credential_id>/files")
@needs(Right.EDIT_CREDENTIALS)
def files_page(listing_id: str, kind: str, *, credential_id: str) -> str:
    """Show the files of a credential, and ask for more."""
    return _page(_about(listing_id, kind, credential_id=credential_id), FilesForm())


@blueprint.post("/<listing_id>/<kind>/<credential_id>/files")
@needs(Right.EDIT_CREDENTIALS, most=MOST_SENT)
def files_added(listing_id: str, kind: str, *, credential_id: str) -> Response:
    """Take files in; whoever sent some is shown what reviewers will see of them."""
    about = _about(listing_id, kind, credential_id=credential_id)
    form = FilesForm(typed())
    also = _numbers(request.form.getlist("also"))
    uploads = [_upload(each) for each in request.files.getlist("file") if each.filename]
    try:
        handed = hand_in(
            services().evidence,
            actor(),
            papers=about.papers,
            uploads=uploads,
            also=also,
            translation_of=_number(form.translation_of.data),
        )
    except (NoSuchCredential, NoSuchFile):
        abort(404)
    except NoMoreFiles:
        return stay(_page(about, form), CONFLICT)
    if handed.said:
        return stay(_page(about, form, handed=handed, also=also))
    return redirect(about.here if uploads else about.next, 303)  # type: ignore[return-value]


@blueprint.post("/<listing_id>/<kind>/<credential_id>/files/<file_id>/off")
@needs(Right.EDIT_CREDENTIALS)
def file_taken_off(listing_id: str, kind: str, *, credential_id: str, file_id: str) -> Response:
    """Let a file be for a credential no longer."""
    about = _about(listing_id, kind, credential_id=credential_id)
    try:
        with services().office.act(actor()) as act:
            take_off(act, about.papers, evidence_id=number_in(file_id))
    except (NoSuchCredential, NoSuchFile):
        abort(404)
    except FileStays:
        return stay(_page(about, FilesForm()), CONFLICT)
    return redirect(about.here, 303)  # type: ignore[return-value]


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> Response:
    """Say of files that were too large to be received what is wrong with them."""
    if request.endpoint != "practitioner.files_added":
        return Response(render_template("errors/400.html"), TOO_LARGE)
    try:
        about = _about(**cast("dict[str, str]", request.view_args))
    except HTTPException as refused:
        # Nothing that is raised while an error is answered is answered itself.
        if isinstance(refused.response, Response):
            return refused.response
        return Response(render_template("errors/404.html"), refused.code)
    said = Said(None, error(FaultCode.EVIDENCE_TOO_BIG, "file"))
    return stay(_page(about, FilesForm(), handed=HandedIn(said=(said,))), TOO_LARGE)


def _page(
    about: _About,
    form: FilesForm,
    *,
    handed: HandedIn | None = None,
    also: tuple[int, ...] = (),
) -> str:
    files = shown(about.kept)
    handed = handed or HandedIn()
    form.file.errors = [_said(each) for each in handed.said if _stops(each.fault)]
    form.translation_of.choices = [
        ("", gettext("No")),
        *((each.key, each.name) for each in files if not each.translation_of),
    ]
    return render_template(
        "practitioner/credential_files.html",
        kept=about.kept,
        form=form,
        about=about,
        title=named(about.credential),
        lead=_LEADS[about.credential.kind],
        may_add=USES[about.credential.state].may_add,
        own=[each for each in files if _is_here(each, about)],
        others=[each for each in files if not _is_here(each, about)],
        # One that was there already is offered; what was ticked before stays so.
        ticked={*handed.known, *also},
        notices=[_said(each) for each in handed.said if not _stops(each.fault)],
    )


def _about(listing_id: str, kind: str, *, credential_id: str) -> _About:
    kept = listing(listing_id)
    number = number_in(credential_id)
    with services().database.reading() as connection:
        every = credentials_of_listing(connection, kept.id)
    found = next((each for each in every if (each.kind.value, each.id) == (kind, number)), None)
    if found is None:
        abort(404)
    return _About(kept=kept, credential=found)


def _is_here(file: ShownFile, about: _About) -> bool:
    return file.use(about.credential.kind.value, about.credential.key) is not None


def _stops(fault: Fault) -> bool:
    return fault.weight is Weight.ERROR


def _said(each: Said) -> str:
    said = sentence(each.fault)
    return said if each.name is None else f"{each.name}: {said}"


def _upload(given: FileStorage) -> Upload:
    return Upload(
        name=given.filename or "",
        media_type=given.mimetype or "",
        # One byte more than is taken is enough to know.
        content=given.stream.read(MOST_BYTES + 1),
    )


def _numbers(keys: list[str]) -> tuple[int, ...]:
    return tuple(number_in(key) for key in keys[:100])


def _number(key: object) -> int | None:
    return number_in(key) if isinstance(key, str) and key else None
