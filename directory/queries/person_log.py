"""What the log of decisions tells of one person, the newest first, with the side that names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, select

from directory.domain.log_entries import DecisionAct, Detail, SubjectKind
from directory.domain.vocabulary import ActorKind
from directory.models.decision_log import LogEntry, LogPrivate

MOST: Final = 50
"""Entries that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One act on a person; `actor`: the account of who did it, where somebody did."""

    seq: int
    at: datetime
    act: DecisionAct
    part: ActorKind
    actor: int | None
    subject: SubjectKind | None
    subject_id: int | None
    from_state: str | None
    to_state: str | None
    reason: str | None
    rule: str | None
    words: str | None
    details: Mapping[str, Detail]


def log_of_person(
    connection: Connection, practitioner_id: int, *, before: int | None = None, limit: int = MOST
) -> tuple[Logged, ...]:
    """Give what was done to a person, the newest first; `before`: only what came earlier."""
    statement = (
        select(
            LogPrivate.seq,
            LogPrivate.subject_kind,
            LogPrivate.subject_id,
            LogPrivate.actor_kind,
            LogPrivate.actor_id,
            LogPrivate.words,
            LogPrivate.details,
            LogEntry.leaf,
        )
        .join(LogEntry, LogEntry.seq == LogPrivate.seq)
        .where(LogPrivate.practitioner_id == practitioner_id)
        .order_by(LogPrivate.seq.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(LogPrivate.seq < before)
    return tuple(map(_logged, connection.execute(statement)))


def _logged(row: Any) -> Logged:  # noqa: ANN401  (a row of a statement)
    line = orjson.loads(row.leaf)
    return Logged(
        seq=row.seq,
        at=datetime.fromisoformat(line["at"]),
        act=DecisionAct(line["act"]),
        part=ActorKind(row.actor_kind),
        actor=row.actor_id,
        subject=None if row.subject_kind is None else SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        from_state=line["from"],
        to_state=line["to"],
        reason=line["reason"],
        rule=line["rule"],
        words=row.words,
        details={} if row.details is None else orjson.loads(row.details),
    )
