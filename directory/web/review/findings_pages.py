"""Findings about the rule of a place: made once for everyone, by two reviewers."""

from collections.abc import Callable
from datetime import UTC, date
from typing import Final

from flask import Response, abort, redirect, render_template, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.rules import Rule, RuleKey, may_be_found
from directory.domain.vocabulary import Country, Profession
from directory.queries.findings import FindingView, waiting_for
from directory.queries.findings import finding as find
from directory.web.guards import actor, here, needs, stay
from directory.web.presenters.rule_said import said_of
from directory.web.review import finding_words as words
from directory.web.review.finding_form import FindingForm, of_rule
from directory.web.review.steps import Step, asked_or_taken, not_possible
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.workflows import findings
from directory.workflows.acts import Act
from directory.workflows.findings import FindingRefused, NoSuchFinding

_CHANGED: Final = 409


@blueprint.get("/rules/finding")
@needs(Right.SEE_FILE)
def finding_page() -> str:
    """Show the rule of a region and profession, and ask what a reviewer found."""
    key = _key()
    return _page(key, of_rule(_published(key), today=_today()))


@blueprint.post("/rules/finding")
@needs(Right.DECIDE)
def finding_proposed() -> Response:
    """Propose what was found; a second reviewer confirms it."""
    key, form = _key(), FindingForm(typed())
    if not form.validate():
        return stay(_page(key, form))
    amends = request.form.get("amends") or None
    try:
        with services().office.act(actor()) as act:
            number = findings.propose_finding(act, form.finding(key, amends=amends))
    except FindingRefused as fault:
        field, said = words.FIELDS.get(fault.refusal), words.refusal(fault.refusal)
        if field is None:
            return stay(_page(key, form, problem=said), _CHANGED)
        form[field].errors = [said]
        return stay(_page(key, form))
    address = url_for("review.finding", finding=ids.encode(number))
    return redirect(address, 303)  # type: ignore[return-value]


@blueprint.get("/rules/findings/<finding>")
@needs(Right.SEE_FILE)
def finding(finding: str) -> str:
    """Show a finding beside the rule that it would settle."""
    found, book = _found(finding), services().shelf.read(services().database)
    return render_template(
        "review/finding.html",
        finding=found,
        rows=words.rows(found, book),
        said=words.said(found, book),
        now=said_of(
            book.rules.on(found.rule.key, _today()), found.rule.key, programs=book.programs
        ),
        me=here().account,
    )


@blueprint.route("/rules/findings/<finding>/confirm", methods=["GET", "POST"])
@needs(Right.SECOND_DECISION)
def confirm_finding(finding: str) -> str | Response:
    """Let a finding count."""
    found, session_id = _found(finding), here().session_id
    step = Step(
        heading=gettext("Confirm a finding"),
        about=_about(found),
        follows=gettext(
            "Read the source yourself first. From now on everybody of this region and profession "
            "is held against it. Whoever falls out gets a letter."
        ),
        button=gettext("Confirm"),
        back="review.finding",
        place={"finding": finding},
    )
    return _taken(step, lambda act: findings.confirm_finding(act, found.id, session_id=session_id))


@blueprint.route("/rules/findings/<finding>/put-aside", methods=["GET", "POST"])
@needs(Right.DECIDE)
def refuse_finding(finding: str) -> str | Response:
    """Put a finding aside, also one's own."""
    found = _found(finding)
    step = Step(
        heading=gettext("Put a finding aside"),
        about=_about(found),
        follows=gettext("The rule stays as it is. A finding can be proposed again."),
        button=gettext("Put it aside"),
        back="review.finding",
        place={"finding": finding},
    )
    return _taken(step, lambda act: findings.refuse_finding(act, found.id))


def _taken(step: Step, take: Callable[[Act], object]) -> str | Response:
    try:
        return asked_or_taken(step, take)
    except FindingRefused as fault:
        return not_possible(step, words.refusal(fault.refusal))
    except NoSuchFinding:
        abort(404)


def _found(finding: str) -> FindingView:
    try:
        number = ids.decode(finding)
    except ValueError:
        abort(404)
    kept = services()
    with kept.database.reading() as connection:
        return find(connection, kept.shelf.published, number=number) or abort(404)


def _about(found: FindingView) -> str:
    said = words.said(found, services().shelf.read(services().database))
    return f"{said.heading}: {said.answer}"


def _key() -> RuleKey:
    """Read which rule an address is about; 404 where there is no such place or profession."""
    country, region = request.args.get("country", ""), request.args.get("region", "")
    profession = request.args.get("profession", "")
    regions = services().regions.regions
    known = region and any((each.country, each.code) == (country, region) for each in regions)
    if not known or profession not in set(Profession):
        abort(404)
    return Country(country), region, Profession(profession)


def _published(key: RuleKey) -> Rule | None:
    return services().shelf.published.published(key, _today())


def _today() -> date:
    return services().clock().astimezone(UTC).date()


def _page(key: RuleKey, form: FindingForm, *, problem: str = "") -> str:
    kept = services()
    book = kept.shelf.read(kept.database)
    published = _published(key)
    with kept.database.reading() as connection:
        waiting = waiting_for(connection, kept.shelf.published, key=key)
    return render_template(
        "review/finding_propose.html",
        form=form,
        now=said_of(book.rules.on(key, _today()), key, programs=book.programs),
        waiting=waiting,
        amends="" if published is None or may_be_found(published) else published.version,
        words=words,
        problem=problem,
    )
