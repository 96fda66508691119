"""What happened to a credential, step by step, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from flask_babel import format_date, lazy_gettext

from directory.domain.appeals import appeal_due
from directory.domain.log_entries import DecisionAct
from directory.domain.reasons import Reason
from directory.domain.verification import Appeal
from directory.domain.vocabulary import Country, CredentialKind, CredentialState
from directory.letters.reasons import REASONS
from directory.queries.own_credentials import OwnCredential
from directory.queries.own_status import Happened
from directory.web.languages import DAY
from directory.web.presenters.own_credentials import Standing, country_of, lines, standing, title
from directory.web.presenters.words import day, language_here
from directory.web.speech import gettext
from directory.workflows.declaring import expected_on

_SAID: Final = {
    DecisionAct.SUBMITTED: lazy_gettext("Sent"),
    DecisionAct.RENEWED: lazy_gettext("Sent as the next period"),
    DecisionAct.QUERIED: lazy_gettext("We asked you something"),
    DecisionAct.ANSWERED: lazy_gettext("You answered"),
    DecisionAct.DEFERRED: lazy_gettext("Waiting"),
    DecisionAct.RESUMED: lazy_gettext("Taken up again"),
    DecisionAct.VERIFIED: lazy_gettext("Checked"),
    DecisionAct.CHECK_EXTENDED: lazy_gettext("Looked up again: still good"),
    DecisionAct.REFUSED: lazy_gettext("Not accepted"),
    DecisionAct.SUSPENDED: lazy_gettext("Suspended"),
    DecisionAct.LIFTED: lazy_gettext("Suspension lifted"),
    DecisionAct.UPHELD: lazy_gettext("Looked at again: the decision stands"),
    DecisionAct.REVOKED: lazy_gettext("Revoked"),
    DecisionAct.APPEALED: lazy_gettext("You appealed"),
    DecisionAct.WITHDRAWN: lazy_gettext("You withdrew it"),
    DecisionAct.REPLACED: lazy_gettext("Replaced by your correction"),
    DecisionAct.EDITED: lazy_gettext("You changed it"),
}
_OVERRIDDEN: Final = {
    CredentialState.VERIFIED.value: _SAID[DecisionAct.VERIFIED],
    CredentialState.REFUSED.value: _SAID[DecisionAct.REFUSED],
}
_BY_THE_OWNER: Final = frozenset({DecisionAct.ANSWERED, DecisionAct.APPEALED})


@dataclass(frozen=True, slots=True)
class Event:
    """One step: what, when, and what was written with it."""

    said: str
    on: str
    why: str = ""
    words: str = ""
    by_owner: bool = False
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """A credential and its steps; the last one says where it stands now."""

    key: str
    kind: CredentialKind
    title: str
    lines: tuple[str, ...]
    standing: Standing
    events: tuple[Event, ...]
    can_answer: bool
    can_appeal: bool


def timelines(
    credentials: Iterable[OwnCredential], happened: Iterable[Happened], *, today: date
) -> tuple[Timeline, ...]:
    """Tell what happened to each credential that was ever sent."""
    told = tuple(happened)
    return tuple(
        _timeline(
            each,
            [line for line in told if (line.kind, line.subject_id) == (each.kind, each.id)],
            today=today,
        )
        for each in credentials
        if each.state is not CredentialState.DRAFT
    )


def _timeline(credential: OwnCredential, told: list[Happened], *, today: date) -> Timeline:
    events = [event for each in told if (event := _event(each))]
    now = _now(credential, told, today=today)
    return Timeline(
        credential.key,
        credential.kind,
        title(credential.entry),
        lines(credential.entry),
        standing(credential, today),
        (*events, *now),
        can_answer=credential.state is CredentialState.QUERIED,
        can_appeal=credential.appeal is Appeal.NONE and credential.state in _APPEALED,
    )


_APPEALED: Final = frozenset({CredentialState.REFUSED, CredentialState.SUSPENDED})


def _event(each: Happened) -> Event | None:
    said = _SAID.get(each.act)
    if each.act is DecisionAct.OVERRIDDEN:
        said = _OVERRIDDEN.get(each.to_state or "")
    if each.act is DecisionAct.RENEWED and each.to_state != CredentialState.SUBMITTED:
        said = None
    if said is None:
        return None
    why = str(gettext(REASONS[Reason(each.reason)])) if each.reason in set(Reason) else ""
    return Event(
        str(said),
        _on(each.at),
        why=why,
        words=each.words or "",
        by_owner=each.act in _BY_THE_OWNER,
    )


def _now(credential: OwnCredential, told: list[Happened], *, today: date) -> Iterator[Event]:
    """Say what goes on with something that waits for reviewers."""
    if credential.appeal is Appeal.OPEN:
        appealed = [each.at for each in told if each.act is DecisionAct.APPEALED]
        due = appeal_due(max(appealed, default=credential.state_since).date())
        yield _going_on(
            gettext("Another reviewer looks at your appeal"),
            gettext("By %(day)s.", day=day(due, language_here())),
        )
    elif credential.state is CredentialState.SUBMITTED:
        yield _going_on(gettext("Being checked"), _expected(credential, today))
    elif credential.state is CredentialState.DEFERRED and credential.deferred_until:
        again = day(credential.deferred_until, language_here())
        yield _going_on(gettext("We look at it again"), gettext("On %(day)s.", day=again))


def _expected(credential: OwnCredential, today: date) -> str:
    if credential.kind is not CredentialKind.LICENCE:
        return gettext("We ask whoever issued it. That can take some weeks.")
    sent = credential.state_since.astimezone(UTC).date()
    due = expected_on(sent, country_of(credential.entry) or Country.US)
    if due < today:
        return gettext("This takes longer than the 3 working days that we aim for.")
    return gettext("By %(day)s.", day=day(due, language_here()))


def _going_on(said: str, when: str) -> Event:
    return Event(said, when, is_now=True)


def _on(at: datetime) -> str:
    return str(format_date(at.astimezone(UTC).date(), DAY))
