"""The form by which anybody says what is wrong: no session, no cookie, no puzzle."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from flask_babel import lazy_gettext
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the types are older
from wtforms.validators import AnyOf, Length

from directory.adapters.contact_reading import OfflineContactReading
from directory.adapters.sealing import Seal
from directory.domain.clock import instant, seconds
from directory.domain.reports import MOST_WORDS
from directory.domain.vocabulary import ReportReason
from directory.queries.listing_views import LocationView
from directory.web.entry_validators import email
from directory.web.presenters.reported import REASONS
from directory.web.words_typed import Words
from directory.workflows.reports import Received

_READING: Final = OfflineContactReading()
_OPENED: Final = "report page opened"
_SENT: Final = "report sent"
_AT: Final = re.compile(r"([0-9]{1,12})\.([0-9a-f]{64})", re.ASCII)
_KEPT: Final = re.compile(
    r"(HD-[0-9]{4}-[A-Z]{2})\.([0-9]{4}-[0-9]{2}-[0-9]{2})\.([01])\.([0-9a-f]{64})", re.ASCII
)


class ReportForm(Form):
    """What is wrong, and how to answer whoever says so.

    `website` is for programs that fill in whatever they find; people do not see it.
    """

    reason = RadioField(
        lazy_gettext("What is wrong?"),
        choices=[SelectChoice(reason.value, said) for reason, said in REASONS.items()],
        validators=[
            AnyOf(
                [reason.value for reason in ReportReason],
                message=lazy_gettext("Choose what is wrong"),
            )
        ],
        validate_choice=False,
    )
    place = SelectField(lazy_gettext("Which place is it about?"), validate_choice=False)
    words = TextAreaField(
        lazy_gettext("What did you find? (optional)"),
        description=lazy_gettext("Do not include health details. Up to 500 characters."),
        validators=[Words(longest=MOST_WORDS)],
    )
    email = StringField(
        lazy_gettext("E-mail address (optional)"),
        description=lazy_gettext(
            "Only to tell you what came of it. The practitioner does not see it, and we delete it"
            " 30 days after we are done."
        ),
        validators=[email(_READING)],
    )
    website = StringField(
        lazy_gettext("Leave this field empty"),
        validators=[Length(max=0, message=lazy_gettext("Leave this field empty"))],
    )
    opened = HiddenField()

    def offer(self, places: Sequence[LocationView]) -> None:
        """Let one of several places be chosen; a single one is not asked for."""
        if len(places) <= 1:
            del self.place
            return
        named = [SelectChoice(place.id, f"{place.name}, {place.city}") for place in places]
        self.place.choices = [SelectChoice("", lazy_gettext("All of them, or not sure")), *named]


def opened_now(seal: Seal, person: str, *, at: datetime) -> str:
    """Write when the page of a person was opened, so that nobody else can."""
    now = str(seconds(at))
    return f"{now}.{seal.tag(f'{person} {now}', _OPENED)}"


def opened_at(seal: Seal, person: str, *, given: str) -> datetime | None:
    """Read when the page was opened; None where we never wrote it."""
    found = _AT.fullmatch(given)
    if found is None or not seal.is_tag(found[2], text=f"{person} {found[1]}", purpose=_OPENED):
        return None
    return instant(int(found[1])).astimezone(UTC)


def sent(seal: Seal, received: Received, *, answered: bool) -> str:
    """Write what the page after the form says, so that nobody can have it say anything else."""
    said = f"{received.reference}.{received.due_on.isoformat()}.{int(answered)}"
    return f"{said}.{seal.tag(said, _SENT)}"


def read_sent(seal: Seal, given: str) -> tuple[Received, bool] | None:
    """Read it again; None where we never wrote it."""
    found = _KEPT.fullmatch(given)
    if found is None or not seal.is_tag(found[4], text=given.rpartition(".")[0], purpose=_SENT):
        return None
    return Received(found[1], date.fromisoformat(found[2])), found[3] == "1"
