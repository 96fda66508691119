"""Where a credential stands, as reviewers say it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import lazy_gettext

from directory.domain.verification import Appeal
from directory.domain.vocabulary import CredentialState
from directory.queries.review_credentials import ReviewCredential
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext

STATES: Final = {
    CredentialState.DRAFT: lazy_gettext("Draft"),
    CredentialState.SUBMITTED: lazy_gettext("To check"),
    CredentialState.QUERIED: lazy_gettext("Waiting for the practitioner"),
    CredentialState.DEFERRED: lazy_gettext("Put off"),
    CredentialState.VERIFIED: lazy_gettext("Checked"),
    CredentialState.REFUSED: lazy_gettext("Not accepted"),
    CredentialState.SUSPENDED: lazy_gettext("Suspended"),
    CredentialState.REVOKED: lazy_gettext("Revoked"),
    CredentialState.WITHDRAWN: lazy_gettext("Withdrawn"),
}
_TONES: Final = {
    CredentialState.VERIFIED: "ok",
    CredentialState.SUBMITTED: "wait",
    CredentialState.SUSPENDED: "wait",
}


@dataclass(frozen=True, slots=True)
class Stands:
    """A state in a word, what else is true of it, and since when; `tone` colors the word."""

    word: str
    more: str
    since: str
    tone: str


def stands(credential: ReviewCredential, *, today: date) -> Stands:
    """Say where a credential stands."""
    since = day(credential.state_since.date(), language_here())
    return Stands(
        str(STATES[credential.state]),
        _more(credential, today=today),
        gettext("since %(day)s", day=since),
        _TONES.get(credential.state, ""),
    )


def _more(credential: ReviewCredential, *, today: date) -> str:
    if credential.appeal is Appeal.OPEN:
        return gettext("Appealed. Somebody who did not take the decision looks at it.")
    if credential.state is CredentialState.DEFERRED and credential.deferred_until is not None:
        until = day(credential.deferred_until, language_here())
        return gettext("Until %(day)s.", day=until)
    if credential.expires is not None and credential.expires < today:
        return gettext("Its last day has passed.")
    return ""
