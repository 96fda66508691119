"""Who has a person's file: opened, assigned, put off; and the forms that change it."""

from collections.abc import Mapping
from typing import Any

from directory.domain.desk_files import PUT_OFF_DAYS
from directory.queries.desk_files import file_of, reviewers
from directory.web.guards import here
from directory.web.presenters.words import day, language_here
from directory.web.review.queue_rows import opened
from directory.web.wiring import services


def panel(practitioner_id: int) -> Mapping[str, Any]:
    """Read it; there is always something to show."""
    kept, me = services(), here().account.id
    at = kept.clock()
    with kept.database.reading() as connection:
        file = file_of(connection, practitioner_id)
        known = reviewers(connection)
    reading = ""
    if file.opened_at is not None and file.read_by_another(me, at=at):
        reading = opened(file.opened_name, file.opened_at, at=at)
    until = file.put_off_until if file.is_put_off(at.date()) else None
    return {
        "file": file,
        "reading": reading,
        "is_mine": file.assigned_to == me,
        "until": "" if until is None else day(until, language_here()),
        "others": [
            (each.key, each.name, each.is_away(at.date())) for each in known if each.id != me
        ],
        "days": PUT_OFF_DAYS,
    }
