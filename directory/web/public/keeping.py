"""A patient's list, people side by side, and the list on paper; all of it in the address."""

from flask import render_template, request, url_for

from directory.domain import ids, shortlist
from directory.queries.kept import KeptPerson, people
from directory.queries.stated import day_of, stated_of
from directory.web.presenters.kept import ComparePage, KeptCard, ListPage, kept_card
from directory.web.public.searching import around_here
from directory.web.public.shortlist_here import CARRIED
from directory.web.public.views import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services


@blueprint.get("/list", endpoint="shortlist")
def show_list() -> str:
    """Show everybody who is kept."""
    return _list()


@blueprint.get("/list/print", endpoint="shortlist_print")
def print_list() -> str:
    """Show the list as it is printed: telephone and address first, questions last."""
    asked = shortlist.read(*request.args.getlist("ids"))
    return render_template(
        "public/shortlist_print.html",
        page=_page(asked),
        back=url_for("public.shortlist", ids=shortlist.written(asked) or None),
    )


@blueprint.get("/compare")
def compare() -> str | tuple[str, int]:
    """Show up to four people side by side."""
    chosen = shortlist.read(*request.args.getlist("ids"))
    kept = shortlist.read(*request.args.getlist(CARRIED), shortlist.written(chosen))
    if len(chosen) > shortlist.COMPARED:
        return _list(kept=kept, chosen=chosen), 400
    found = _people(chosen)
    with services().database.reading() as connection:
        today = day_of(services().now())
        said = {
            each.id: stated_of(connection, ids.decode(each.id), today=today)
            for each in found
            if each.listed
        }
    off = {one: _comparing(shortlist.without(chosen, one), kept) for one in chosen}
    return render_template(
        "public/compare.html",
        page=ComparePage(found, said, around=around_here(), off=off),
        list_address=url_for("public.shortlist", ids=shortlist.written(kept) or None),
    )


def _list(*, kept: tuple[str, ...] = (), chosen: tuple[str, ...] = ()) -> str:
    asked = kept or shortlist.read(*request.args.getlist("ids"))
    written = shortlist.written(asked)
    return render_template(
        "public/shortlist.html",
        page=_page(asked),
        chosen=chosen,
        problem=gettext(
            "Choose up to %(most)s people. You have chosen %(number)s.",
            most=str(shortlist.COMPARED),
            number=str(len(chosen)),
        )
        if chosen
        else "",
        is_full=len(asked) >= shortlist.LONGEST,
        most=shortlist.LONGEST,
        written=written,
        address=services().settings.base_url.rstrip("/")
        + url_for("public.shortlist", ids=written or None),
    )


def _page(asked: tuple[str, ...]) -> ListPage:
    found = _people(asked)
    cards = [_card(each, asked) for each in found]
    return ListPage(cards, unknown=len(asked) - len(found))


def _card(each: KeptPerson, asked: tuple[str, ...]) -> KeptCard:
    rest = shortlist.written(shortlist.without(asked, each.id))
    return kept_card(each, around_here(), off_href=url_for("public.shortlist", ids=rest or None))


def _people(asked: tuple[str, ...]) -> list[KeptPerson]:
    kept = services()
    return [*people(kept.database, [*map(ids.decode, asked)], now=kept.now()).values()]


def _comparing(chosen: tuple[str, ...], kept: tuple[str, ...]) -> str:
    return url_for(
        "public.compare",
        ids=shortlist.written(chosen) or None,
        list=shortlist.written(kept) or None,
    )
