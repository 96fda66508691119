"""Files that operators imported, and what became of each of their lines."""

from collections.abc import Mapping
from typing import Final

from flask import Response, abort, render_template
from flask_babel import lazy_gettext

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.exclusions import LineOutcome
from directory.domain.imports import REPORT_KEPT, ImportKind
from directory.domain.roster import Outcome
from directory.domain.vocabulary import RegisterMatch
from directory.queries.imports import MOST, RunView, report_of, run, runs
from directory.web.guards import needs
from directory.web.review.wing import blueprint
from directory.web.speech import format_decimal, gettext
from directory.web.wiring import services

KINDS: Final[Mapping[ImportKind, object]] = {
    ImportKind.ROSTER: lazy_gettext("Roster of practitioners"),
    ImportKind.EXCLUSIONS: lazy_gettext("List of excluded people"),
    ImportKind.REGISTER: lazy_gettext("Regulator’s file"),
}
OUTCOMES: Final[Mapping[str, object]] = {
    Outcome.CREATED: lazy_gettext("New people"),
    Outcome.ADDED: lazy_gettext("Added to people on record"),
    Outcome.CHANGED: lazy_gettext("Changed"),
    Outcome.UNCHANGED: lazy_gettext("Unchanged"),
    Outcome.KEPT: lazy_gettext("Kept as their owner or a reviewer left them"),
    Outcome.REFUSED: lazy_gettext("Refused"),
    LineOutcome.HELD: lazy_gettext("Same NPI as a listing, which is held"),
    LineOutcome.FLAGGED: lazy_gettext("Name and region of a listing, to be compared"),
    LineOutcome.KNOWN: lazy_gettext("Found before"),
    LineOutcome.REINSTATED: lazy_gettext("No longer excluded"),
    LineOutcome.NOBODY: lazy_gettext("Fits nobody here"),
    LineOutcome.BUSINESS: lazy_gettext("A business"),
    RegisterMatch.MATCHED: lazy_gettext("Fits a license"),
    RegisterMatch.NAME_DIFFERS: lazy_gettext("Name differs"),
    RegisterMatch.NOT_ACTIVE: lazy_gettext("Not active on the register"),
    RegisterMatch.ENDED: lazy_gettext("Has ended"),
    RegisterMatch.NOT_VERIFIED: lazy_gettext("Not checked here yet"),
    RegisterMatch.NOT_HERE: lazy_gettext("Of nobody here"),
    RegisterMatch.TWICE: lazy_gettext("More than once in the file"),
}
"""What became of lines; a code without words is shown as it is, since old runs stay."""


@blueprint.get("/imports")
@needs(Right.SEE_IMPORTS)
def imports() -> str:
    """List the runs, the newest first."""
    with services().database.reading() as connection:
        found = runs(connection)
    return render_template(
        "review/imports.html",
        runs=[(each, str(KINDS[each.kind]), _totals(each)) for each in found],
        most=MOST,
        kept_days=REPORT_KEPT.days,
    )


@blueprint.get("/imports/<run_id>/report.csv")
@needs(Right.SEE_IMPORTS)
def import_report(run_id: str) -> Response:
    """Give the report of a run, as it was written beside its file."""
    try:
        number = ids.decode(run_id)
    except ValueError:
        abort(404)
    with services().database.reading() as connection:
        found = run(connection, number) or abort(404)
        report = report_of(connection, number) or abort(404)
    response = Response(report, mimetype="text/csv")
    name = f"{found.kind.value}-{found.began_at:%Y-%m-%d}-report.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _totals(found: RunView) -> list[str]:
    return [
        gettext(
            "%(outcome)s: %(number)s",
            outcome=str(OUTCOMES.get(code, code.replace("_", " "))),
            number=format_decimal(number),
        )
        for code, number in found.totals.items()
        if number
    ]
