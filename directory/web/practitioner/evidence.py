"""The files of a listing: seen as reviewers see them, taken back, and removed."""

from collections.abc import Callable
from typing import Final

from flask import Response, abort, redirect, render_template, url_for

from directory.adapters.evidence_store import NotKept
from directory.domain.accounts.rights import Right
from directory.domain.evidence_rules import Keeps
from directory.queries.evidence import OwnFile, file_of_listing
from directory.queries.keeping import Kept
from directory.web.files_sent import copy_sent, page_in, picture_sent
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.evidence_shown import STAYS, shown
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.presenters.files_named import copy_named
from directory.web.wiring import services
from directory.workflows.evidence import FileStays, NoSuchFile, remove

CONFLICT: Final = 409


@blueprint.get("/<listing_id>/files")
@needs(Right.SEE_EVIDENCE)
def files(listing_id: str) -> str:
    """Show all files of a listing."""
    kept = listing(listing_id)
    return render_template("practitioner/files.html", kept=kept, files=shown(kept))


@blueprint.get("/<listing_id>/files/<file_id>/pages/<page>")
@needs(Right.SEE_EVIDENCE)
def file_picture(listing_id: str, file_id: str, *, page: str) -> Response:
    """Give the picture of a page: what reviewers see of a file."""
    file = _file(listing(listing_id), file_id)
    number = page_in(page)
    return picture_sent(
        _from_store(lambda name: services().evidence.store.page(name, number), file)
    )


@blueprint.get("/<listing_id>/files/<file_id>/copy")
@needs(Right.SEE_EVIDENCE)
def file_taken(listing_id: str, file_id: str) -> Response:
    """Give the clean copy of a file, to be saved and never opened in place."""
    file = _file(listing(listing_id), file_id)
    content = _from_store(services().evidence.store.document, file)
    return copy_sent(content, file.media_type, name=copy_named(file))


@blueprint.get("/<listing_id>/files/<file_id>/remove")
@needs(Right.EDIT_CREDENTIALS)
def file_remove_page(listing_id: str, file_id: str) -> str:
    """Ask whether a file is to go, or say why it stays."""
    kept = listing(listing_id)
    return _remove_page(kept, _file(kept, file_id))


@blueprint.post("/<listing_id>/files/<file_id>/remove")
@needs(Right.EDIT_CREDENTIALS)
def file_removed(listing_id: str, file_id: str) -> Response:
    """Remove a file for good."""
    kept = listing(listing_id)
    file = _file(kept, file_id)
    try:
        remove(services().evidence, actor(), practitioner_id=kept.id, evidence_id=file.id)
    except NoSuchFile:
        abort(404)
    except FileStays as stays:
        return stay(_remove_page(kept, file, keeps=stays.keeps), CONFLICT)
    return redirect(url_for("practitioner.files", listing_id=kept.key), 303)  # type: ignore[return-value]


def _remove_page(kept: Kept, file: OwnFile, *, keeps: Keeps | None = None) -> str:
    stays = keeps or file.keeps
    return render_template(
        "practitioner/file_remove.html",
        kept=kept,
        file=file,
        stays=None if stays is None else STAYS[stays],
    )


def _file(kept: Kept, file_id: str) -> OwnFile:
    with services().database.reading() as connection:
        found = file_of_listing(connection, kept.id, evidence_id=number_in(file_id))
    if found is None:
        abort(404)
    return found


def _from_store(read: Callable[[str], bytes], file: OwnFile) -> bytes:
    try:
        return read(file.stored_as or "")
    except NotKept:
        abort(404)
