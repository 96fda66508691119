"""Credentials as a reviewer reads them: what was entered, where each stands, and every look."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, literal, select, union_all

from directory.domain import ids
from directory.domain.verification import Appeal
from directory.domain.vocabulary import (
    CheckSource,
    CountsAs,
    CredentialKind,
    CredentialState,
    Finding,
    RegisterStatus,
)
from directory.models.credentials import (
    Authorization,
    Certification,
    CredentialCheck,
    Licence,
    Training,
)
from directory.queries.entries import CredentialEntry, as_entry

Ref = tuple[CredentialKind, int]
"""A credential: its kind and number."""

_MOST: Final = 500
"""Credentials of a kind, or looks, that are read of one person."""
_SOURCES: Final[tuple[tuple[CredentialKind, Any, Any], ...]] = (
    (CredentialKind.LICENCE, Licence, CredentialCheck.licence_id),
    (CredentialKind.AUTHORIZATION, Authorization, CredentialCheck.authorization_id),
    (CredentialKind.TRAINING, Training, CredentialCheck.training_id),
    (CredentialKind.CERTIFICATION, Certification, CredentialCheck.certification_id),
)
_OPEN: Final = frozenset(
    {CredentialState.SUBMITTED, CredentialState.QUERIED, CredentialState.DEFERRED}
)
_STANDS: Final = frozenset({CredentialState.VERIFIED, CredentialState.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look at a credential's source that is on record; `reviewer`: the account of who looked."""

    id: int
    source: CheckSource
    source_name: str
    url: str | None
    looked_on: date
    status_found: RegisterStatus | None
    status_words: str | None
    end_found: date | None
    reference: str | None
    note: str | None
    reviewer: int | None
    evidence_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCredential:
    """A credential of a file; `decided_by`, `seconded_by`: who took the decision that stands.

    `looks`: the last one first. What only some kinds have is None with the others.
    """

    kind: CredentialKind
    id: int
    entry: CredentialEntry
    state: CredentialState
    state_since: datetime
    version: int
    deferred_until: date | None
    appeal: Appeal
    appealed_at: datetime | None
    decided_by: int | None
    seconded_by: int | None
    renews_id: int | None
    corrects: bool
    home_licence_id: int | None
    bars_needling: Finding
    register_status: RegisterStatus | None
    register_words: str | None
    counts_as: CountsAs | None
    looks: tuple[Look, ...]

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def ref(self) -> Ref:
        """Its kind and number."""
        return self.kind, self.id

    @property
    def anchor(self) -> str:
        """Where its section stands on the page of its person."""
        return f"{self.kind.value}-{self.key}"

    @property
    def expires(self) -> date | None:
        """Its last day, where it has one."""
        return getattr(self.entry, "expires", None)

    @property
    def is_open(self) -> bool:
        """Whether it waits: for a reviewer, for its person, or for a day."""
        return self.state in _OPEN or self.appeal is Appeal.OPEN

    @property
    def stands(self) -> bool:
        """Whether it was verified, and may be public."""
        return self.state in _STANDS

    @property
    def last_look(self) -> Look | None:
        """The newest look at its source."""
        return next(iter(self.looks), None)


def review_credentials(
    connection: Connection, practitioner_id: int
) -> tuple[ReviewCredential, ...]:
    """Give all credentials of a person but drafts: those that wait first, the oldest first."""
    looks = _looks(connection, practitioner_id)
    found = [
        _credential(row, kind, looks=looks[kind, row.id])
        for kind, table, _ in _SOURCES
        for row in connection.execute(
            select(*table.__table__.columns)
            .where(table.practitioner_id == practitioner_id)
            .where(table.state != CredentialState.DRAFT)
            .order_by(table.state_since, table.id)
            .limit(_MOST)
        )
    ]
    return tuple(sorted(found, key=lambda each: (not each.is_open, not each.stands)))


def _credential(row: Any, kind: CredentialKind, *, looks: tuple[Look, ...]) -> ReviewCredential:  # noqa: ANN401  (a row of any of the tables)
    only = dict(row._mapping)  # noqa: SLF001  (its public name)
    return ReviewCredential(
        kind=kind,
        id=row.id,
        entry=as_entry(row, kind),
        state=row.state,
        state_since=row.state_since,
        version=row.version,
        deferred_until=row.deferred_until,
        appeal=row.appeal,
        appealed_at=row.appealed_at,
        decided_by=row.decided_by,
        seconded_by=row.seconded_by,
        renews_id=row.renews_id,
        corrects=bool(row.corrects),
        home_licence_id=only.get("home_licence_id"),
        bars_needling=only.get("bars_needling", Finding.NOT_JUDGED),
        register_status=only.get("register_status"),
        register_words=only.get("register_words"),
        counts_as=only.get("counts_as"),
        looks=looks,
    )


def _looks(connection: Connection, practitioner_id: int) -> defaultdict[Ref, tuple[Look, ...]]:
    parts = [
        select(*CredentialCheck.__table__.columns, literal(kind.value).label("of_kind"))
        .add_columns(table.id.label("of"))
        .join(table, table.id == link)
        .where(table.practitioner_id == practitioner_id)
        for kind, table, link in _SOURCES
    ]
    every = union_all(*parts).subquery()
    rows = connection.execute(
        select(every).order_by(every.c.looked_on.desc(), every.c.id.desc()).limit(_MOST)
    )
    found: defaultdict[Ref, tuple[Look, ...]] = defaultdict(tuple)
    for row in rows:
        found[CredentialKind(row.of_kind), row.of] += (_look(row),)
    return found


def _look(row: Any) -> Look:  # noqa: ANN401  (a row of a statement)
    return Look(
        id=row.id,
        source=CheckSource(row.source),
        source_name=row.source_name,
        url=row.url,
        looked_on=row.looked_on,
        status_found=None if row.status_found is None else RegisterStatus(row.status_found),
        status_words=row.status_words,
        end_found=row.end_found,
        reference=row.reference,
        note=row.note,
        reviewer=row.reviewer_id,
        evidence_sha256=row.evidence_sha256,
    )
