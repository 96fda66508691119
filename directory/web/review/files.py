"""The person that an address of the desk is about, whom nobody reads who stands on their side."""

from flask import Response, abort, render_template

from directory.domain import ids
from directory.queries.review_file import ReviewFile, keeps_file, review_file
from directory.web.guards import here
from directory.web.wiring import services

_FORBIDDEN = 403


def person_in(text: str) -> int:
    """Read an identifier in an address; 404 where it is none."""
    try:
        return ids.decode(text)
    except ValueError:
        abort(404)


def file_in(person: str) -> ReviewFile:
    """Read the file that an address names; 404 where there is none, 403 where it is one's own."""
    number = person_in(person)
    with services().database.reading() as connection:
        found = review_file(connection, number)
    if found is None:
        abort(404)
    if found.is_own(here().account.id):
        abort(own_file())
    return found


def others_file(person: str) -> int:
    """Give the number of a person who is there, and whose file is not one's own."""
    number = person_in(person)
    with services().database.reading() as connection:
        is_own = keeps_file(connection, number, account_id=here().account.id)
    if is_own is None:
        abort(404)
    if is_own:
        abort(own_file())
    return number


def own_file() -> Response:
    """Say that nobody reads or decides on their own file."""
    return Response(render_template("review/own_file.html"), _FORBIDDEN)
