"""The forms of a decision: a look at the source, a step with its words, a note."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older

from directory.domain.checks import FROM_REGULATOR
from directory.domain.checks import SOURCES as ENOUGH
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.noting import NOTED_IN
from directory.domain.reasons import OVERRIDES, REASONS, Reason
from directory.domain.situations import Situation
from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import (
    CheckSource,
    CountsAs,
    CredentialKind,
    CredentialState,
    Finding,
    RegisterStatus,
)
from directory.letters.reasons import REASONS as WHY
from directory.queries.entries import CredentialEntry
from directory.queries.review_file import ReviewFile
from directory.web.entry_validators import day, one_line, website
from directory.web.review.decision_words import COUNTS, FINDINGS
from directory.web.review.issuer_prefill import from_issuer
from directory.web.review.look_lines import SOURCES, STATUSES
from directory.web.review.sections import Section, titled
from directory.web.speech import gettext
from directory.web.words_typed import Words

MOST_WORDS: Final = 2_000
_NO_LETTER: Final = frozenset({Action.RESUME})
"""Steps that say nothing to the practitioner."""
Fields = MultiDict[str, str] | None
"""What was typed; None where nothing was yet."""


class CheckForm(Form):
    """What somebody saw who looked a credential up at its source."""

    source = RadioField(lazy_gettext("Kind of source"), validate_choice=False)
    source_name = StringField(
        lazy_gettext("Name of the source"), validators=[one_line("source_name", longest=200)]
    )
    url = StringField(lazy_gettext("Address that you looked at"), validators=[website("url")])
    looked_on = StringField(lazy_gettext("Day of the look"), validators=[day("looked_on")])
    status = SelectField(lazy_gettext("Status found"), validate_choice=False)
    status_words = StringField(
        lazy_gettext("The status in the words of the source"),
        validators=[one_line("status_words", longest=200)],
    )
    end_found = StringField(
        lazy_gettext("Last day that the source gives (optional)"), validators=[day("end_found")]
    )
    reference = StringField(
        lazy_gettext("Reference of the answer (optional)"),
        validators=[one_line("reference", longest=200)],
    )
    evidence = SelectField(lazy_gettext("File that shows it"), validate_choice=False)
    conditions = SelectField(lazy_gettext("Conditions on the license"), validate_choice=False)
    counts_as = SelectField(lazy_gettext("What the program counts as"), validate_choice=False)
    note = TextAreaField(
        lazy_gettext("Note for reviewers (optional)"), validators=[Words(longest=MOST_WORDS)]
    )
    serves = SelectMultipleField(lazy_gettext("This look serves as well"), validate_choice=False)


class StepForm(Form):
    """A step, with what has to come with it."""

    version = HiddenField()
    seen = HiddenField()
    overrides = BooleanField(lazy_gettext("I set the rule of the place aside"))
    reason = SelectField(lazy_gettext("Reason"), validate_choice=False)
    until = StringField(lazy_gettext("Until"), validators=[day("until")])
    words = TextAreaField(
        lazy_gettext("What the practitioner reads"), validators=[Words(longest=MOST_WORDS)]
    )


class NoteForm(Form):
    """A note on a file."""

    body = TextAreaField(
        lazy_gettext("Note for other reviewers"),
        description=lazy_gettext("The practitioner never sees it. No health details."),
        validators=[Words(lazy_gettext("Write your note"), longest=MOST_WORDS)],
    )


def check_form(
    file: ReviewFile, section: Section, *, today: date, typed: Fields = None, **kept: object
) -> CheckForm:
    """Give the form of a look; `kept`: what stands in it where nothing was typed."""
    credential, source = section.credential, next(iter(section.source.places), None)
    begun = {
        # What a regulator vouches for is looked up there, as a rule; of the rest nobody can tell.
        "source": CheckSource.REGULATOR_REGISTER.value if credential.kind in FROM_REGULATOR else "",
        "looked_on": today.isoformat(),
        "source_name": _issuer(credential.entry) or (source.name if source else ""),
        # Where there is one paper alone, it is the one that was seen.
        "evidence": section.papers[0].file.key if len(section.papers) == 1 else "",
        "url": source.href if source else "",
        "conditions": credential.bars_needling.value,
        "counts_as": credential.counts_as.value if credential.counts_as else "",
        **from_issuer(section),
        **kept,
    }
    form = CheckForm(typed, prefix=f"{credential.anchor}-check", data=begun)
    kind = credential.kind
    form.source.choices = [_choice(each, SOURCES) for each in CheckSource if each in ENOUGH[kind]]
    form.status.choices = [_none(), *(_choice(each, STATUSES) for each in RegisterStatus)]
    form.evidence.choices = [
        _none(),
        *(SelectChoice(paper.file.key, paper.name) for paper in section.papers),
    ]
    form.conditions.choices = [_choice(each, FINDINGS) for each in Finding]
    form.counts_as.choices = [_none(), *(_choice(each, COUNTS) for each in CountsAs)]
    form.serves.choices = [SelectChoice(*each) for each in others_served(file, section)]
    _leave_out(form, _not_asked(section, form))
    return form


def _issuer(entry: CredentialEntry) -> str:
    """Name who vouches for a course or a certification; empty where a regulator does."""
    match entry:
        case TrainingEntry():
            return entry.provider
        case CertificationEntry():
            return entry.body
        case _:
            return ""


def others_served(file: ReviewFile, section: Section) -> list[tuple[str, str]]:
    """Give the person's other credentials that a look can serve too, by their anchors."""
    return [
        (each.anchor, titled(each))
        for each in file.credentials
        if each.ref != section.credential.ref and each.state in NOTED_IN
    ]


def _not_asked(section: Section, form: CheckForm) -> Iterable[str]:
    credential = section.credential
    verified = credential.state is CredentialState.VERIFIED
    if credential.kind is not CredentialKind.LICENCE or verified:
        yield "conditions"
    # Of a program on the kept list it is settled what it counts as.
    listed = getattr(credential.entry, "program", None) is not None
    courses = {CredentialKind.TRAINING, CredentialKind.CERTIFICATION}
    if credential.kind not in courses or listed or verified:
        yield "counts_as"
    if not section.papers:
        yield "evidence"
    if not form.serves.choices:
        yield "serves"


def step_form(
    action: Action, situation: Situation, *, prefix: str, typed: Fields = None, **kept: object
) -> StepForm:
    """Give the form of a step, with the fields that it asks for."""
    form = StepForm(typed, prefix=f"{prefix}-{action.value}", data=kept)
    step = STEPS[situation.state, action]
    overriding = step.needs_check and situation.rule_failed
    reasons = [*REASONS.get(action, ()), *(OVERRIDES if overriding else ())]
    form.reason.choices = [
        _none(),
        *(SelectChoice(each.value, _said(each)) for each in sorted(reasons, key=_order)),
    ]
    if not step.needs_words:
        form.words.label.text = gettext("What the practitioner reads (optional)")
    if not step.needs_reason and not overriding:
        form.reason.label.text = gettext("Reason (optional)")
    left_out = {
        "overrides": not overriding,
        "reason": not reasons,
        "until": not step.needs_until,
        "words": action in _NO_LETTER,
    }
    _leave_out(form, (name for name, out in left_out.items() if out))
    return form


def faults_of(form: Form) -> dict[str, str]:
    """Give what is wrong first with each field."""
    return {field.short_name: str(field.errors[0]) for field in form if field.errors}


_ORDER: Final = {reason: place for place, reason in enumerate(Reason)}


def _order(reason: Reason) -> int:
    return _ORDER[reason]


def _said(reason: Reason) -> str:
    """Give a reason as the practitioner reads it, which is the end of a sentence of theirs."""
    said = gettext(WHY[reason])
    return said[:1].upper() + said[1:]


def _none() -> SelectChoice:
    return SelectChoice("", gettext("Choose"))


def _choice(value: object, words: object) -> SelectChoice:
    return SelectChoice(value.value, str(words[value]))  # type: ignore[attr-defined, index]


def _leave_out(form: Form, names: Iterable[str]) -> None:
    for name in list(names):
        del form[name]
