"""The log of decisions for administrators: filtered, page by page, and as a copy to take along."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

import orjson
from flask import Response, render_template, request

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.cells import cell
from directory.queries.audit import MOST_TAKEN, AuditLine, AuditPage, audit_copy, audit_page
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.log_words import (
    act_named,
    actor_named,
    reason_named,
    subject_named,
)
from directory.web.review.audit_forms import AuditForm, audit_form
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.auditing import take_audit

_DIGITS: Final = 18
COLUMNS: Final = (
    "number", "at", "act", "listing", "name", "subject", "subject_id", "part", "who", "account",
    "from", "to", "reason", "rule", "words", "details",
)  # fmt: skip


@blueprint.get("/audit")
@needs(Right.SEE_AUDIT)
def audit() -> str | Response:
    """Show a page of the log."""
    form = audit_form()
    if not form.validate():
        return stay(_page(form, AuditPage((), None, 0)))
    typed = request.args.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
    with services().database.reading() as connection:
        found = audit_page(connection, form.wish(), before=before)
    return _page(form, found)


@blueprint.get("/audit/copy")
@needs(Right.TAKE_AUDIT)
def audit_copy_page() -> str | Response:
    """Say what the copy will hold."""
    form = audit_form()
    valid = form.validate()
    page = render_template("review/audit_copy.html", form=form, valid=valid, most=MOST_TAKEN)
    return page if valid else stay(page)


@blueprint.post("/audit/copy")
@needs(Right.TAKE_AUDIT)
def audit_taken() -> Response:
    """Hand the copy over; that it was taken is noted first."""
    form = audit_form()
    if not form.validate():
        page = render_template("review/audit_copy.html", form=form, valid=False, most=MOST_TAKEN)
        return stay(page)
    wish = form.wish()
    with services().office.act(actor()) as act:
        take_audit(act, here(), wish=wish)
    with services().database.reading() as connection:
        lines = audit_copy(connection, wish)
    response = Response(_csv(lines), mimetype="text/csv")
    name = f"log-{lines[-1].seq}-{lines[0].seq}.csv" if lines else "log.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(form: AuditForm, found: AuditPage) -> str:
    return render_template(
        "review/audit.html",
        form=form,
        entries=[_told(line) for line in found.lines],
        chosen=form.chosen(),
        before=found.before,
        down_to=found.down_to,
        beyond="before" in request.args,
    )


def _told(line: AuditLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "at": line.at,
        "act": act_named(line.act),
        "subject": subject_named(line.subject),
        "person": None if line.person is None else ids.encode(line.person),
        "name": line.person_name or gettext("a listing that is gone"),
        "who": _who(line),
        "account": None if line.actor is None else ids.encode(line.actor),
        "states": (line.from_state, line.to_state),
        "reason": reason_named(line.reason),
        "rule": line.rule,
        "words": line.words,
        "details": ", ".join(f"{name}: {value}" for name, value in _details(line)),
    }


def _who(line: AuditLine) -> str:
    if line.part is None:
        return gettext("names erased")
    return actor_named(line.part, line.actor_name)


def _details(line: AuditLine) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in line.details.items() if value is not None)


def _csv(lines: Iterable[AuditLine]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([cell("" if each is None else str(each)) for each in _cells(line)])
    return text.getvalue()


def _cells(line: AuditLine) -> tuple[object, ...]:
    return (
        line.seq,
        line.at.isoformat(),
        line.act.value,
        None if line.person is None else ids.encode(line.person),
        line.person_name,
        line.subject,
        None if line.subject_id is None else ids.encode(line.subject_id),
        line.part,
        line.actor_name,
        None if line.actor is None else ids.encode(line.actor),
        line.from_state,
        line.to_state,
        line.reason,
        line.rule,
        line.words,
        orjson.dumps(dict(line.details)).decode() if line.details else None,
    )
