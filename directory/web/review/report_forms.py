"""The forms on the page of a report: what it is about, whom one tried to reach, how it ended."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf

from directory.domain.vocabulary import ContactWay, PublicNotice, ReportOutcome, ReportReason
from directory.web.presenters.notices import NAMES
from directory.web.presenters.reported import OUTCOMES, REASONS, WAYS
from directory.web.words_typed import Words

NO_NOTICE = "none"


class TriageForm(Form):
    """What a report is about, which may be something else than its sender chose."""

    reason = SelectField(
        lazy_gettext("What is it about?"),
        choices=[
            SelectChoice(reason.value, said)
            for reason, said in REASONS.items()
            if reason is not ReportReason.SAFETY
        ],
        validate_choice=False,
        validators=[
            AnyOf(
                [reason.value for reason in ReportReason if reason is not ReportReason.SAFETY],
                lazy_gettext("Choose what it is about"),
            )
        ],
    )


class ContactForm(Form):
    """A try to find out what is true."""

    way = RadioField(
        lazy_gettext("How did you try to find out?"),
        choices=[SelectChoice(way.value, said) for way, said in WAYS.items()],
        validate_choice=False,
        validators=[
            AnyOf([way.value for way in ContactWay], lazy_gettext("Choose how you tried it"))
        ],
    )
    reached = BooleanField(lazy_gettext("I reached somebody, or found an answer"))
    note = TextAreaField(
        lazy_gettext("What came of it"),
        description=lazy_gettext(
            "For other reviewers. No health details. It is deleted 30 days after the end."
        ),
        validators=[Words(lazy_gettext("Write what came of it"))],
    )


class CloseForm(Form):
    """How a report ended, and what who sent it reads."""

    outcome = RadioField(
        lazy_gettext("How did it end?"),
        choices=[SelectChoice(outcome.value, said) for outcome, said in OUTCOMES.items()],
        validate_choice=False,
        validators=[
            AnyOf([outcome.value for outcome in ReportOutcome], lazy_gettext("Choose how it ended"))
        ],
    )
    reply = TextAreaField(
        lazy_gettext("What else to write to who reported it (optional)"),
        description=lazy_gettext(
            "They read how it ended in any case. Say nothing about the practitioner that is not"
            " public."
        ),
        validators=[Words()],
    )


class NoticeForm(Form):
    """What a listing says to everybody."""

    notice = RadioField(
        lazy_gettext("What does the listing say to everybody?"),
        choices=[
            SelectChoice(NO_NOTICE, lazy_gettext("Nothing")),
            *(SelectChoice(notice.value, said) for notice, said in NAMES.items()),
        ],
        validate_choice=False,
        validators=[
            AnyOf(
                [NO_NOTICE, *(notice.value for notice in PublicNotice)],
                lazy_gettext("Choose what it says"),
            )
        ],
    )


def notice_in(form: NoticeForm) -> PublicNotice | None:
    """Give the notice that a form asks for."""
    return None if form.notice.data == NO_NOTICE else PublicNotice(form.notice.data)
