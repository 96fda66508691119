"""Boards and programs as they are now: what came with the data, and what administrators changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Row, select

from directory.domain.boards import Board
from directory.domain.books import Book, board_keys, read_board, read_program, review_of
from directory.domain.programs import Program, ProgramBook
from directory.models.accounts import Account
from directory.models.registers import BookVersion

_MOST: Final = 10_000
_MOST_SHOWN: Final = 100
Entry = TypeVar("Entry", Board, Program)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[Entry]):
    """An entry as it is now; `version`: the one that says so, None for what came with the data.

    `review_on`: when it is looked at again; None where nobody knows how old it is.
    """

    key: str
    entry: Entry
    version: int | None
    source_url: str
    as_of: str
    review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version of an entry; `taken_off`: from then on there was none."""

    recorded_at: datetime
    recorder: str | None
    source_url: str
    as_of: date
    review_on: date
    taken_off: bool


def boards(connection: Connection, published: Iterable[Board]) -> dict[str, Kept[Board]]:
    """Give every board by its key, in the order of the data, those that were added behind."""
    found = {
        key: Kept(key=key, entry=board, version=None, source_url="", as_of="", review_on=None)
        for key, board in board_keys(published).items()
    }
    for row in newest(connection, Book.BOARDS):
        _put(found, row, entry=read_board(row.body) if row.body else None)
    return found


def programs(connection: Connection, published: ProgramBook) -> dict[str, Kept[Program]]:
    """Give every program and certifying body by its slug, as `boards` gives boards."""
    found = {
        program.slug: Kept(
            key=program.slug,
            entry=program,
            version=None,
            source_url=program.source_url,
            as_of=program.as_of,
            review_on=review_of(program.as_of),
        )
        for program in published
    }
    for row in newest(connection, Book.PROGRAMS):
        _put(found, row, entry=read_program(row.body) if row.body else None)
    return found


def newest(connection: Connection, book: Book) -> list[Row[Any]]:
    """Give the newest version of each entry that was ever changed, in the order of their keys."""
    rows = connection.execute(
        select(*BookVersion.__table__.columns)
        .where(BookVersion.book == book.value)
        .order_by(BookVersion.key, BookVersion.recorded_at, BookVersion.id)
        .limit(_MOST)
    )
    return list({row.key: row for row in rows}.values())


def versions(connection: Connection, book: Book, *, key: str) -> tuple[VersionView, ...]:
    """Give what was changed of an entry, the latest first."""
    rows = connection.execute(
        select(*BookVersion.__table__.columns, Account.name.label("recorder"))
        .join(Account, Account.id == BookVersion.recorded_by, isouter=True)
        .where(BookVersion.book == book.value, BookVersion.key == key)
        .order_by(BookVersion.recorded_at.desc(), BookVersion.id)
        .limit(_MOST_SHOWN)
    )
    return tuple(
        VersionView(
            recorded_at=row.recorded_at,
            recorder=row.recorder,
            source_url=row.source_url,
            as_of=row.as_of,
            review_on=row.review_on,
            taken_off=not row.body,
        )
        for row in rows
    )


def _put(found: dict[str, Kept[Entry]], row: Row[Any], *, entry: Entry | None) -> None:
    if entry is None:
        found.pop(row.key, None)
        return
    found[row.key] = Kept(
        key=row.key,
        entry=entry,
        version=row.id,
        source_url=row.source_url,
        as_of=row.as_of.isoformat(),
        review_on=row.review_on,
    )
