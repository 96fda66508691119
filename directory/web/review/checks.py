"""Writing down a look at a credential's source, for it and for others that it serves."""

from collections.abc import Iterator
from datetime import UTC
from typing import TypeVar

from flask import Response, abort, redirect, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.checks import CheckRecord
from directory.domain.noting import Findings
from directory.domain.vocabulary import (
    CheckSource,
    CountsAs,
    CredentialKind,
    Finding,
    RegisterStatus,
)
from directory.queries.noted_checks import hashes_of_files
from directory.queries.review_file import ReviewFile
from directory.web.guards import actor, needs, stay
from directory.web.review.decidable import Typed
from directory.web.review.decision_forms import CheckForm, check_form, faults_of
from directory.web.review.decision_words import refusal_said
from directory.web.review.decisions import section_in
from directory.web.review.files import file_in
from directory.web.review.person import person_page
from directory.web.review.queue import place_in
from directory.web.review.sections import Section
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.noted_checks import Ref, note_check
from directory.workflows.verification import StepRefused

Word = TypeVar("Word", RegisterStatus, CountsAs, Finding)


@blueprint.post("/person/<person>/credentials/<kind>/<credential>/check")
@needs(Right.DECIDE)
def check_noted(person: str, kind: str, *, credential: str) -> Response:
    """Note a look; what it still lacks is said on the page afterwards."""
    file = file_in(person)
    section = section_in(file, kind, credential=credential)
    today = services().clock().astimezone(UTC).date()
    form = check_form(file, section, today=today, typed=typed())
    record = _record(form, file, section=section) if form.validate() else None
    if record is None:
        return _again(file, section, form=form)
    try:
        with services().office.act(actor()) as act:
            note_check(
                act,
                record,
                credential_id=section.credential.id,
                serves=tuple(_served(form)),
                findings=_findings(form, section),
            )
    except StepRefused as refused:
        return _again(file, section, form=form, problem=refusal_said(refused.refusal))
    except NoSuchCredential:
        abort(404)
    anchor = section.credential.anchor
    came = place_in(request.form).narrow
    return redirect(url_for("review.person", person=file.key, _anchor=anchor, **came), 303)  # type: ignore[return-value]


def _record(form: CheckForm, file: ReviewFile, *, section: Section) -> CheckRecord | None:
    """Give the look as it was typed; None where what was typed says no look at all."""
    looked_on = form.looked_on.read  # type: ignore[attr-defined]
    given = form.source.data
    if given not in {each.value for each in CheckSource}:
        form.source.errors = [gettext("Choose the kind of source that you asked")]
    if looked_on is None:
        form.looked_on.errors = [gettext("Enter the day on which you looked")]
    if form.errors:
        return None
    return CheckRecord(
        kind=section.credential.kind,
        source=CheckSource(given),
        source_name=_text(form, "source_name"),
        looked_on=looked_on,
        reviewer=None,
        url=_text(form, "url") or None,
        status_found=_member(RegisterStatus, form.status.data),
        status_words=_text(form, "status_words"),
        end_found=form.end_found.read,  # type: ignore[attr-defined]
        reference=_text(form, "reference"),
        note=words_in(form.note),
        evidence_sha256=_hash(form, file, section=section),
    )


def _text(form: CheckForm, name: str) -> str:
    return str(getattr(form[name], "read", None) or "")


def _member(kind: type[Word], text: str) -> Word | None:
    try:
        return kind(text)
    except ValueError:
        return None


def _hash(form: CheckForm, file: ReviewFile, *, section: Section) -> str | None:
    """Give the hash of the file that was chosen, where it speaks for this credential."""
    chosen = form.evidence.data if "evidence" in form else ""
    number = next((each.id for each in section.evidence if each.key == chosen), None)
    if number is None:
        return None
    with services().database.reading() as connection:
        return hashes_of_files(connection, file.id).get(number)


def _served(form: CheckForm) -> Iterator[Ref]:
    offered = {value for value, *_ in form.serves.iter_choices()} if "serves" in form else set()
    for anchor in (form.serves.data or ()) if "serves" in form else ():
        if anchor in offered:
            kind, _, key = anchor.partition("-")
            yield CredentialKind(kind), ids.decode(key)


def _findings(form: CheckForm, section: Section) -> Findings:
    credential = section.credential
    bars = _member(Finding, form.conditions.data) if "conditions" in form else None
    counts = _member(CountsAs, form.counts_as.data) if "counts_as" in form else None
    # What stands there already is no finding of this look.
    return Findings(
        bars_needling=None if bars is credential.bars_needling else bars,
        counts_as=None if counts is credential.counts_as else counts,
    )


def _again(file: ReviewFile, section: Section, *, form: CheckForm, problem: str = "") -> Response:
    back = Typed(fields=typed(), faults=faults_of(form))
    said = problem or gettext("The look was not saved yet. See what is wrong with it below.")
    credential = section.credential
    forms = {(credential.kind.value, credential.key): back}
    return stay(person_page(file, forms=forms, problem=said), 422)
