"""The letters that are not sent, and sending one again."""

from typing import Final

from flask import Response, abort, render_template

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.mailing import MailFault
from directory.domain.vocabulary import MailState
from directory.queries.mail import OpenLetter, is_kept, open_letters
from directory.web.guards import needs
from directory.web.review.steps import Step, asked_or_taken, not_possible
from directory.web.review.wing import blueprint
from directory.web.review.words import STATES, fault_named, letter_named
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.accounts.staff import send_letter_again
from directory.workflows.post import CannotGoAgain, NoSuchLetter

_SHOWN: Final = 200


@blueprint.get("/letters")
@needs(Right.SEE_LETTERS)
def letters() -> str:
    """List what waits, failed, or may have arrived; the oldest first."""
    found = open_letters(services().database, limit=_SHOWN)
    return render_template(
        "review/letters.html", letters=[_told(each) for each in found], most=_SHOWN
    )


@blueprint.route("/letters/<letter>/send-again", methods=["GET", "POST"])
@needs(Right.SEND_LETTER_AGAIN)
def send_again(letter: str) -> str | Response:
    """Let a letter wait anew."""
    try:
        number = ids.decode(letter)
    except ValueError:
        abort(404)
    if not is_kept(services().database, number):
        abort(404)
    step = Step(
        heading=gettext("Send a letter again"),
        about=gettext("If it has arrived already, it arrives twice."),
        follows=gettext("It leaves within a minute or so."),
        button=gettext("Send it again"),
        back="review.letters",
    )
    try:
        return asked_or_taken(step, lambda act: send_letter_again(act, number))
    except NoSuchLetter:
        abort(404)
    except CannotGoAgain:
        return not_possible(
            step, gettext("This letter is sent, is leaving now, or holds a link that has ended.")
        )


def _told(letter: OpenLetter) -> dict[str, object]:
    return {
        "id": ids.encode(letter.id),
        "about": letter_named(letter.template),
        "to": letter.to_address,
        "state": STATES[letter.state],
        "attempts": letter.attempts,
        "queued_at": letter.queued_at,
        "fault": fault_named(letter.fault),
        "can_go": letter.state is not MailState.CLAIMED and letter.fault != MailFault.EXPIRED,
    }
