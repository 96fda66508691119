"""What a reviewer found about the rule of a place, as they type it."""

from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, Form, RadioField, SelectField, StringField, widgets
from wtforms import TextAreaField as Lines
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, StopValidation

from directory.domain.clock import iso_day
from directory.domain.entry.text import read_line, read_whole
from directory.domain.findings import ANSWERS, Finding
from directory.domain.rules import BodyLimit, Rule, RuleKey, RuleStatus
from directory.domain.vocabulary import AuthorizationKind
from directory.web.entry_sentences import sentence
from directory.web.rule_sentences import KINDS
from directory.web.speech import gettext
from directory.web.words_typed import Words, words_in

_LONGEST_CITATION: Final = 500
_LONGEST_ADDRESS: Final = 2_000
_MOST_HOURS: Final = 2_000
STATUSES: Final = {
    RuleStatus.PERMITTED: lazy_gettext("They may"),
    RuleStatus.PERMITTED_WITH_REQUIREMENTS: lazy_gettext("They may, with conditions"),
    RuleStatus.REQUIRES_REGISTRATION: lazy_gettext(
        "They may, once the regulator has entered them for it"
    ),
    RuleStatus.AUTHORIZED_PENDING_RULES: lazy_gettext("A law lets them, but it is not in use yet"),
    RuleStatus.PROHIBITED: lazy_gettext("They may not"),
}
LIMITS: Final = {
    BodyLimit.NONE: lazy_gettext("No limit found"),
    BodyLimit.UPPER_LIMB: lazy_gettext("The arm only"),
}


class _Line:
    """Reads one line that must not be empty."""

    def __init__(self, lacking: Any, *, longest: int) -> None:  # noqa: ANN401  (text in the reader's language)
        self._lacking, self._longest = lacking, longest

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop at what is wrong with it."""
        if not (field.data or "").strip():
            raise StopValidation(str(self._lacking))
        checked = read_line(field.data, "words", longest=self._longest)
        for fault in checked.faults:
            raise StopValidation(sentence(fault))
        field.read = checked.value  # type: ignore[attr-defined]


def _address(_form: Form, field: Field) -> None:
    text = (field.data or "").strip()
    if not text.startswith(("https://", "http://")) or " " in text:
        raise StopValidation(gettext("Enter the address of the source, beginning with https://"))
    _Line("", longest=_LONGEST_ADDRESS)(_form, field)


def _day(*, required: bool) -> Any:  # noqa: ANN401  (a validator)
    def read(_form: Form, field: Field) -> None:
        field.read = iso_day(field.data or "")  # type: ignore[attr-defined]
        if field.read is None and (field.data or required):  # type: ignore[attr-defined]
            raise StopValidation(gettext("Enter a day such as 2026-11-24"))

    return read


def _number(most: int) -> Any:  # noqa: ANN401  (a validator)
    def read(_form: Form, field: Field) -> None:
        checked = read_whole(field.data or "", "hours", low=1, high=most)
        if checked.faults:
            raise StopValidation(
                gettext(
                    "Enter a whole number from 1 to %(most)s, or leave it empty where the source "
                    "gives none",
                    most=str(most),
                )
            )
        field.read = checked.value  # type: ignore[attr-defined]

    return read


def _whole(label: Any, *, most: int) -> StringField:  # noqa: ANN401  (text in the reader's language)
    return StringField(
        label, render_kw={"inputmode": "numeric", "size": 6}, validators=[_number(most)]
    )


class FindingForm(Form):
    """The answer of a source, with what it asks for; empty numbers were not found."""

    status = RadioField(
        lazy_gettext("May they needle?"),
        choices=[SelectChoice(each.value, STATUSES[each]) for each in STATUSES],
        validate_choice=False,
        validators=[AnyOf(list(ANSWERS), lazy_gettext("Choose what the source says"))],
    )
    citation = StringField(
        lazy_gettext("Source"),
        description=lazy_gettext("Such as the number of the law, or a letter of the board"),
        validators=[
            _Line(
                lazy_gettext("Enter which text or letter this stands in"),
                longest=_LONGEST_CITATION,
            )
        ],
    )
    source_url = StringField(
        lazy_gettext("Address of the source"),
        render_kw={"inputmode": "url", "spellcheck": "false"},
        validators=[_address],
    )
    researched_on = StringField(
        lazy_gettext("Day on which you read it"),
        widget=widgets.DateInput(),
        validators=[_day(required=True)],
    )
    needling_hours = _whole(lazy_gettext("Hours of needling training"), most=_MOST_HOURS)
    in_person_hours = _whole(lazy_gettext("Of these, in person"), most=_MOST_HOURS)
    supervised_sessions = _whole(lazy_gettext("Supervised sessions"), most=_MOST_HOURS)
    years_in_practice = _whole(lazy_gettext("Years in practice"), most=50)
    written_exam = BooleanField(lazy_gettext("It asks for a written examination"))
    practical_exam = BooleanField(lazy_gettext("It asks for a practical examination"))
    authorization = SelectField(
        lazy_gettext("The regulator’s own entry that they need"),
        choices=[
            SelectChoice("", lazy_gettext("None")),
            *(SelectChoice(each.value, KINDS[each]) for each in KINDS),
        ],
        default="",
        validate_choice=False,
        validators=[AnyOf(["", None, *AuthorizationKind], lazy_gettext("Choose one of the list"))],
    )
    regulator_assesses_training = BooleanField(
        lazy_gettext("The regulator itself examines the training for this entry")
    )
    body_limit = SelectField(
        lazy_gettext("Part of the body"),
        choices=[SelectChoice(each.value, LIMITS[each]) for each in BodyLimit],
        default=BodyLimit.NONE.value,
        validate_choice=False,
        validators=[AnyOf(list(BodyLimit), lazy_gettext("Choose one of the list"))],
    )
    trained_after = StringField(
        lazy_gettext("It binds only those trained after this day (optional)"),
        widget=widgets.DateInput(),
        validators=[_day(required=False)],
    )
    note = Lines(
        lazy_gettext("What you read, in your own words (optional, public)"),
        description=lazy_gettext("No names of people."),
        validators=[Words()],
    )

    def finding(self, key: RuleKey, *, amends: str | None) -> Finding:
        """Give what was typed, once it is valid."""
        entry = self.authorization.data
        return Finding(
            key=key,
            status=RuleStatus(self.status.data),
            citation=self.citation.read,  # type: ignore[attr-defined]
            source_url=self.source_url.read,  # type: ignore[attr-defined]
            researched_on=self.researched_on.read,  # type: ignore[attr-defined]
            note=words_in(self.note),
            needling_hours=self.needling_hours.read,  # type: ignore[attr-defined]
            in_person_hours=self.in_person_hours.read,  # type: ignore[attr-defined]
            supervised_sessions=self.supervised_sessions.read,  # type: ignore[attr-defined]
            years_in_practice=self.years_in_practice.read,  # type: ignore[attr-defined]
            written_exam=self.written_exam.data,
            practical_exam=self.practical_exam.data,
            authorization=AuthorizationKind(entry) if entry else None,
            regulator_assesses_training=self.regulator_assesses_training.data,
            body_limit=BodyLimit(self.body_limit.data),
            trained_after=self.trained_after.read,  # type: ignore[attr-defined]
            amends=amends,
        )


def of_rule(rule: Rule | None, *, today: date) -> FindingForm:
    """Begin with what is known, so that an amendment only changes what has changed."""
    if rule is None or rule.status not in ANSWERS:
        return FindingForm(data={"researched_on": today.isoformat(), "body_limit": "none"})
    known = {
        name: _typed(getattr(rule, name))
        for name in (
            "status", "citation", "source_url", "needling_hours", "in_person_hours",
            "supervised_sessions", "years_in_practice", "written_exam", "practical_exam",
            "authorization", "regulator_assesses_training", "body_limit", "trained_after",
        )
    }  # fmt: skip
    return FindingForm(data={**known, "researched_on": today.isoformat()})


def _typed(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return value
        case float():
            return f"{value:g}"
        case _:
            return str(value)
