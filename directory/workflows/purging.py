"""What is over and is kept for nobody: links, challenges, sessions, windows, and old addresses."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from directory.domain.undoing import UNDO_FOR
from directory.domain.vocabulary import MailState
from directory.models.accounts import Account
from directory.models.desk import LastDecision
from directory.models.mail import Mail
from directory.models.sessions import (
    AccountSession,
    KnownDevice,
    LimitWindow,
    OneTimeLink,
    UsedChallenge,
)
from directory.workflows.acts import Office

CHUNK: Final = 500
LETTERS_KEPT: Final = timedelta(days=90)
"""So long what became of a letter can be looked up."""
UNSENT_KEPT: Final = timedelta(days=30)
"""So long somebody can send a letter again that did not leave; it holds an address."""
CLOSED_KEPT: Final = timedelta(days=7)
"""The same where its account is closed: nothing but the letter names it still."""

_Key = tuple[InstrumentedAttribute[Any], ...]
"""What names a row of a table."""


def purge(office: Office) -> Counter[str]:
    """Remove what is over; counts the rows of each table.

    Rows that somebody else is at are left to the next time.
    """
    at = office.now()
    done: Counter[str] = Counter()
    for name, key, is_over in _over(at):
        while removed := _remove(office, key, is_over=is_over):
            done[name] += removed
    return done


def _over(at: datetime) -> list[tuple[str, _Key, ColumnElement[bool]]]:
    window = LimitWindow.kind, LimitWindow.key_hash
    device = KnownDevice.account_id, KnownDevice.token_hash
    decision = LastDecision.subject_kind, LastDecision.subject_id
    return [
        ("links", (OneTimeLink.id,), OneTimeLink.ends_at <= at),
        ("challenges", (UsedChallenge.challenge_hash,), UsedChallenge.ends_at <= at),
        ("windows", window, LimitWindow.ends_at <= at),
        ("sessions", (AccountSession.id,), AccountSession.ends_at <= at),
        ("devices", device, KnownDevice.ends_at <= at),
        ("letters", (Mail.id,), _letters_over(at)),
        ("decisions", decision, LastDecision.decided_at <= at - UNDO_FOR),
    ]


def _letters_over(at: datetime) -> ColumnElement[bool]:
    closed = select(Account.id).where(Account.closed_at.is_not(None))
    is_unsent = Mail.state.in_((MailState.FAILED, MailState.UNSURE))
    return or_(
        and_(Mail.state == MailState.SENT, Mail.queued_at <= at - LETTERS_KEPT),
        and_(is_unsent, Mail.queued_at <= at - UNSENT_KEPT),
        and_(is_unsent, Mail.account_id.in_(closed), Mail.queued_at <= at - CLOSED_KEPT),
    )


def _remove(office: Office, key: _Key, *, is_over: ColumnElement[bool]) -> int:
    with office.database.transaction() as session:
        over = select(*key).where(is_over).limit(CHUNK).with_for_update(skip_locked=True)
        # Listed first: within one statement PostgreSQL may ask for the next ones over and over.
        keys = [tuple(row) for row in session.execute(over)]
        if keys:
            session.execute(
                delete(key[0].class_)
                .where(tuple_(*key).in_(keys))
                .execution_options(synchronize_session=False)
            )
        return len(keys)
