"""Reviewers' figures: what lies before them, how long it waits, and who has done what."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from flask import Response, render_template, request
from flask_babel import lazy_gettext

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.cells import cell
from directory.domain.verification import Action
from directory.domain.vocabulary import DeskKind
from directory.queries.figures import DeskFigures, desk_figures
from directory.web.guards import needs
from directory.web.presenters.drawings import Table
from directory.web.presenters.figure_words import how_long
from directory.web.presenters.words import day, language_here
from directory.web.review.queue_words import KINDS, TABS
from directory.web.review.wing import blueprint
from directory.web.speech import format_decimal, gettext
from directory.web.wiring import services

SPANS: Final = (30, 90, 365)
COLUMNS: Final = ("from", "to", "account", "reviewer", "kind", "action", "decisions")
DID: Final[Mapping[Action, object]] = {
    Action.VERIFY: lazy_gettext("Approved"),
    Action.QUERY: lazy_gettext("Asked"),
    Action.REFUSE: lazy_gettext("Not accepted"),
    Action.DEFER: lazy_gettext("Put off"),
    Action.RESUME: lazy_gettext("Taken up again"),
    Action.EXTEND: lazy_gettext("Extended"),
    Action.SUSPEND: lazy_gettext("Suspended"),
    Action.LIFT: lazy_gettext("Suspension lifted"),
    Action.UPHOLD: lazy_gettext("Upheld"),
    Action.REVOKE: lazy_gettext("Revoked"),
}
_DAY_S: Final = 86_400
_HOUR_S: Final = 3_600


@blueprint.get("/figures")
@needs(Right.SEE_FIGURES)
def figures() -> str:
    """Show them for a span of days up to today."""
    found = _measured()
    language = language_here()
    return render_template(
        "review/figures.html",
        days=_days(),
        spans=SPANS,
        span=gettext(
            "From %(first)s to %(last)s.",
            first=day(found.first, language),
            last=day(found.last, language),
        ),
        backlog=_backlog(found),
        took=_took(found),
        reviewers=_reviewers(found),
    )


@blueprint.get("/figures.csv")
@needs(Right.SEE_FIGURES)
def figures_taken() -> Response:
    """Give what was decided as a table: a line a reviewer, kind and action."""
    found = _measured()
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found.done:
        who = ids.encode(each.account), cell(each.name or "")
        what = each.kind.value, each.action.value, each.number
        writer.writerow([found.first.isoformat(), found.last.isoformat(), *who, *what])
    response = Response(text.getvalue(), mimetype="text/csv")
    name = f"decisions-{found.first.isoformat()}-{found.last.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _days() -> int:
    asked = request.args.get("days", "")
    return next((span for span in SPANS if asked == str(span)), SPANS[0])


def _measured() -> DeskFigures:
    kept = services()
    with kept.database.reading() as connection:
        return desk_figures(connection, kept.clock(), days=_days())


def _backlog(found: DeskFigures) -> Table | None:
    now = services().clock()
    rows = tuple(
        (
            f"{TABS[heap.tab]}: {KINDS[heap.kind]}",
            format_decimal(heap.number),
            _age(int((now - heap.oldest).total_seconds())),
            format_decimal(heap.late),
        )
        for heap in found.heaps
    )
    heads = gettext("Work"), gettext("Still open"), gettext("Oldest"), gettext("Late")
    return Table(gettext("Open work"), heads, rows) if rows else None


def _age(seconds: int) -> str:
    return gettext("today") if seconds < _DAY_S else how_long(seconds)


def _took(found: DeskFigures) -> Table | None:
    rows = tuple(
        (
            str(KINDS[DeskKind(each.kind.value)]),
            format_decimal(each.number),
            how_long(each.half * _HOUR_S),
            how_long(each.nine_in_ten * _HOUR_S),
        )
        for each in found.took
    )
    heads = (
        gettext("Kind"),
        gettext("Approved"),
        gettext("Half waited at most"),
        gettext("9 in 10 waited at most"),
    )
    return Table(gettext("How long what was approved had waited"), heads, rows) if rows else None


def _reviewers(found: DeskFigures) -> Table | None:
    taken: dict[tuple[int, str], dict[Action, int]] = defaultdict(lambda: defaultdict(int))
    for each in found.done:
        taken[each.account, each.name or gettext("Somebody who has left")][each.action] += (
            each.number
        )
    actions = [action for action in Action if any(action in done for done in taken.values())]
    rows = tuple(_reviewer(key, done, actions=actions, found=found) for key, done in taken.items())
    heads = (
        gettext("Reviewer"),
        *(str(DID.get(action, action.value)) for action in actions),
        gettext("All"),
        gettext("Half waited at most"),
    )
    return Table(gettext("Decisions by reviewer"), heads, rows) if rows else None


def _reviewer(
    key: tuple[int, str], done: dict[Action, int], *, actions: list[Action], found: DeskFigures
) -> tuple[str, ...]:
    account, name = key
    waited = found.waits.get(account)
    return (
        name,
        *(format_decimal(done.get(action, 0)) for action in actions),
        format_decimal(sum(done.values())),
        gettext("Not known") if waited is None else how_long(waited * _HOUR_S),
    )
