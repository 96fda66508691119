"""The person that an address of the desk is about, whom nobody reads who stands on their side."""

from flask import Response, abort, render_template

from directory.domain import ids
from directory.queries.own_files import is_own
from directory.queries.review_file import ReviewFile, person_named, review_file
from directory.web.guards import here
from directory.web.wiring import services

_FORBIDDEN = 403


def number_in(text: str) -> int:
    """Read an identifier in an address; 404 where it is none."""
    try:
        return ids.decode(text)
    except ValueError:
        abort(404)


def file_in(person: str) -> ReviewFile:
    """Read the file that an address names; 404 where there is none, 403 where it is one's own."""
    number = number_in(person)
    with services().database.reading() as connection:
        found = review_file(connection, number)
    if found is None:
        abort(404)
    if found.is_own(here().account.id):
        abort(own_file())
    return found


def others_file(person: str) -> int:
    """Give the number of a person who is there, and whose file is not one's own."""
    number = number_in(person)
    with services().database.reading() as connection:
        if person_named(connection, number) is None:
            abort(404)
        if is_own(connection, number, account_id=here().account.id):
            abort(own_file())
    return number


def own_file() -> Response:
    """Say that nobody reads or decides on their own file."""
    return Response(render_template("review/own_file.html"), _FORBIDDEN)
