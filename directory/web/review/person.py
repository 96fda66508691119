"""The review screen: one person, with all that they sent and all that speaks for and against it."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from flask import render_template

from directory.domain.accounts.rights import Right
from directory.queries.review_file import ReviewFile
from directory.web.guards import here, needs
from directory.web.review.files import file_in
from directory.web.review.panels import panels_of
from directory.web.review.sections import sections
from directory.web.review.wing import blueprint
from directory.web.wiring import services


@blueprint.get("/person/<person>")
@needs(Right.SEE_FILE)
def person(person: str) -> str:
    """Show a person's file."""
    return person_page(file_in(person))


def person_page(
    file: ReviewFile, *, forms: Mapping[tuple[str, str], Any] | None = None, problem: str = ""
) -> str:
    """Write the page of a file; `forms`: those that come back with what was typed, by credential.

    A form's key is the kind and the key of its credential. `problem`: why a step was not taken.
    """
    kept = services()
    today = kept.clock().astimezone(UTC).date()
    return render_template(
        "review/person.html",
        file=file,
        sections=sections(file, book=kept.shelf.read(kept.database), today=today),
        panels=panels_of(file.id),
        forms=forms or {},
        problem=problem,
        me=here().account.id,
        today=today,
    )
