"""Changing what the directory says of a board or a program: a new dated version each time."""

from directory.domain.books import (
    Book,
    BookRefusal,
    Change,
    may_change,
    read_board,
    read_program,
)
from directory.domain.log_entries import DecisionAct, SubjectKind
from directory.domain.programs import ProgramBook
from directory.models.registers import BookVersion
from directory.queries.books import newest
from directory.workflows.acts import Act, Subject
from directory.workflows.identifiers import fresh_id

_SUBJECTS = {Book.BOARDS: SubjectKind.BOARD, Book.PROGRAMS: SubjectKind.PROGRAM}


class BookRefused(Exception):
    """A change was not taken; nothing has changed."""

    def __init__(self, refusal: BookRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def change_book(act: Act, change: Change) -> int:
    """Write down a new version of an entry, or that it is taken off; raises `BookRefused`."""
    _allow(may_change(change, actor=act.actor, today=act.today))
    before = {row.key: row for row in newest(act.session.connection(), change.book)}
    last = before.get(change.key)
    if (None if last is None else last.id) != change.seen:
        raise BookRefused(BookRefusal.CHANGED)
    if last is not None and last.recorded_at >= act.at:
        # Versions are told apart by their instants.
        raise BookRefused(BookRefusal.CHANGED)
    if change.body:
        _check(act, change)
    row = BookVersion(
        id=fresh_id(),
        book=change.book.value,
        key=change.key,
        body=change.body,
        source_url=change.source_url,
        as_of=change.as_of,
        review_on=change.review_on,
        recorded_by=act.actor.account,
        recorded_at=act.at,
    )
    act.session.add(row)
    act.log(
        DecisionAct.BOOK_CHANGED,
        Subject(kind=_SUBJECTS[change.book], id=row.id),
        entry=change.key,
        taken_off=not change.body,
    )
    return row.id


def _check(act: Act, change: Change) -> None:
    """Hold a new version against the other entries of its book."""
    if change.book is Book.BOARDS:
        read_board(change.body)
        return
    program = read_program(change.body)
    others = [each for each in act.book.programs if each.slug != program.slug]
    try:
        ProgramBook([*others, program])
    except ValueError:
        raise BookRefused(BookRefusal.TWICE) from None


def _allow(refusal: BookRefusal | None) -> None:
    if refusal is not None:
        raise BookRefused(refusal)
