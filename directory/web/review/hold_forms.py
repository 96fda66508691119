"""The forms about a person as a whole: to hold them back, to let them back, to settle a match."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, StopValidation

from directory.domain.holds import ENDS, OPENS
from directory.domain.reasons import Reason
from directory.domain.vocabulary import ExclusionOutcome, HoldKind, NewPatients
from directory.web.review.hold_words import OUTCOMES, reason_said
from directory.web.words_typed import Words

_READ: Final = lazy_gettext("They get this as a letter. Up to 2,000 characters.")
_LACKING: Final = lazy_gettext("Write what the practitioner reads")


class ReasonedForm(Form):
    """A reason, and a sentence that the practitioner reads."""

    reason = RadioField(
        lazy_gettext("Reason, as the practitioner reads it"),
        validate_choice=False,
    )
    words = TextAreaField(
        lazy_gettext("What the practitioner reads"),
        description=_READ,
        validators=[Words(_LACKING)],
    )

    def offer(self, reasons: Iterable[Reason]) -> None:
        """Offer these reasons, always in the same order."""
        offered = [reason for reason in Reason if reason in set(reasons)]
        self.reason.choices = [SelectChoice(each.value, reason_said(each)) for each in offered]
        self.reason.validators = [
            AnyOf([each.value for each in offered], lazy_gettext("Choose a reason"))
        ]

    @property
    def chosen(self) -> Reason:
        """The reason that was chosen, of a form that is valid."""
        return Reason(self.reason.data)


def hold_form(given: MultiDict[str, str] | None = None) -> ReasonedForm:
    """Make the form to hold somebody back."""
    form = ReasonedForm(given)
    form.offer(OPENS[HoldKind.SUSPENSION])
    return form


def end_form(kind: HoldKind, given: MultiDict[str, str] | None = None) -> ReasonedForm:
    """Make the form to propose that a hold ends."""
    form = ReasonedForm(given)
    form.offer(ENDS[kind])
    return form


class MatchForm(Form):
    """Whether the list means this person; if so, what they read."""

    outcome = RadioField(
        lazy_gettext("Whom does the list mean?"),
        choices=[SelectChoice(each.value, OUTCOMES[each]) for each in ExclusionOutcome],
        validators=[AnyOf(list(ExclusionOutcome), lazy_gettext("Choose whom the list means"))],
        validate_choice=False,
    )
    words = TextAreaField(
        lazy_gettext("If it is this person: what the practitioner reads"),
        description=_READ,
        validators=[Words()],
    )

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for a sentence where somebody is excluded."""
        if self.outcome.data == ExclusionOutcome.THEIRS and not field.read:  # type: ignore[attr-defined]
            raise StopValidation(str(_LACKING))


class AnswerForm(Form):
    """What a second reviewer says to a proposal."""

    CONFIRM: Final = "confirm"
    REFUSE: Final = "refuse"

    answer = RadioField(
        lazy_gettext("Your answer"),
        choices=[
            SelectChoice(CONFIRM, lazy_gettext("Confirm: do it now")),
            SelectChoice(REFUSE, lazy_gettext("Do not do it")),
        ],
        validators=[AnyOf((CONFIRM, REFUSE), lazy_gettext("Choose your answer"))],
        validate_choice=False,
    )
    words = TextAreaField(
        lazy_gettext("If not: why (for other reviewers, optional)"), validators=[Words()]
    )


class MergeForm(Form):
    """What the preview had shown, and why it is one person."""

    seen = HiddenField()
    other = HiddenField()
    words = TextAreaField(
        lazy_gettext("Why these two are one person"),
        description=lazy_gettext("The second reviewer reads this. The practitioner does not."),
        validators=[Words(lazy_gettext("Write why these two are one person"))],
    )


class RefusalForm(Form):
    """Why a change is not made public."""

    words = TextAreaField(
        lazy_gettext("Why not, as the practitioner reads it"),
        description=_READ,
        validators=[Words(_LACKING)],
    )


class PhoneForm(Form):
    """What somebody said by telephone about new patients."""

    new_patients = RadioField(
        lazy_gettext("Are they taking new patients?"),
        choices=[
            SelectChoice(NewPatients.YES.value, lazy_gettext("Yes")),
            SelectChoice(NewPatients.NO.value, lazy_gettext("No")),
            SelectChoice(NewPatients.NOT_KNOWN.value, lazy_gettext("They did not say")),
        ],
        validators=[
            AnyOf(list(NewPatients), lazy_gettext("Choose what they said about new patients"))
        ],
        validate_choice=False,
    )
