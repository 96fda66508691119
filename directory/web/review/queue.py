"""The queue: what lies on the desk, narrowed down, and the next piece of work that nobody has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from flask import Response, abort, redirect, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.desk_due import age_in_days
from directory.domain.desk_files import PUT_OFF_DAYS
from directory.domain.desk_search import Operator, Read, read_search, without
from directory.domain.place_regions import RegionBook
from directory.domain.vocabulary import DeskTab
from directory.queries.desk import After, DeskPage, Quiet, counts, page, quiet, read_after
from directory.queries.desk_files import reviewers, settings_of
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.words import day, language_here
from directory.web.review.queue_rows import queue_row
from directory.web.review.queue_words import NOTHING, TABS, wrong
from directory.web.review.wing import blueprint
from directory.web.speech import format_decimal, gettext, ngettext
from directory.web.wiring import services
from directory.workflows.desk_files import next_oldest

_FAULTY: Final = 422
_MOST_TYPED: Final = 1_000
"""What is read of an address at all; a search that long is refused by its reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on the desk somebody is: what they typed, on which heap, and how far on."""

    tab: DeskTab
    typed: str
    after: str

    @property
    def address(self) -> str:
        """Where the same place is shown again."""
        asked = {"q": self.typed or None, "after": self.after or None}
        return url_for("review.queue", tab=self.tab.value, **asked)  # type: ignore[arg-type]

    @property
    def narrow(self) -> dict[str, Any]:
        """What pages about one person carry along; nothing where the heap is not narrowed down."""
        return {"tab": self.tab.value, "q": self.typed} if self.typed else {}

    def read(self) -> Read:
        """Read what was typed."""
        return read_search(self.typed, tab=self.tab, regions=_regions())


@blueprint.get("/queue")
@needs(Right.SEE_QUEUE)
def queue() -> str | Response:
    """Show a page of a heap, the oldest work first."""
    place = place_in(request.args)
    return queue_page(place, problem=_nothing() if request.args.get("nothing") else "")


@blueprint.post("/queue/next")
@needs(Right.WORK_QUEUE)
def queue_next() -> Response:
    """Open the file with the oldest work of a heap that nobody has."""
    place = place_in(request.form)
    read = place.read()
    if read.wrong:
        return redirect(place.address, 303)  # type: ignore[return-value]
    with services().office.act(actor()) as act:
        found = next_oldest(act, read.search)
    if found is None:
        return redirect(f"{place.address}&nothing=1", 303)  # type: ignore[return-value]
    return to_person(found, place)


def to_person(practitioner_id: int, place: Place) -> Response:
    """Lead to a person's file, and say from where on the desk: there it goes on."""
    address = url_for("review.person", person=ids.encode(practitioner_id), **place.narrow)
    return redirect(address, 303)  # type: ignore[return-value]


def place_in(fields: Any) -> Place:  # noqa: ANN401  (arguments of an address, or a form)
    """Read where on the desk somebody is; 404 where there is no such heap."""
    try:
        tab = DeskTab(fields.get("tab", DeskTab.TO_CHECK.value))
    except ValueError:
        abort(404)
    typed = "".join(each if each.isprintable() else " " for each in fields.get("q", ""))
    return Place(tab=tab, typed=typed[:_MOST_TYPED].strip(), after=fields.get("after", "")[:60])


@blueprint.context_processor
def _for_pages() -> dict[str, object]:
    # Forms on the page of a person carry along from where on the desk one came.
    return {"from_queue": lambda: place_in(request.values).narrow}


def queue_page(place: Place, *, problem: str = "", chosen: Collection[str] = ()) -> str | Response:
    """Write the page of a place on the desk; `chosen`: keys of files that were chosen."""
    read = place.read()
    after = read_after(place.after) if place.after else None
    if place.after and after is None:
        abort(404)
    if read.wrong:
        return stay(_written(place, read, found=None, problem=problem), _FAULTY)
    return _written(place, read, found=after, problem=problem, chosen=chosen, shown=True)


def _written(
    place: Place,
    read: Read,
    *,
    found: After | None,
    problem: str,
    chosen: Collection[str] = (),
    shown: bool = False,
) -> str:
    kept, me = services(), here().account.id
    at = kept.clock()
    search = read.search
    with kept.database.reading() as connection:
        counted = counts(connection, at=at)
        rows = DeskPage((), None)
        if shown:
            rows = page(connection, search, account_id=me, at=at, after=found)
        calm = None if rows.rows or read.wrong else quiet(connection, at=at)
        others = reviewers(connection)
        settings = settings_of(connection, me)
    today = at.date()
    return render_template(
        "review/queue.html",
        place=place,
        tab=search.tab,
        tabs=[
            (each.value, TABS[each], _said(counted[each].number, more=counted[each].more))
            for each in DeskTab
        ],
        name=TABS[search.tab],
        chips=_chips(read, place),
        wrong=[wrong(each) for each in read.wrong],
        rows=[queue_row(row, me=me, at=at) for row in rows.rows],
        following=rows.after,
        calm=[] if calm is None else _calm(calm, search.tab, narrow=search.is_narrow, at=at),
        others=[(each.key, each.name, each.is_away(today)) for each in others if each.id != me],
        days=PUT_OFF_DAYS,
        keys=settings.shortcuts,
        problem=problem,
        chosen=chosen,
        put_off=search.put_off,
    )


def _chips(read: Read, place: Place) -> list[tuple[str, str]]:
    """Give each part that was read, and the address at which it is gone."""
    found = []
    for number, chip in enumerate(read.chips):
        tab = place.tab if chip.operator is Operator.IS else read.search.tab
        rest = without(read.chips, number)
        found.append((chip.text, url_for("review.queue", tab=tab.value, q=rest or None)))
    return found


def _calm(calm: Quiet, tab: DeskTab, *, narrow: bool, at: datetime) -> list[str]:
    """Say in an empty heap what there is elsewhere."""
    if narrow:
        return [gettext("Nothing here fits that. Take away a part of the search.")]
    said = [str(NOTHING[tab])]
    if calm.oldest is None:
        said.append(gettext("Oldest open work: none."))
    else:
        days = age_in_days(calm.oldest, at=at)
        said.append(
            ngettext("Oldest open work: %(num)s day.", "Oldest open work: %(num)s days.", days)
        )
    if calm.next_end is not None:
        ends = day(calm.next_end, language_here())
        number = format_decimal(calm.ending)
        said.append(gettext("Next end: %(num)s on %(day)s.", num=number, day=ends))
    return said


def _said(number: int, *, more: bool) -> str:
    return f"{format_decimal(number)}+" if more else format_decimal(number)


def _nothing() -> str:
    return gettext("Nothing here is free: somebody has each file, or it is yours to leave alone.")


def _regions() -> frozenset[str]:
    return _codes(services().regions)


@lru_cache(maxsize=4)
def _codes(book: RegionBook) -> frozenset[str]:
    return frozenset(each.code for each in book.regions if not each.is_country)
