"""How many people the directory lists."""

from dataclasses import dataclass

from sqlalchemy import func, select

from directory.db import Database
from directory.domain.postings import EVERYONE
from directory.models.standings import PostingRow


@dataclass(frozen=True, slots=True)
class Listed:
    """People who can be found, and those of them with all three checks."""

    listed: int
    all_checked: int


def count_listed(database: Database, now: int) -> Listed:
    """Count people at an instant (UTC seconds); reads a whole list, so keep the answer a while."""
    people = func.count(PostingRow.practitioner_id.distinct())
    statement = (
        select(people, people.filter(PostingRow.listed_until > now))
        .where(PostingRow.attr == EVERYONE, PostingRow.partial_until > now)
        .limit(1)
    )
    with database.reading() as connection:
        listed, all_checked = connection.execute(statement).one()
    return Listed(listed, all_checked)
