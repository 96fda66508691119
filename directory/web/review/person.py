"""The review screen: one person, with all that they sent and all that speaks for and against it."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from flask import render_template, request

from directory.domain.accounts.rights import Right
from directory.queries.desk_files import file_of, settings_of
from directory.queries.person_log import MOST, log_of_person
from directory.queries.review_file import ReviewFile, names_of_accounts
from directory.web.guards import here, needs
from directory.web.review.files import file_in
from directory.web.review.log_lines import log_lines
from directory.web.review.look_lines import ANSWERS
from directory.web.review.panels import panels_of
from directory.web.review.person_said import (
    held_by,
    person_facts,
    person_found,
    place_said,
    shared,
)
from directory.web.review.sections import sections
from directory.web.review.wing import blueprint
from directory.web.wiring import services

SHOWN = 20
"""Entries of the log that stand on the page itself."""


@blueprint.get("/person/<person>")
@needs(Right.SEE_FILE)
def person(person: str) -> str:
    """Show a person's file."""
    return person_page(file_in(person))


@blueprint.get("/person/<person>/log")
@needs(Right.SEE_FILE)
def person_log(person: str) -> str:
    """Show all that was done to a person, the newest first, a page at a time."""
    file, before = file_in(person), request.args.get("before", "")
    plain = before.isascii() and before.isdigit() and len(before) < SHOWN
    with services().database.reading() as connection:
        log = log_of_person(connection, file.id, before=int(before) if plain else None)
        names = names_of_accounts(connection, (each.actor for each in log))
    lines = log_lines(log, file, names=names)
    return render_template(
        "review/person_log.html",
        file=file,
        lines=lines,
        before=lines[-1].seq if len(lines) == MOST else None,
    )


def person_page(
    file: ReviewFile, *, forms: Mapping[tuple[str, str], Any] | None = None, problem: str = ""
) -> str:
    """Write the page of a file; `forms`: those that come back with what was typed, by credential.

    A form's key is the kind and the key of its credential. `problem`: why a step was not taken.
    """
    kept, me = services(), here().account.id
    now = kept.clock()
    today = now.astimezone(UTC).date()
    with kept.database.reading() as connection:
        book = kept.shelf.book(connection)
        desk = file_of(connection, file.id)
        settings = settings_of(connection, me)
    return render_template(
        "review/person.html",
        file=file,
        facts=person_facts(file),
        found=person_found(file),
        places=[place_said(place, today) for place in file.places],
        shared=shared(file.conflicts.found),
        sections=sections(file, book=book, today=today),
        panels=panels_of(file.id),
        log=log_lines(file.log[:SHOWN], file, names=file.names),
        more_log=len(file.log) > SHOWN,
        held=held_by(desk, me=me, at=now),
        settings=settings,
        answers=ANSWERS,
        forms=forms or {},
        problem=problem,
        me=me,
        today=today,
    )
