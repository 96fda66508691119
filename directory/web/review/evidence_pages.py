"""A file of evidence by itself: page by page, larger and turned by links; and a copy to take out.

Reviewers see pixels alone. A copy leaves the directory with a proof of its own, and on record.
"""

from dataclasses import dataclass
from typing import Final

from flask import Response, abort, render_template, request, url_for

from directory.adapters.evidence_store import NotKept
from directory.adapters.evidence_turning import NoPicture, turned
from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.queries.evidence import OwnFile, file_of_listing
from directory.queries.review_file import person_named
from directory.web.files_sent import copy_sent, page_in, picture_sent
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.files_named import about, copy_named, name_of
from directory.web.review.files import number_in, others_file, own_file
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.evidence import NoSuchFile
from directory.workflows.evidence_taking import take_copy
from directory.workflows.own_files import OwnFile as OnOnesOwn

ZOOMS: Final = (100, 150, 200, 300)
"""How large a page is shown, in percent of the room that there is."""
QUARTER: Final = 90
_GONE: Final = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a page is looked at: which one, how large, and turned by how many quarters."""

    page: int
    zoom: int
    quarters: int

    def other(self, **change: int) -> dict[str, int]:
        """Give what an address says to look at it otherwise."""
        now = {"page": self.page, "zoom": self.zoom, "turn": self.quarters * QUARTER}
        return {**now, **change}

    @property
    def larger(self) -> int | None:
        """The next larger size; None where it is the largest."""
        return next((zoom for zoom in ZOOMS if zoom > self.zoom), None)

    @property
    def smaller(self) -> int | None:
        """The next smaller size; None where it is the smallest."""
        return next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), None)

    @property
    def right(self) -> int:
        """Turned a quarter further, in degrees."""
        return (self.quarters + 1) % 4 * QUARTER

    @property
    def left(self) -> int:
        """Turned a quarter back, in degrees."""
        return (self.quarters - 1) % 4 * QUARTER


@blueprint.get("/person/<person>/files/<file>")
@needs(Right.SEE_FILE)
def evidence_page(person: str, file: str) -> str:
    """Show one file, a page at a time."""
    number = others_file(person)
    return _page(number, _file(number, file))


@blueprint.get("/person/<person>/files/<file>/pages/<page>")
@needs(Right.SEE_FILE)
def evidence_picture(person: str, file: str, *, page: str) -> Response:
    """Give the picture of a page, turned as it is asked for."""
    number = others_file(person)
    found = _file(number, file)
    try:
        content = services().evidence.store.page(found.stored_as or "", page_in(page))
        return picture_sent(turned(content, _quarters()))
    except (NotKept, NoPicture):
        abort(404)


@blueprint.post("/person/<person>/files/<file>")
@needs(Right.TAKE_EVIDENCE)
def evidence_taken(person: str, file: str) -> Response:
    """Give the clean copy of a file, to be saved and never opened in place."""
    number = number_in(person)
    found = _file(number, file)
    try:
        content = services().evidence.store.document(found.stored_as or "")
    except NotKept:
        return stay(_page(number, found), _GONE)
    try:
        with services().office.act(actor()) as act:
            take_copy(act, here(), practitioner_id=number, evidence_id=found.id)
    except OnOnesOwn:
        return own_file()
    except NoSuchFile:
        abort(404)
    return copy_sent(content, found.media_type, name=copy_named(found))


def _page(number: int, file: OwnFile) -> str:
    seen = Seen(page=_number("page", file.pages), zoom=_zoom(), quarters=_quarters())
    whole = services().evidence.store.is_whole(file.stored_as or "", file.pages)
    with services().database.reading() as connection:
        whose = person_named(connection, number) or abort(404)
    return render_template(
        "review/evidence.html",
        key=ids.encode(number),
        whose=whose,
        file=file,
        name=name_of(file),
        about=about(file),
        seen=seen,
        whole=whole,
        picture=url_for(
            "review.evidence_picture",
            person=ids.encode(number),
            file=file.key,
            page=seen.page,
            turn=seen.quarters * QUARTER or None,
        ),
        alt=gettext(
            "Page %(page)s of %(pages)s of %(name)s",
            page=str(seen.page),
            pages=str(file.pages),
            name=name_of(file),
        ),
    )


def _file(number: int, file: str) -> OwnFile:
    with services().database.reading() as connection:
        found = file_of_listing(connection, number, evidence_id=number_in(file))
    return found or abort(404)


def _number(name: str, most: int) -> int:
    return min(max(page_in(request.args.get(name, "")), 1), max(most, 1))


def _zoom() -> int:
    asked = page_in(request.args.get("zoom", ""))
    return asked if asked in ZOOMS else ZOOMS[0]


def _quarters() -> int:
    degrees = page_in(request.args.get("turn", ""))
    return degrees // QUARTER % 4 if degrees % QUARTER == 0 else 0
