"""Boards, and programs with their certifying bodies: staff see them, administrators change them."""

from collections.abc import Callable
from datetime import UTC, date
from typing import Any, Final

from flask import Response, abort, g, redirect, render_template, request, url_for
from wtforms import Form
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain import ids
from directory.domain.accounts.rights import Right, part_for
from directory.domain.books import Book, BookRefusal, Change, written
from directory.domain.place_text import plain
from directory.domain.vocabulary import Country
from directory.queries import books as kept_books
from directory.queries.books import Kept
from directory.web.guards import actor, needs, stay
from directory.web.review import book_words as words
from directory.web.review.book_forms import BoardForm, ProgramForm, SourcedForm, days
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import region_name, services
from directory.workflows.books import BookRefused, change_book

_CHANGED: Final = 409
_LONGEST_SLUG: Final = 60


@blueprint.get("/boards")
@needs(Right.SEE_BOOKS)
def boards() -> str:
    """List the registers in which people are looked up."""
    found = sorted(_boards().values(), key=lambda each: words.covers(each.entry))
    return _listed("review/boards.html", found)


@blueprint.get("/boards/change")
@needs(Right.CHANGE_BOOKS)
def board_page() -> str:
    """Show a board as it is, to be changed; without a key, a new one."""
    before = _before(_boards())
    entry = None if before is None else before.entry
    data: dict[str, Any] = days(_today())
    if entry is not None:
        region = f"{entry.country}-{entry.region}" if entry.region else ""
        data |= {
            "country": entry.country.value,
            "region": region,
            "profession": entry.profession or "",
            "name": entry.name,
            "lookup_url": entry.lookup_url,
        }
    return _board_form(before, _with_regions(BoardForm(data=data)))


@blueprint.post("/boards/change")
@needs(Right.CHANGE_BOOKS)
def board_changed() -> Response:
    """Write down a new version of a board, or take it off the list."""
    kept = _boards()
    before = _before(kept)
    form = _with_regions(BoardForm(typed()))
    if before is None:
        form.off.data = False
    if not form.validate():
        return stay(_board_form(before, form))
    board = form.board()
    key = _free_key(board, kept) if before is None else before.key
    body = "" if form.off.data else written(board)

    def page(problem: str = "") -> str:
        return _board_form(before, form, problem=problem)

    return _taken(form, _change(Book.BOARDS, form, key=key, body=body), page=page)


@blueprint.get("/programs")
@needs(Right.SEE_BOOKS)
def programs() -> str:
    """List programs and certifying bodies."""
    found = sorted(_programs().values(), key=lambda each: plain(each.entry.name))
    return _listed("review/programs.html", found)


@blueprint.get("/programs/change")
@needs(Right.CHANGE_BOOKS)
def program_page() -> str:
    """Show a program as it is, to be changed; without a key, a new one."""
    before = _before(_programs())
    data: dict[str, Any] = days(_today())
    if before is not None:
        entry = before.entry
        data |= {
            "name": entry.name,
            "body": entry.body,
            "abbreviation": entry.abbreviation,
            "country": entry.country or "",
            "lookup_url": entry.lookup_url,
            "note": entry.note,
            "source_url": entry.source_url,
        }
    return _program_form(before, ProgramForm(data=data))


@blueprint.post("/programs/change")
@needs(Right.CHANGE_BOOKS)
def program_changed() -> Response:
    """Write down a new version of a program."""
    kept = _programs()
    before = _before(kept)
    form = ProgramForm(typed())
    if not form.validate():
        return stay(_program_form(before, form))
    slug = _free_slug(form.name.read, kept) if before is None else before.key  # type: ignore[attr-defined]
    program = form.program(slug, before=None if before is None else before.entry)

    def page(problem: str = "") -> str:
        return _program_form(before, form, problem=problem)

    change = _change(Book.PROGRAMS, form, key=slug, body=written(program))
    return _taken(form, change, page=page)


def _change(book: Book, form: SourcedForm, *, key: str, body: str) -> Change:
    return Change(
        book=book,
        key=key,
        body=body,
        source_url=form.source_url.read,  # type: ignore[attr-defined]
        as_of=form.as_of.read,  # type: ignore[attr-defined]
        review_on=form.review_on.read,  # type: ignore[attr-defined]
        seen=_seen(),
    )


def _taken(form: SourcedForm, change: Change, *, page: Callable[..., str]) -> Response:
    try:
        with services().office.act(actor()) as act:
            change_book(act, change)
    except BookRefused as fault:
        field, said = words.FIELDS.get(fault.refusal), words.refusal(fault.refusal)
        if field is None:
            return stay(page(said), _CHANGED)
        form[field].errors = [said]
        return stay(page(), _CHANGED if fault.refusal is BookRefusal.TWICE else 422)
    return redirect(url_for(f"review.{change.book.value}"), 303)  # type: ignore[return-value]


def _boards() -> dict[str, Kept[Any]]:
    kept = services()
    with kept.database.reading() as connection:
        return dict(kept_books.boards(connection, kept.shelf.published_boards))


def _programs() -> dict[str, Kept[Any]]:
    kept = services()
    with kept.database.reading() as connection:
        return dict(kept_books.programs(connection, kept.shelf.published_programs))


def _before(kept: dict[str, Kept[Any]]) -> Kept[Any] | None:
    """Give the entry that an address is about; 404 where there is none of its key."""
    key = request.args.get("key", "")
    return (kept.get(key) or abort(404)) if key else None


def _seen() -> int | None:
    """Read which version a form was made from; what is no number was made from none."""
    text = request.form.get("seen", "")
    try:
        return ids.decode(text) if text else None
    except ValueError:
        return -1


def _free_key(board: Any, kept: dict[str, Kept[Any]]) -> str:  # noqa: ANN401  (a board)
    """Name a new board by what it covers; one that was taken off has had its name."""
    name = key = f"{board.country}:{board.region}:{board.profession or '*'}"
    taken, number = {*kept, *_ever(Book.BOARDS)}, 1
    while key in taken:
        number += 1
        key = f"{name}:{number}"
    return key


def _free_slug(name: str, kept: dict[str, Kept[Any]]) -> str:
    letters = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in plain(name))
    short = "-".join(filter(None, letters.split("-")))[:_LONGEST_SLUG].strip("-") or "program"
    slug, number = short, 1
    while slug in kept:
        number += 1
        slug = f"{short}-{number}"
    return slug


def _ever(book: Book) -> set[str]:
    with services().database.reading() as connection:
        return {row.key for row in kept_books.newest(connection, book)}


def _with_regions(form: BoardForm) -> BoardForm:
    form.region.choices = [
        SelectChoice("", gettext("The whole country")),
        *(
            SelectChoice(
                f"{each.country}-{each.code}", region_name(Country(each.country), each.code)
            )
            for each in services().regions.regions
            if not each.is_country
        ),
    ]
    return form


def _today() -> date:
    return services().clock().astimezone(UTC).date()


def _listed(template: str, found: list[Kept[Any]]) -> str:
    return render_template(
        template,
        entries=found,
        words=words,
        today=_today(),
        changes=part_for(Right.CHANGE_BOOKS, g.visitor.account.parts, strong=True) is not None,
    )


def _board_form(before: Kept[Any] | None, form: BoardForm, *, problem: str = "") -> str:
    return _form("review/board.html", Book.BOARDS, before=before, form=form, problem=problem)


def _program_form(before: Kept[Any] | None, form: ProgramForm, *, problem: str = "") -> str:
    return _form("review/program.html", Book.PROGRAMS, before=before, form=form, problem=problem)


def _form(template: str, book: Book, *, before: Kept[Any] | None, form: Form, problem: str) -> str:
    key = "" if before is None else before.key
    with services().database.reading() as connection:
        versions = kept_books.versions(connection, book, key=key) if key else ()
    return render_template(
        template,
        before=before,
        form=form,
        words=words,
        problem=problem,
        versions=versions,
        # Whoever reads that it changed has the newest version before them from now on.
        seen=ids.encode(before.version) if before is not None and before.version else "",
    )
