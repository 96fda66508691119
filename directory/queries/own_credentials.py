"""What the owner of a listing has entered of credentials, and what they have begun to enter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from directory.domain import ids
from directory.domain.log_entries import DecisionAct
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    ActorKind,
    Country,
    CredentialKind,
    CredentialState,
    DraftPurpose,
    Profession,
)
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialEvidence,
    Licence,
    Training,
)
from directory.models.decision_log import LogEntry, LogPrivate
from directory.models.listings import Draft
from directory.models.practitioners import Practitioner
from directory.queries.entries import CredentialEntry, as_entry

_MOST: Final = 500
"""Credentials of a kind, or drafts, that are read of one person."""
_Table = type[Licence] | type[Authorization] | type[Training] | type[Certification]
_SOURCES: Final[dict[CredentialKind, tuple[_Table, InstrumentedAttribute[int | None]]]] = {
    CredentialKind.LICENCE: (Licence, CredentialEvidence.licence_id),
    CredentialKind.AUTHORIZATION: (Authorization, CredentialEvidence.authorization_id),
    CredentialKind.TRAINING: (Training, CredentialEvidence.training_id),
    CredentialKind.CERTIFICATION: (Certification, CredentialEvidence.certification_id),
}
_DECIDED: Final = frozenset(
    {DecisionAct.VERIFIED, DecisionAct.REFUSED, DecisionAct.QUERIED, DecisionAct.DEFERRED}
)
"""What can be taken back."""
_AMONG_REVIEWERS: Final = frozenset({DecisionAct.PROPOSED, DecisionAct.PROPOSAL_REFUSED})
_FROM_REVIEWERS: Final = (ActorKind.REVIEWER.value, ActorKind.SYSTEM.value)


@dataclass(frozen=True, slots=True)
class LastWords:
    """What was last written to the owner about a credential, with which decision."""

    act: DecisionAct
    reason: str | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCredential:
    """A credential as its owner sees it; `entry` is what they entered, `files` how many."""

    kind: CredentialKind
    id: int
    entry: CredentialEntry
    state: CredentialState
    state_since: datetime
    version: int
    deferred_until: date | None
    appeal: Appeal
    renews_id: int | None
    corrects: bool
    home_licence_id: int | None
    files: int
    said: LastWords | None

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def number(self) -> str | None:
        """Its number, where it has one."""
        return getattr(self.entry, "number", None)

    @property
    def country(self) -> Country | None:
        """The country whose licence or authorization it is."""
        found = getattr(self.entry, "country", None)
        return found if isinstance(found, Country) else None

    @property
    def region(self) -> str | None:
        """The region whose licence or authorization it is."""
        return getattr(self.entry, "region", None)

    @property
    def profession(self) -> Profession | None:
        """The profession that a licence is for."""
        return getattr(self.entry, "profession", None)

    @property
    def issued(self) -> date | None:
        """Its first day, where it has one."""
        return getattr(self.entry, "issued", None)

    @property
    def expires(self) -> date | None:
        """Its last day, where it has one."""
        return getattr(self.entry, "expires", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """A credential whose pages are not all filled in; `answers` are as they were typed."""

    id: int
    kind: CredentialKind
    purpose: DraftPurpose
    subject_id: int | None
    answers: Mapping[str, str]
    begun_at: datetime
    saved_at: datetime

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)


def credentials_of_listing(
    connection: Connection, practitioner_id: int
) -> tuple[OwnCredential, ...]:
    """Give all that a person has entered, kind by kind, the oldest first."""
    said = _last_words(connection, practitioner_id)
    return tuple(
        _own(row, kind, said=said.get((kind.value, row.id)))
        for kind in CredentialKind
        for row in connection.execute(_rows(kind, practitioner_id))
    )


def drafts_of_listing(connection: Connection, practitioner_id: int) -> tuple[OwnDraft, ...]:
    """Give what a person has begun to enter, the oldest first."""
    return tuple(map(_draft, connection.execute(_drafts(practitioner_id))))


def draft_of_listing(
    connection: Connection, practitioner_id: int, *, draft_id: int
) -> OwnDraft | None:
    """Give one of a person's drafts; None where they have no such draft."""
    row = connection.execute(_drafts(practitioner_id).where(Draft.id == draft_id)).first()
    return None if row is None else _draft(row)


def no_certification_said(connection: Connection, practitioner_id: int) -> bool:
    """Say whether somebody told us that they have no certification."""
    said = select(Practitioner.no_certification_said_at).where(Practitioner.id == practitioner_id)
    return connection.scalar(said) is not None


def _drafts(practitioner_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Draft.id,
            Draft.kind,
            Draft.purpose,
            Draft.subject_id,
            Draft.answers,
            Draft.begun_at,
            Draft.saved_at,
        )
        .where(Draft.practitioner_id == practitioner_id)
        .order_by(Draft.begun_at, Draft.id)
        .limit(_MOST)
    )


def _draft(row: Row[*tuple[Any, ...]]) -> OwnDraft:
    return OwnDraft(
        id=row.id,
        kind=row.kind,
        purpose=row.purpose,
        subject_id=row.subject_id,
        answers=json.loads(row.answers),
        begun_at=row.begun_at,
        saved_at=row.saved_at,
    )


def _rows(kind: CredentialKind, practitioner_id: int) -> Select[*tuple[Any, ...]]:
    table, link = _SOURCES[kind]
    files = (
        select(func.count())
        .select_from(CredentialEvidence)
        .where(link == table.id)
        .scalar_subquery()
        .label("files")
    )
    return (
        select(*table.__table__.columns, files)
        .where(table.practitioner_id == practitioner_id)
        .order_by(table.state_since, table.id)
        .limit(_MOST)
    )


def _own(
    row: Row[*tuple[Any, ...]], kind: CredentialKind, *, said: LastWords | None
) -> OwnCredential:
    return OwnCredential(
        kind=kind,
        id=row.id,
        entry=as_entry(row, kind),
        state=row.state,
        state_since=row.state_since,
        version=row.version,
        deferred_until=row.deferred_until,
        appeal=row.appeal,
        renews_id=row.renews_id,
        corrects=bool(row.corrects),
        home_licence_id=row.home_licence_id if kind is CredentialKind.LICENCE else None,
        files=row.files,
        said=said,
    )


def _last_words(
    connection: Connection, practitioner_id: int
) -> dict[tuple[str | None, int | None], LastWords]:
    """Read what reviewers last wrote about each credential; nothing only proposed, or undone."""
    statement = (
        select(LogPrivate.subject_kind, LogPrivate.subject_id, LogPrivate.words, LogEntry.leaf)
        .join(LogEntry, LogEntry.seq == LogPrivate.seq)
        .where(
            LogPrivate.practitioner_id == practitioner_id,
            LogPrivate.actor_kind.in_(_FROM_REVIEWERS),
        )
        .order_by(LogPrivate.seq.desc())
        .limit(_MOST)
    )
    found: dict[tuple[str | None, int | None], LastWords] = {}
    taken_back: set[tuple[str | None, int | None]] = set()
    for kind, number, words, leaf in connection.execute(statement):
        line, about = orjson.loads(leaf), (kind, number)
        act = DecisionAct(line["act"])
        if act is DecisionAct.UNDONE:
            # The decision before it was never told.
            taken_back.add(about)
        elif act in _DECIDED and about in taken_back:
            taken_back.remove(about)
        elif words is not None and act not in _AMONG_REVIEWERS:
            at = datetime.fromisoformat(line["at"])
            found.setdefault(about, LastWords(act, line["reason"], words, at))
    return found
