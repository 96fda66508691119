"""Papers that invented people hand in, so that whoever plays a reviewer has something to read."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, select

from directory.adapters.evidence_store import EvidenceStore
from directory.adapters.specimens import specimen
from directory.db import Database
from directory.domain.vocabulary import CredentialState
from directory.models.credentials import Certification, CredentialEvidence, Evidence, Training
from directory.models.practitioners import Practitioner
from directory.workflows.identifiers import fresh_id

_BEING_CHECKED: Final = (CredentialState.SUBMITTED, CredentialState.QUERIED)
_MOST: Final = 20
"""Of each kind, the ones that have waited longest: they are looked at first."""


def hand_in_papers(database: Database, store: EvidenceStore, *, at: datetime) -> int:
    """Draw a paper for credentials of invented people that wait, unless one is there already.

    Gives how many were drawn.
    """
    with store.putting(), database.transaction() as session:
        connection = session.connection()
        if connection.scalar(select(Evidence.id).order_by(Evidence.id).limit(1)) is not None:
            return 0
        trainings = _waiting(connection, Training)
        certifications = _waiting(connection, Certification)
        made = [
            *(_rows(store, row, at=at, training_id=row.id) for row in trainings),
            *(_rows(store, row, at=at, certification_id=row.id) for row in certifications),
        ]
        session.add_all(file for file, _ in made)
        session.flush()
        session.add_all(serves for _, serves in made)
    return len(trainings) + len(certifications)


def _waiting(connection: Connection, table: type[Training] | type[Certification]) -> Sequence[Any]:
    return connection.execute(
        select(*table.__table__.columns, Practitioner.given_name, Practitioner.family_name)
        .join(Practitioner, Practitioner.id == table.practitioner_id)
        .where(Practitioner.synthetic, table.state.in_(_BEING_CHECKED))
        .order_by(table.state_since, table.id)
        .limit(_MOST)
    ).all()


def _drawn(row: Any) -> bytes:  # noqa: ANN401  (a row as `_waiting` gives it)
    who = f"{row.given_name} {row.family_name}"
    if hasattr(row, "course"):
        hours = "" if row.hours is None else f"{row.hours:g} hours"
        when = str(row.completed_on or row.completed_year)
        return specimen("Certificate of completion", [who, row.course, row.provider, hours, when])
    ends = "" if row.expires is None else f"valid to {row.expires}"
    days = f"issued {row.issued}"
    return specimen("Certification", [who, row.name, row.body, row.number or "", days, ends])


def _rows(
    store: EvidenceStore,
    row: Any,  # noqa: ANN401  (a row as `_waiting` gives it)
    *,
    at: datetime,
    **serves: int,
) -> tuple[Evidence, CredentialEvidence]:
    drawn, number = _drawn(row), fresh_id()
    file = Evidence(
        id=number,
        practitioner_id=row.practitioner_id,
        sha256=sha256(drawn).hexdigest(),
        media_type="image/jpeg",
        size=len(drawn),
        name="certificate.jpg",
        pages=1,
        stored_as=store.put([drawn]),
        received_at=at,
    )
    return file, CredentialEvidence(id=fresh_id(), evidence_id=number, **serves)
