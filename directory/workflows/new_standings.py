"""Judging people who were not on record before: many at once, in the caller's transaction."""

from collections.abc import Iterable

from directory.queries.on_file import files_on
from directory.workflows.acts import Act
from directory.workflows.standings import judged, put_up


def judge_new(act: Act, practitioner_ids: Iterable[int]) -> None:
    """Judge people whom this act has written, and nobody before it.

    None of them is published yet, so history has nothing to say.
    """
    connection = act.session.connection()
    files = files_on(connection, list(practitioner_ids))
    found = [judged(file, at=act.at, book=act.book) for file in files.values()]
    put_up(connection, *found)
