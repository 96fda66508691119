"""What a reviewer can do with one credential, as its section of the page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.domain.checks import CheckRecord, Claim, Lack, incomplete
from directory.domain.noting import NOTED_IN
from directory.domain.permissions import allowed
from directory.domain.situations import Situation
from directory.domain.verification import STEPS, Action
from directory.queries.review_file import ReviewFile
from directory.web.guards import actor
from directory.web.review.decision_forms import (
    CheckForm,
    NoteForm,
    StepForm,
    check_form,
    step_form,
)
from directory.web.review.decision_words import ABOUT, BUTTONS, KEYS, lack_said
from directory.web.review.issuer_prefill import from_issuer
from directory.web.review.letter_preview import Preview
from directory.web.review.look_lines import LookLine, look_line
from directory.web.review.looks_noted import file_of, look_of, looks_noted, written
from directory.web.review.sections import Section
from directory.web.review.shown_then import Rows, seen_of
from directory.web.review.wing import blueprint
from directory.web.wiring import services


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What came back with a form that was not taken, or only tried.

    `action`: of the step; None where it is the look. `changed`: what is not as it was shown.
    """

    fields: MultiDict[str, str]
    action: Action | None = None
    faults: dict[str, str] = field(default_factory=dict)
    preview: Preview | None = None
    tried: bool = False
    changed: Rows = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStep:
    """A step as the page offers it; `lacks`: why it cannot be taken yet."""

    action: Action
    button: str
    about: str
    key: str
    form: StepForm
    lacks: tuple[str, ...]
    is_open: bool
    preview: Preview | None
    tried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decidable:
    """What can be done. `check`: the form of a look, None where none can serve. `look`: noted.

    `by_issuer`: the form holds what the issuer answered.

    `changed`: what is not as it was shown. `kept_words`: of a step that cannot be taken any more.
    """

    check: CheckForm | None
    check_is_open: bool
    look: LookLine | None
    by_issuer: bool
    lacks: tuple[str, ...]
    steps: tuple[ReviewStep, ...]
    changed: Rows
    kept_words: str


def decidable(file: ReviewFile, section: Section, *, typed: Typed | None = None) -> Decidable:
    """Say what whoever reads this page can do with a credential."""
    credential = section.credential
    today = services().clock().astimezone(UTC).date()
    situation = file.situation(credential, section.rule)
    looked = looks_noted(file).get(credential.ref)
    record = None if looked is None else looked.record
    # What an issuer wrote fills the form in; a decision rests on it once a reviewer has saved it.
    by_issuer = record is None and bool(from_issuer(section))
    may = allowed(situation, actor())
    can_note = credential.state in NOTED_IN
    lacks = lacks_of(record, situation, today=today, action=_checked(may))
    own = typed if typed is not None and typed.action is None else None
    return Decidable(
        check=_check(file, section, begun=record, today=today, typed=own) if can_note else None,
        check_is_open=own is not None or (bool(lacks) and _checked(may) is Action.VERIFY),
        look=None if record is None else look_line(look_of(record), file.names),
        by_issuer=by_issuer,
        lacks=lacks if _checked(may) else (),
        steps=tuple(
            _steps(may, situation, section=section, record=record, today=today, typed=typed)
        ),
        changed=() if typed is None else typed.changed,
        kept_words=_kept_words(section, may, typed=typed),
    )


def lacks_of(
    record: CheckRecord | None, situation: Situation, *, today: date, action: Action | None
) -> tuple[str, ...]:
    """Say what a look lacks for a step."""
    claim = Claim(
        kind=situation.kind,
        ends=situation.ends,
        bars_needling=situation.bars_needling,
        extends=action is Action.EXTEND,
    )
    found: tuple[Lack, ...] = incomplete(record, claim, today=today)
    return tuple(lack_said(each) for each in found)


def note_form(forms: dict[tuple[str, str], Any]) -> NoteForm:
    """Give the form of a note: the one that came back, or an empty one."""
    found = forms.get(("note", ""))
    return found if isinstance(found, NoteForm) else NoteForm()


@blueprint.context_processor
def _for_pages() -> dict[str, object]:
    return {"decidable": decidable, "seen_of": seen_of, "note_form": note_form}


def _kept_words(section: Section, may: tuple[Action, ...], *, typed: Typed | None) -> str:
    if typed is None or typed.action is None or typed.action in may:
        return ""
    return typed.fields.get(f"{section.credential.anchor}-{typed.action.value}-words", "")


def _checked(may: tuple[Action, ...]) -> Action | None:
    """Give the step that a look would serve now."""
    serves = [
        action
        for action in may
        if any(step.needs_check for (_, each), step in STEPS.items() if each is action)
    ]
    return next(iter(serves), None)


def _check(
    file: ReviewFile,
    section: Section,
    *,
    begun: CheckRecord | None,
    today: date,
    typed: Typed | None,
) -> CheckForm:
    kept = {} if begun is None else written(begun, file_of(file, begun))
    form = check_form(
        file, section, today=today, typed=None if typed is None else typed.fields, **kept
    )
    if typed is not None:
        put_faults(form, typed.faults)
    return form


def put_faults(form: CheckForm | StepForm, faults: dict[str, str]) -> None:
    """Put what is wrong at the fields that it is about."""
    for name, said in faults.items():
        if name in form:
            form[name].errors = [*form[name].errors, said]


def _steps(
    may: tuple[Action, ...],
    situation: Situation,
    *,
    section: Section,
    record: CheckRecord | None,
    today: date,
    typed: Typed | None,
) -> Iterator[ReviewStep]:
    for action in BUTTONS:
        if action not in may:
            continue
        own = typed if typed is not None and typed.action is action else None
        step = STEPS[situation.state, action]
        form = step_form(
            action,
            situation,
            prefix=section.credential.anchor,
            typed=None if own is None else own.fields,
        )
        # What was shown last is what counts, whatever came back.
        form.version.data, form.seen.data = str(situation.version), seen_of(section)
        if own is not None:
            put_faults(form, own.faults)
        yield ReviewStep(
            action=action,
            button=str(BUTTONS[action]),
            about=str(ABOUT[action]),
            key=KEYS.get(action, ""),
            form=form,
            lacks=lacks_of(record, situation, today=today, action=action)
            if step.needs_check
            else (),
            is_open=own is not None,
            preview=None if own is None else own.preview,
            tried=own is not None and own.tried,
        )
