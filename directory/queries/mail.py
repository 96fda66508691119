"""Letters that are not sent: what waits, and what somebody has to look at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select

from directory.db import Database
from directory.domain.mailing import CLAIM_HOLDS
from directory.domain.vocabulary import MailState
from directory.models.mail import Mail

_OPEN: Final = tuple(state for state in MailState if state is not MailState.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLetter:
    """A letter that is not sent; `fault`: the code of what went wrong last."""

    id: int
    template: str
    language: str
    to_address: str
    state: MailState
    attempts: int
    queued_at: datetime
    next_at: datetime
    fault: str | None


def is_due(at: datetime) -> ColumnElement[bool]:
    """Match letters that wait and may be tried."""
    return and_(Mail.state == MailState.WAITING, Mail.next_at <= at)


def is_abandoned(at: datetime) -> ColumnElement[bool]:
    """Match letters whose postman has not been heard of for too long."""
    return and_(Mail.state == MailState.CLAIMED, Mail.claimed_at < at - CLAIM_HOLDS)


def has_work(database: Database, at: datetime) -> bool:
    """Say whether a postman would find anything to do."""
    with database.reading() as connection:
        return bool(connection.scalar(select(exists().where(or_(is_due(at), is_abandoned(at))))))


def is_kept(database: Database, letter_id: int) -> bool:
    """Say whether there is a letter of this number, sent or not."""
    with database.reading() as connection:
        return bool(connection.scalar(select(exists().where(Mail.id == letter_id))))


def open_letters(database: Database, *, limit: int) -> tuple[OpenLetter, ...]:
    """List the letters that are not sent, the oldest first."""
    statement = (
        select(
            Mail.id,
            Mail.template,
            Mail.language,
            Mail.to_address,
            Mail.state,
            Mail.attempts,
            Mail.queued_at,
            Mail.next_at,
            Mail.fault,
        )
        .where(Mail.state.in_(_OPEN))
        .order_by(Mail.queued_at, Mail.id)
        .limit(limit)
    )
    with database.reading() as connection:
        return tuple(OpenLetter(**row._mapping) for row in connection.execute(statement))  # noqa: SLF001  (SQLAlchemy's own name for it)
