"""Decisions that whoever took them may still take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select, union_all

from directory.domain import ids
from directory.domain.undoing import UNDO_FOR
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.desk import LastDecision
from directory.models.practitioners import Practitioner

_TABLES: Final[tuple[Any, ...]] = (Licence, Authorization, Training, Certification)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A decision that can be taken back until `until`; `name`: of the person it is about."""

    kind: CredentialKind
    id: int
    practitioner_id: int
    name: str
    action: Action
    version: int
    until: datetime

    @property
    def key(self) -> str:
        """The credential as addresses write it."""
        return ids.encode(self.id)

    @property
    def person(self) -> str:
        """The person as addresses write them."""
        return ids.encode(self.practitioner_id)


def undoable(
    connection: Connection, account_id: int, *, credential_id: int, at: datetime
) -> Undone | None:
    """Give a decision of an account on a credential, where nothing has come of it yet."""
    versions = union_all(
        *(select(table.id, table.version).where(table.id == credential_id) for table in _TABLES)
    ).subquery()
    row = connection.execute(
        select(
            LastDecision.subject_kind,
            LastDecision.practitioner_id,
            LastDecision.action,
            LastDecision.decided_at,
            LastDecision.version,
            Practitioner.given_name,
            Practitioner.family_name,
        )
        .join(Practitioner, Practitioner.id == LastDecision.practitioner_id)
        .join(versions, versions.c.version == LastDecision.version)
        .where(
            LastDecision.subject_id == credential_id,
            LastDecision.decided_by == account_id,
            LastDecision.decided_at > at - UNDO_FOR,
        )
        .order_by(LastDecision.decided_at)
        .limit(1)
    ).first()
    if row is None:
        return None
    return Undone(
        kind=row.subject_kind,
        id=credential_id,
        practitioner_id=row.practitioner_id,
        name=f"{row.given_name} {row.family_name}",
        action=row.action,
        version=row.version,
        until=row.decided_at + UNDO_FOR,
    )
