"""Taking a step on a credential, and trying its words before it is taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import Final

from flask import Response, abort, redirect, request, url_for

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.desk_search import Search
from directory.domain.reasons import Reason
from directory.domain.situations import Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, CredentialState, DeskTab
from directory.queries.desk_files import settings_of
from directory.queries.review_file import ReviewFile
from directory.web.guards import actor, here, needs, stay
from directory.web.review.decidable import Typed
from directory.web.review.decision_forms import StepForm, faults_of, step_form
from directory.web.review.decision_words import BUTTONS, refusal_said
from directory.web.review.files import file_in
from directory.web.review.letter_preview import preview, saved_reply
from directory.web.review.person import person_page
from directory.web.review.queue import Place, place_in
from directory.web.review.sections import Section, sections
from directory.web.review.shown_then import changed_since
from directory.web.review.wing import blueprint
from directory.web.speech import gettext
from directory.web.typed import typed
from directory.web.wiring import services
from directory.web.words_typed import words_in
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.deciding import AlreadyProposed, decide_on
from directory.workflows.desk_files import next_oldest
from directory.workflows.verification import Proposed, StepRefused

_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_CHANGED, _NOT_TAKEN = 409, 422
_STEP: Final = "/person/<person>/credentials/<kind>/<credential>/steps/<action>"
_AT_FIELDS: Final = {
    Refusal.REASON_MISSING: "reason",
    Refusal.REASON_NOT_FOR_THIS: "reason",
    Refusal.WORDS_MISSING: "words",
    Refusal.DAY_NOT_IN_FUTURE: "until",
    Refusal.FAILED_RULE: "overrides",
}
"""Refusals that are mended at a field; others are said above the page."""
_OVERTAKEN: Final = frozenset(
    {Refusal.STALE, Refusal.NOT_ALLOWED_FROM_HERE, Refusal.ALREADY_APPEALED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A step that was sent: about what, and what was typed; no `form` where it is gone by now."""

    file: ReviewFile
    section: Section
    action: Action
    form: StepForm | None


@blueprint.post(_STEP)
@needs(Right.DECIDE)
def decided(person: str, kind: str, *, credential: str, action: str) -> Response:
    """Take a step, or propose it where it needs a second reviewer."""
    came = _came(person, kind, credential=credential, action=action)
    if came.form is None:
        return _overtaken(came, Refusal.NOT_ALLOWED_FROM_HERE)
    if not came.form.validate():
        return _again(came, faults={})
    try:
        taken = _take(came, came.form)
    except StepRefused as refused:
        return _refused(came, refused.refusal)
    except AlreadyProposed:
        waits = gettext("This step waits for a second reviewer already.")
        return stay(_page(came, problem=waits), _CHANGED)
    except NoSuchCredential:
        abort(404)
    return redirect(_onward(came, proposed=isinstance(taken, Proposed)), 303)  # type: ignore[return-value]


@blueprint.post(f"{_STEP}/try")
@needs(Right.DECIDE)
def decision_tried(person: str, kind: str, *, credential: str, action: str) -> Response:
    """Fill in a saved reply, or show what the practitioner would read; nothing is done."""
    came = _came(person, kind, credential=credential, action=action)
    form = came.form
    if form is None:
        return _overtaken(came, Refusal.NOT_ALLOWED_FROM_HERE)
    fields, valid, why = typed(), form.validate(), _reason(form)
    if "fill" in request.form and "words" in form:
        said = saved_reply(came.file, came.action, reason=why)
        if not said:
            choose = gettext("Choose a reason first")
            return _again(came, faults={"reason": choose} if "reason" in form else {})
        fields[form.words.name] = said
    if not valid:
        return _again(came, faults={})
    words = fields.get(form.words.name, "").strip() if "words" in form else ""
    found = preview(
        came.file, came.section.credential.kind, action=came.action, reason=why, words=words
    )
    back = Typed(fields=fields, action=came.action, preview=found, tried=True)
    return stay(_page(came, back=back), 200)


def _came(person: str, kind: str, *, credential: str, action: str) -> Came:
    file = file_in(person)
    section = section_in(file, kind, credential=credential)
    step = _step_in(action)
    situation = file.situation(section.credential, section.rule)
    try:
        form = step_form(step, situation, prefix=section.credential.anchor, typed=typed())
    except KeyError:
        # It led on from where this was a moment ago, or never from anywhere.
        form = None
    return Came(file=file, section=section, action=step, form=form)


def section_in(file: ReviewFile, kind: str, *, credential: str) -> Section:
    """Give the section of a credential that an address names; 404 where there is none."""
    kept = services()
    book = kept.shelf.read(kept.database)
    today = kept.clock().astimezone(UTC).date()
    return next(
        (
            each
            for each in sections(file, book=book, today=today)
            if (each.credential.kind, each.credential.key) == (kind, credential)
        ),
        None,
    ) or abort(404)


def _step_in(text: str) -> Action:
    try:
        action = Action(text)
    except ValueError:
        abort(404)
    return action if action in BUTTONS else abort(404)


def _take(came: Came, form: StepForm) -> object:
    credential = came.section.credential
    with services().office.act(actor()) as act:
        return decide_on(
            act,
            credential.kind,
            credential_id=credential.id,
            action=came.action,
            version=_version(form),
            reason=_reason(form),
            words=words_in(form.words) if "words" in form else "",
            until=_until(form),
            overrides="overrides" in form and bool(form.overrides.data),
        )


def _reason(form: StepForm) -> Reason | None:
    given = form.reason.data if "reason" in form else ""
    return Reason(given) if given in set(Reason) else None


def _until(form: StepForm) -> date | None:
    read = getattr(form.until, "read", None) if "until" in form else None
    return read if isinstance(read, date) else None


def _version(form: StepForm) -> int:
    """Read which version was seen; nonsense is one that never was."""
    text = form.version.data or ""
    return int(text) if _NUMBER.fullmatch(text) else -1


def _refused(came: Came, why: Refusal) -> Response:
    if why in _OVERTAKEN:
        return _overtaken(came, why)
    field = _AT_FIELDS.get(why)
    if field is not None and came.form is not None and field in came.form:
        return _again(came, faults={field: refusal_said(why)})
    return _again(came, faults={}, problem=refusal_said(why))


def _again(came: Came, *, faults: dict[str, str], problem: str = "") -> Response:
    """Show the page again with all that was typed, and what is wrong with it."""
    if came.form is not None:
        faults = {**faults_of(came.form), **faults}
    back = Typed(fields=typed(), action=came.action, faults=faults)
    said = problem or gettext(
        "Nothing was done yet. Look at “%(step)s” below.", step=str(BUTTONS[came.action])
    )
    return stay(_page(came, back=back, problem=said), _NOT_TAKEN)


def _overtaken(came: Came, why: Refusal) -> Response:
    """Show what stands now beside what was read, and keep what was typed."""
    file = file_in(came.file.key)
    credential = came.section.credential
    section = section_in(file, credential.kind.value, credential=credential.key)
    seen = request.form.get(f"{credential.anchor}-{came.action.value}-seen", "")
    back = Typed(fields=typed(), action=came.action, changed=changed_since(seen, section))
    now = Came(file=file, section=section, action=came.action, form=came.form)
    return stay(_page(now, back=back, problem=refusal_said(why)), _CHANGED)


def _page(came: Came, *, back: Typed | None = None, problem: str = "") -> str:
    credential = came.section.credential
    forms = {} if back is None else {(credential.kind.value, credential.key): back}
    return person_page(came.file, forms=forms, problem=problem)


def _onward(came: Came, *, proposed: bool) -> str:
    """Lead to the next file where a reviewer wants it so, and this one has nothing more to do."""
    credential, at = came.section.credential, came.file.key
    done = None if proposed else credential.key
    others = [each for each in came.file.credentials if each.ref != credential.ref]
    with services().database.reading() as connection:
        goes_on = settings_of(connection, here().account.id).next_oldest
    if not goes_on or any(each.state is CredentialState.SUBMITTED for each in others):
        return url_for(
            "review.person",
            person=at,
            decided=done,
            _anchor=credential.anchor,
            **place_in(request.form).narrow,
        )
    place = place_in(request.form)
    for search in _searches(place):
        with services().office.act(actor()) as act:
            found = next_oldest(act, search, noting=False)
        if found is not None:
            return url_for("review.person", person=ids.encode(found), decided=done, **place.narrow)
    return url_for("review.queue", decided=done, **place.narrow)


def _searches(place: Place) -> Iterable[Search]:
    """Say where it goes on: in the heap as it was narrowed down, or wherever work waits."""
    read = place.read()
    if place.typed and not read.wrong:
        return (read.search,)
    return (Search(tab=DeskTab.TO_CHECK), Search(tab=DeskTab.CHANGED))


def kind_in(text: str) -> CredentialKind:
    """Read the kind of credential that an address names; 404 where it is none."""
    try:
        return CredentialKind(text)
    except ValueError:
        abort(404)
