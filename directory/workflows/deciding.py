"""A reviewer's decision on a credential: on the look that was noted, and kept to be taken back."""

import json
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, exists, select, update

from directory.domain.decisions import Decision, Taken
from directory.domain.reasons import Reason
from directory.domain.undoing import is_kept, letter_leaves
from directory.domain.verification import STEPS, Action
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import CredentialCheck, Licence
from directory.models.desk import DecisionFact, LastDecision
from directory.models.mail import Mail
from directory.models.reviews import ProposedStep
from directory.workflows.acts import Act
from directory.workflows.alerting import alert, hold_decider
from directory.workflows.credential_rows import Row, find, kind_of
from directory.workflows.identifiers import fresh_id
from directory.workflows.noted_checks import mark_used, noted
from directory.workflows.verification import LINKS, Proposed, take_step

_CHECKED: Final = frozenset({action for (_, action), step in STEPS.items() if step.needs_check})
KEPT: Final = (
    "state_since",
    "deferred_until",
    "appeal",
    "appealed_at",
    "decided_by",
    "seconded_by",
)
"""What a decision changes of a credential's row, beside its state."""
KEPT_OF_LICENCES: Final = ("register_status", "register_words")


class AlreadyProposed(Exception):
    """The same step waits for a second reviewer already."""


def decide_on(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    action: Action,
    version: int,
    reason: Reason | None = None,
    words: str = "",
    until: date | None = None,
    overrides: bool = False,
) -> Taken | Proposed:
    """Take a step as a reviewer, on the look that was noted; or propose it to a second one.

    Its letter waits while the step can be taken back. Raises `StepRefused`, `AlreadyProposed` and
    `NoSuchCredential`.
    """
    row = find(act, kind, credential_id=credential_id)
    waits = _is_proposed(act, row, action=action)
    before, corrected = _kept(row), bool(row.corrects)
    decision = Decision(
        action=action,
        version=version,
        reason=reason,
        words=words,
        until=until,
        check=noted(act, row) if action in _CHECKED else None,
        overrides=overrides,
    )
    looks = _looks(act, row)
    outcome = take_step(act, kind, credential_id=credential_id, decision=decision)
    if isinstance(outcome, Proposed):
        if waits:
            raise AlreadyProposed
        return outcome
    if decision.check is not None:
        mark_used(act, row, at=act.at)
    fact = count(act, row, taken=outcome, since=before["state_since"])
    # Whatever could be taken back before cannot any more.
    act.session.execute(
        delete(LastDecision).where(
            LastDecision.subject_kind == kind, LastDecision.subject_id == credential_id
        )
    )
    if is_kept(outcome, moved_others=corrected and not row.corrects):
        _keep(act, row, before=before, taken=outcome, fact=fact, looks=looks)
    alert(act, fact.account_id)
    return outcome


def count(act: Act, row: Row, *, taken: Taken, since: datetime) -> DecisionFact:
    """Note for the figures that a reviewer took a step; `since`: when the credential came here."""
    if act.actor.account is None:
        raise ValueError(taken.action)
    hold_decider(act, act.actor.account)
    waited = taken.before is CredentialState.SUBMITTED
    fact = DecisionFact(
        id=fresh_id(),
        account_id=act.actor.account,
        day=act.today,
        at=act.at,
        kind=kind_of(row),
        action=taken.action,
        waited=int((act.at - since).total_seconds()) if waited else None,
        undone=False,
    )
    act.session.add(fact)
    # Whoever counts the decisions of the day counts this one.
    act.session.flush()
    return fact


def _is_proposed(act: Act, row: Row, *, action: Action) -> bool:
    same = exists().where(
        ProposedStep.subject_kind == kind_of(row),
        ProposedStep.subject_id == row.id,
        ProposedStep.action == action,
        ProposedStep.settled_at.is_(None),
    )
    return bool(act.session.scalar(select(same)))


def names_kept(row: Row) -> tuple[str, ...]:
    """Name the columns of a credential's row that a decision changes."""
    return (*KEPT, *KEPT_OF_LICENCES) if isinstance(row, Licence) else KEPT


def _kept(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_kept(row)}


def _looks(act: Act, row: Row) -> frozenset[int]:
    link = getattr(CredentialCheck, LINKS[kind_of(row)])
    return frozenset(act.session.scalars(select(CredentialCheck.id).where(link == row.id)))


def _keep(
    act: Act,
    row: Row,
    *,
    before: dict[str, Any],
    taken: Taken,
    fact: DecisionFact,
    looks: frozenset[int],
) -> None:
    """Keep what the step changed, and let its letter wait for as long as it can be taken back."""
    letter = next(iter(act.letters), None)
    act.session.execute(
        update(Mail).where(Mail.id.in_(act.letters)).values(next_at=letter_leaves(act.at))
    )
    act.session.add(
        LastDecision(
            subject_kind=kind_of(row),
            subject_id=row.id,
            practitioner_id=row.practitioner_id,
            action=taken.action,
            decided_by=fact.account_id,
            decided_at=act.at,
            version=row.version,
            before=json.dumps(before, default=_text),
            mail_id=letter,
            check_id=next(iter(_looks(act, row) - looks), None),
            fact_id=fact.id,
        )
    )


def _text(value: date | datetime) -> str:
    return value.isoformat()
