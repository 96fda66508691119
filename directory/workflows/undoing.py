"""Taking a decision back at once: the credential stands as before, and its letter never leaves."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, select

from directory.domain.decisions import Decision, Refused, Taken, decide
from directory.domain.log_entries import DecisionAct
from directory.domain.situations import Refusal, Undoable
from directory.domain.undoing import LastDecision as Last
from directory.domain.undoing import can_be_taken_back
from directory.domain.verification import Action, Appeal
from directory.domain.vocabulary import CredentialKind, MailState, RegisterStatus
from directory.models.credentials import CredentialCheck
from directory.models.desk import DecisionFact, LastDecision
from directory.models.mail import Mail
from directory.workflows.acts import Act
from directory.workflows.credential_rows import Row, find, situation, subject
from directory.workflows.deciding import names_kept
from directory.workflows.noted_checks import mark_used
from directory.workflows.verification import StepRefused

_READ: Final[dict[str, Any]] = {
    "state_since": datetime.fromisoformat,
    "deferred_until": date.fromisoformat,
    "appeal": Appeal,
    "appealed_at": datetime.fromisoformat,
    "decided_by": int,
    "seconded_by": int,
    "register_status": RegisterStatus,
    "register_words": str,
}
"""How what was kept of a row is read again."""


def undo(act: Act, kind: CredentialKind, *, credential_id: int, version: int) -> Taken:
    """Take back the decision that one took on a credential less than a minute ago.

    Raises `StepRefused`, also where its letter has left or something else happened since; and
    `NoSuchCredential`.
    """
    row = find(act, kind, credential_id=credential_id)
    last = act.session.get(LastDecision, (kind, credential_id), populate_existing=True)
    before = {} if last is None else _read(row, last.before)
    taken = decide(
        replace(situation(act, row), undoable=_undoable(act, row, last=last, before=before)),
        Decision(action=Action.UNDO, version=version),
        actor=act.actor,
        at=act.at,
        today=act.today,
    )
    if isinstance(taken, Refused) or last is None:
        raise StepRefused(taken if isinstance(taken, Refused) else Refused(Refusal.UNDO_OVER))
    _keep_letter(act, last)
    row.state = taken.state
    for name, value in before.items():
        setattr(row, name, value)
    _take_down_check(act, row, last=last)
    fact = act.session.get(DecisionFact, last.fact_id)
    if fact is not None:
        fact.undone = True
    act.session.delete(last)
    act.judge(row.practitioner_id)
    act.log(
        DecisionAct.UNDONE,
        subject(row),
        from_state=taken.before,
        to_state=taken.state,
        action=last.action.value,
    )
    return taken


def _read(row: Row, text: str) -> dict[str, Any]:
    kept = json.loads(text)
    return {
        name: None if kept[name] is None else _READ[name](kept[name]) for name in names_kept(row)
    }


def _undoable(
    act: Act, row: Row, *, last: LastDecision | None, before: dict[str, Any]
) -> Undoable | None:
    if last is None:
        return None
    kept = Last(
        by=last.decided_by,
        at=last.decided_at,
        version=last.version,
        letter_left=_has_left(act, last.mail_id),
    )
    if not can_be_taken_back(kept, by=act.actor.account, version=row.version, at=act.at):
        return None
    return Undoable(last.decided_by, before["appeal"])


def _has_left(act: Act, mail_id: int | None) -> bool:
    if mail_id is None:
        return False
    state = act.session.scalar(select(Mail.state).where(Mail.id == mail_id))
    return state is not MailState.WAITING


def _keep_letter(act: Act, last: LastDecision) -> None:
    """Take the letter out of the post; whoever carries it by now has won."""
    if last.mail_id is None:
        return
    kept = act.session.execute(
        delete(Mail).where(
            Mail.id == last.mail_id, Mail.state == MailState.WAITING, Mail.attempts == 0
        )
    )
    if kept.rowcount != 1:  # type: ignore[attr-defined]
        raise StepRefused(Refused(Refusal.UNDO_OVER))


def _take_down_check(act: Act, row: Row, *, last: LastDecision) -> None:
    """Let the look that the decision rested on wait again for the next one."""
    if last.check_id is None:
        return
    act.session.execute(delete(CredentialCheck).where(CredentialCheck.id == last.check_id))
    mark_used(act, row, at=None)
