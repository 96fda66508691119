"""Judging people who were not on record before: many at once, in the caller's transaction."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import insert

from directory.domain.listing import standings
from directory.domain.postings import postings_of
from directory.models.standings import PostingRow, Published, Standing
from directory.queries.on_file import on_file
from directory.workflows.acts import Act
from directory.workflows.history import published_rows
from directory.workflows.standings import posting_rows, standing_rows

_MICROSECONDS: Final = 1_000_000


def judge_new(act: Act, practitioner_ids: Iterable[int]) -> None:
    """Judge people whom this act has written, and nobody before it."""
    connection = act.session.connection()
    recorded = int(act.at.timestamp()) * _MICROSECONDS + act.at.microsecond
    rows: list[dict[str, Any]] = []
    published: list[dict[str, Any]] = []
    postings: list[dict[str, Any]] = []
    for practitioner_id in practitioner_ids:
        file = on_file(connection, practitioner_id)
        if file is None:
            continue
        found = standings(
            file.profile, file.practices, at=act.at, book=act.book, qualified_since={}
        )
        lines = postings_of([standing.searchable for standing in found])
        mine = standing_rows(found, lines)
        rows += mine
        postings += posting_rows(lines)
        said = published_rows(file.practices, mine, profile=file.profile)
        published += [row for row in said if row["shown"]]
    for table, values in (
        (Standing, rows),
        (PostingRow, postings),
        (Published, [{**each, "recorded_us": recorded} for each in published]),
    ):
        if values:
            connection.execute(insert(table), values)
