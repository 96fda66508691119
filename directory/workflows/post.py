"""How letters leave: claimed, handed over outside any transaction, and what became of it kept."""

import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from directory.db import Database
from directory.domain.mailing import (
    Answer,
    Fate,
    Letter,
    MailFault,
    Outcome,
    Unwritable,
    Written,
    fate,
    has_expired,
)
from directory.domain.vocabulary import MailState
from directory.models.mail import Mail
from directory.queries.mail import is_abandoned, is_due
from directory.workflows.acts import Act

ROUND: Final = 100
"""So many letters at most in one round."""
_ALREADY_OVER: Final = frozenset({MailState.SENT, MailState.CLAIMED})
_NOTHING: Final = "{}"
_log = logging.getLogger(__name__)


class NoSuchLetter(Exception):
    """There is no letter of this number."""


class CannotGoAgain(Exception):
    """A letter is sent, is being sent, or holds a link that works no more."""


@dataclass(frozen=True, slots=True)
class _Claim:
    id: int
    at: datetime
    attempts: int
    letter: Letter


def deliver(
    database: Database,
    *,
    write: Callable[[Letter], Written],
    send: Callable[[Letter, Written], Answer],
    clock: Callable[[], datetime],
    limit: int = ROUND,
) -> Counter[MailState]:
    """Send what waits, and count how each letter of this round stands afterwards.

    `write` raises `Unwritable` where it cannot. Each letter is claimed only when its turn comes,
    so that a slow server makes no claim grow old; several postmen at once never claim the same.
    """
    done: Counter[MailState] = Counter()
    done[MailState.UNSURE] += give_up_claims(database, clock())
    for _ in range(limit):
        claim = _claim(database, clock())
        if claim is None:
            break
        answer = _hand_over(claim.letter, write=write, send=send, at=clock())
        after = fate(answer, attempts=claim.attempts, at=clock())
        _keep(database, claim, after=after, at=clock())
        done[after.state] += 1
    return +done


def give_up_claims(database: Database, at: datetime) -> int:
    """Call letters unsure whose postman was lost: it may have handed them over."""
    with database.transaction() as session:
        given_up = session.execute(
            update(Mail)
            .where(is_abandoned(at))
            .values(state=MailState.UNSURE, fault=MailFault.POSTMAN_LOST.value)
        )
        return int(given_up.rowcount)  # type: ignore[attr-defined]


def send_again(act: Act, letter_id: int) -> None:
    """Let a letter that failed, or may have arrived, wait anew; somebody has decided so.

    Raises `NoSuchLetter` and `CannotGoAgain`. One that waits is tried at once.
    """
    row = act.session.get(Mail, letter_id, with_for_update=True)
    if row is None:
        raise NoSuchLetter
    if row.state in _ALREADY_OVER or row.fault == MailFault.EXPIRED:
        raise CannotGoAgain
    row.state, row.next_at, row.attempts, row.fault = MailState.WAITING, act.at, 0, None


def _claim(database: Database, at: datetime) -> _Claim | None:
    with database.transaction() as session:
        row = session.scalar(
            select(Mail)
            .where(is_due(at))
            .order_by(Mail.next_at, Mail.id)
            .limit(1)
            # A writer on SQLite is alone from its beginning; there these words fall away.
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.state, row.claimed_at = MailState.CLAIMED, at
        row.attempts += 1
        return _Claim(
            row.id,
            at,
            row.attempts,
            Letter(
                template=row.template,
                language=row.language,
                params=json.loads(row.params),
                to_address=row.to_address,
                message_id=row.message_id,
                queued_at=row.queued_at,
            ),
        )


def _hand_over(
    letter: Letter,
    *,
    write: Callable[[Letter], Written],
    send: Callable[[Letter, Written], Answer],
    at: datetime,
) -> Answer:
    if has_expired(letter, at=at):
        return Answer(Outcome.NEVER, MailFault.EXPIRED)
    try:
        written = write(letter)
    except Unwritable as fault:
        # No traceback: it may repeat what the letter says.
        _log.error("Letter %s cannot be written (%s).", letter.message_id, fault)
        return Answer(Outcome.NEVER, MailFault.TEXT)
    return send(letter, written)


def _keep(database: Database, claim: _Claim, *, after: Fate, at: datetime) -> None:
    values: dict[str, object] = {
        "state": after.state,
        "fault": None if after.fault is None else after.fault.value,
    }
    if after.state is MailState.SENT:
        # Whose it was, the account or the listing says; a closed account leaves no address behind.
        values |= {"sent_at": at, "to_address": ""}
    if after.next_at is not None:
        values["next_at"] = after.next_at
    if after.state is MailState.SENT or after.fault is MailFault.EXPIRED:
        # They may hold a link.
        values["params"] = _NOTHING
    with database.transaction() as session:
        session.execute(
            update(Mail)
            # Whoever took this postman for lost knows less than its answer; a letter that was
            # claimed anew since is another postman's.
            .where(Mail.id == claim.id, Mail.claimed_at == claim.at)
            .where(
                Mail.attempts == claim.attempts,
                Mail.state.in_((MailState.CLAIMED, MailState.UNSURE)),
            )
            .values(values)
        )
