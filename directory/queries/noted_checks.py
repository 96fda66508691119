"""Looks that were noted and wait to be decided on, and the files that can speak for one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from directory.domain.check_texts import read_check
from directory.domain.checks import CheckRecord
from directory.domain.vocabulary import CredentialKind
from directory.models.credentials import Evidence
from directory.models.desk import NotedCheck

_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedLook:
    """A look that waits; `by`: who noted it, None where an issuer answered."""

    record: CheckRecord
    by: int | None
    at: datetime


def noted_looks(
    connection: Connection, practitioner_id: int
) -> dict[tuple[CredentialKind, int], NotedLook]:
    """Give the looks at a person's credentials that no decision has taken over."""
    rows = connection.execute(
        select(
            NotedCheck.subject_kind,
            NotedCheck.subject_id,
            NotedCheck.record,
            NotedCheck.noted_by,
            NotedCheck.noted_at,
        )
        .where(NotedCheck.practitioner_id == practitioner_id, NotedCheck.used_at.is_(None))
        .order_by(NotedCheck.subject_kind, NotedCheck.subject_id)
        .limit(_MOST)
    )
    return {
        (row.subject_kind, row.subject_id): NotedLook(
            record=read_check(row.record), by=row.noted_by, at=row.noted_at
        )
        for row in rows
    }


def hashes_of_files(connection: Connection, practitioner_id: int) -> dict[int, str]:
    """Give the hash of each file of a person, by the file's number."""
    rows = connection.execute(
        select(Evidence.id, Evidence.sha256)
        .where(Evidence.practitioner_id == practitioner_id)
        .order_by(Evidence.id)
        .limit(_MOST)
    )
    return {row.id: row.sha256 for row in rows}
