"""Changes that wait for a reviewer while the old value stays public."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, exists, or_, select

from directory.domain import ids
from directory.domain.vocabulary import CredentialState, HeldKind
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    Licence,
    Training,
)
from directory.models.listings import HeldChange

_MOST: Final = 50
_ONCE_VERIFIED: Final = (
    CredentialState.VERIFIED,
    CredentialState.SUSPENDED,
    CredentialState.REVOKED,
)
_LINKS: Final = (
    (Licence, CredentialCheck.licence_id),
    (Authorization, CredentialCheck.authorization_id),
    (Training, CredentialCheck.training_id),
    (Certification, CredentialCheck.certification_id),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A change that waits; `place_id`: the location, where it is about one."""

    id: int
    kind: HeldKind
    place_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    asked_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def open_changes(connection: Connection, practitioner_id: int) -> tuple[Held, ...]:
    """Give what waits of a listing, the oldest first."""
    rows = connection.execute(
        select(*HeldChange.__table__.columns)
        .where(HeldChange.practitioner_id == practitioner_id, HeldChange.settled_at.is_(None))
        .order_by(HeldChange.asked_at, HeldChange.id)
        .limit(_MOST)
    )
    return tuple(
        Held(
            id=row.id,
            kind=row.kind,
            place_id=row.subject_id,
            before=json.loads(row.before),
            after=json.loads(row.after),
            asked_at=row.asked_at,
        )
        for row in rows
    )


def once_checked(connection: Connection, practitioner_id: int) -> bool:
    """Say whether any credential of a person was ever looked up or verified."""
    for kind, link in _LINKS:
        looked_at = exists().where(link == kind.id)
        found = connection.scalar(
            select(kind.id)
            .where(kind.practitioner_id == practitioner_id)
            .where(or_(kind.state.in_(_ONCE_VERIFIED), looked_at))
            .order_by(kind.id)
            .limit(1)
        )
        if found is not None:
            return True
    return False
