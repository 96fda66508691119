"""Credentials whose day has come: what was put off goes back to the reviewers by itself."""

import logging
from collections import Counter
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select

from directory.domain import ids
from directory.domain.decisions import Decision
from directory.domain.situations import Actor, Refusal
from directory.domain.verification import Action
from directory.domain.vocabulary import ActorKind, CredentialKind, CredentialState
from directory.workflows.acts import Office
from directory.workflows.credential_rows import TABLES, NoSuchCredential, find
from directory.workflows.verification import StepRefused, take_step

_SYSTEM: Final = Actor(ActorKind.SYSTEM, None)
_CHUNK: Final = 500
_DONE_BY_ANOTHER: Final = frozenset({Refusal.NOT_ALLOWED_FROM_HERE, Refusal.DAY_NOT_COME})
_log = logging.getLogger(__name__)


def resume(office: Office) -> Counter[str]:
    """Take up every credential that was deferred to a day that has come."""
    done: Counter[str] = Counter()
    for kind in CredentialKind:
        after = -1
        while found := _deferred(office, kind, after=after, at=office.now()):
            for credential_id in found:
                done[_resume(office, kind, credential_id=credential_id)] += 1
            after = found[-1]
    return Counter({name: count for name, count in done.items() if name})


def _deferred(office: Office, kind: CredentialKind, *, after: int, at: datetime) -> list[int]:
    table = TABLES[kind]
    with office.database.reading() as connection:
        return list(
            connection.scalars(
                select(table.id)
                .where(table.state == CredentialState.DEFERRED, table.id > after)
                .where(table.deferred_until <= at.astimezone(UTC).date())
                .order_by(table.id)
                .limit(_CHUNK)
            )
        )


def _resume(office: Office, kind: CredentialKind, *, credential_id: int) -> str:
    try:
        with office.act(_SYSTEM) as act:
            row = find(act, kind, credential_id=credential_id)
            decision = Decision(action=Action.RESUME, version=row.version)
            take_step(act, kind, credential_id=credential_id, decision=decision)
    except NoSuchCredential:
        return ""
    except StepRefused as refused:
        if refused.refusal in _DONE_BY_ANOTHER:
            return ""
        _log.error("%s cannot be taken up (%s).", ids.encode(credential_id), refused.refusal.value)
        return "failed"
    return "resumed"
