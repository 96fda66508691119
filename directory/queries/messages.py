"""What the owner of a listing and the reviewers wrote to each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from directory.domain.vocabulary import ActorKind
from directory.models.listings import Message

_MOST: Final = 200
"""Messages that a thread shows; older ones are history."""


@dataclass(frozen=True, slots=True)
class Written:
    """One message; `by`: in which part, never who. `seen_at`: when the other side read it."""

    by: ActorKind
    body: str
    written_at: datetime
    seen_at: datetime | None

    @property
    def is_unread(self) -> bool:
        """Say whether the owner has not read it yet."""
        return self.by is not ActorKind.OWNER and self.seen_at is None

    @property
    def waits_for_reviewers(self) -> bool:
        """Say whether the owner wrote it and no reviewer has read it yet."""
        return self.by is ActorKind.OWNER and self.seen_at is None


def messages_of(connection: Connection, practitioner_id: int) -> tuple[Written, ...]:
    """Give the thread of a listing, the newest first."""
    rows = connection.execute(
        select(Message.by, Message.body, Message.written_at, Message.seen_at)
        .where(Message.practitioner_id == practitioner_id)
        .order_by(Message.written_at.desc(), Message.id.desc())
        .limit(_MOST)
    )
    return tuple(Written(row.by, row.body, row.written_at, row.seen_at) for row in rows)
