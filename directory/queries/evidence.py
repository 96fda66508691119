"""The files of a listing: what each is, which credentials it serves, and whether it can go."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, literal, select, union_all

from directory.domain import ids
from directory.domain.evidence_rules import MOST_FILES, Keeps, keeps
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    CredentialEvidence,
    Evidence,
    Licence,
    Training,
)

_Table = type[Licence] | type[Authorization] | type[Training] | type[Certification]
_SOURCES: Final[tuple[tuple[CredentialKind, _Table, Any, Any], ...]] = (
    (
        CredentialKind.LICENCE,
        Licence,
        CredentialEvidence.licence_id,
        CredentialCheck.licence_id,
    ),
    (
        CredentialKind.AUTHORIZATION,
        Authorization,
        CredentialEvidence.authorization_id,
        CredentialCheck.authorization_id,
    ),
    (
        CredentialKind.TRAINING,
        Training,
        CredentialEvidence.training_id,
        CredentialCheck.training_id,
    ),
    (
        CredentialKind.CERTIFICATION,
        Certification,
        CredentialEvidence.certification_id,
        CredentialCheck.certification_id,
    ),
)
_MOST_USES: Final = 2_000
_ASKED_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A credential that a file speaks for."""

    kind: CredentialKind
    id: int
    state: CredentialState

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file as its owner sees it; `keeps`: why it cannot be removed."""

    id: int
    name: str | None
    media_type: str
    size: int
    pages: int
    stored_as: str | None
    translation_of: int | None
    received_at: datetime
    serves: tuple[Served, ...]
    keeps: Keeps | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    def is_for(self, kind: CredentialKind, number: int) -> bool:
        """Say whether it serves a credential."""
        return any((each.kind, each.id) == (kind, number) for each in self.serves)


def files_of_listing(connection: Connection, practitioner_id: int) -> tuple[OwnFile, ...]:
    """Give the files of a listing, the last one first."""
    rows = connection.execute(
        select(*Evidence.__table__.columns)
        .where(Evidence.practitioner_id == practitioner_id)
        .order_by(Evidence.received_at.desc(), Evidence.id)
        .limit(MOST_FILES)
    ).all()
    serves = _serves(connection, practitioner_id)
    looked_at = _looked_at(connection, practitioner_id)
    translated = {row.translation_of for row in rows}
    return tuple(
        OwnFile(
            id=row.id,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            pages=row.pages or 0,
            stored_as=row.stored_as,
            translation_of=row.translation_of,
            received_at=row.received_at,
            serves=serves[row.id],
            keeps=keeps(
                [each.state for each in serves[row.id]],
                looked_at=row.sha256 in looked_at,
                translated=row.id in translated,
            ),
        )
        for row in rows
    )


def file_of_listing(
    connection: Connection, practitioner_id: int, *, evidence_id: int
) -> OwnFile | None:
    """Give one file of a listing; None where it has no such file."""
    files = files_of_listing(connection, practitioner_id)
    return next((file for file in files if file.id == evidence_id), None)


def stored_among(connection: Connection, names: Sequence[str]) -> frozenset[str]:
    """Say which of some names in the store belong to a file."""
    return frozenset(
        name for each in _in_turn(names) for name in connection.scalars(_named(each)) if name
    )


def _in_turn(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(names), _ASKED_AT_ONCE):
        yield names[at : at + _ASKED_AT_ONCE]


def _named(names: Sequence[str]) -> Select[Any]:
    return (
        select(Evidence.stored_as)
        .where(Evidence.stored_as.in_(names))
        .order_by(Evidence.stored_as)
        .limit(_ASKED_AT_ONCE)
    )


def _serves(connection: Connection, practitioner_id: int) -> defaultdict[int, tuple[Served, ...]]:
    parts = [
        select(
            CredentialEvidence.evidence_id,
            literal(kind.value).label("kind"),
            table.id.label("of"),
            table.state,
        )
        .join(table, table.id == link)
        .where(table.practitioner_id == practitioner_id)
        for kind, table, link, _ in _SOURCES
    ]
    every = union_all(*parts).subquery()
    rows = connection.execute(
        select(every).order_by(every.c.evidence_id, every.c.kind, every.c.of).limit(_MOST_USES)
    )
    found: defaultdict[int, tuple[Served, ...]] = defaultdict(tuple)
    for row in rows:
        served = Served(kind=CredentialKind(row.kind), id=row.of, state=CredentialState(row.state))
        if served not in found[row.evidence_id]:
            found[row.evidence_id] += (served,)
    return found


def _looked_at(connection: Connection, practitioner_id: int) -> frozenset[str]:
    """Give the hashes that records of checks on a person's credentials name."""
    parts = [
        select(CredentialCheck.evidence_sha256)
        .join(table, table.id == link)
        .where(
            table.practitioner_id == practitioner_id, CredentialCheck.evidence_sha256.is_not(None)
        )
        for _, table, _, link in _SOURCES
    ]
    every = union_all(*parts).subquery()
    rows = connection.scalars(
        select(every.c.evidence_sha256).order_by(every.c.evidence_sha256).limit(_MOST_USES)
    )
    return frozenset(rows)
