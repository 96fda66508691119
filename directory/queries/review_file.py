"""One person's file as a reviewer reads it: who they are, what they sent, and what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from directory.domain import ids
from directory.domain.rules import Rule, RuleKey, Ruling
from directory.domain.situations import Situation
from directory.domain.vocabulary import CredentialKind, Profession, PublicNotice
from directory.models.accounts import Account
from directory.models.practitioners import FormerName, Practises, Practitioner
from directory.queries.conflicts import Conflicts, conflicts_of
from directory.queries.evidence import OwnFile, files_of_listing
from directory.queries.file_papers import (
    Asked,
    Noted,
    Waiting,
    asked_of_issuers,
    notes_on_file,
    waiting_for_a_second,
)
from directory.queries.findings_waiting import findings_waiting
from directory.queries.own_files import own_side
from directory.queries.person_log import Logged, log_of_person
from directory.queries.review_credentials import ReviewCredential, review_credentials
from directory.queries.review_places import ReviewPlace, review_places

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """A person's file.

    `owner`: whose account keeps the listing. `keepers`: all who stand on their side, delegates
    and managers of their clinics too. `findings_waiting`: about which rules
    one waits. `names`: of the accounts that the file names.
    """

    id: int
    given_name: str
    family_name: str
    suffix: str | None
    former_names: tuple[str, ...]
    npi: str | None
    professions: frozenset[Profession]
    owner: int | None
    owner_email: str | None
    owner_language: str | None
    keepers: frozenset[int]
    reference: str | None
    created_at: datetime
    declared_at: datetime | None
    attested_on: date | None
    published: bool
    paused_at: datetime | None
    left_at: datetime | None
    notice: PublicNotice | None
    merged_into: int | None
    synthetic: bool
    places: tuple[ReviewPlace, ...]
    credentials: tuple[ReviewCredential, ...]
    evidence: tuple[OwnFile, ...]
    log: tuple[Logged, ...]
    notes: tuple[Noted, ...]
    asked: tuple[Asked, ...]
    waiting: tuple[Waiting, ...]
    conflicts: Conflicts
    findings_waiting: frozenset[RuleKey]
    names: Mapping[int, str]

    @property
    def key(self) -> str:
        """Its identifier as addresses write it."""
        return ids.encode(self.id)

    @property
    def name(self) -> str:
        """The person's name as their listing has it."""
        said = f"{self.given_name} {self.family_name}".strip()
        return f"{said}, {self.suffix}" if self.suffix else said

    @property
    def names_borne(self) -> tuple[str, ...]:
        """The names that may stand on their papers, now and formerly."""
        return (f"{self.given_name} {self.family_name}", *self.former_names)

    def is_own(self, account: int | None) -> bool:
        """Say whether an account stands on the person's side: nobody decides on their own file."""
        return account is not None and account in self.keepers

    def credential(self, kind: CredentialKind, number: int | None) -> ReviewCredential | None:
        """Give one of the credentials; None where there is no such one, or it is a draft."""
        return next((each for each in self.credentials if each.ref == (kind, number)), None)

    def evidence_of(self, credential: ReviewCredential) -> tuple[OwnFile, ...]:
        """Give the files that speak for a credential."""
        return tuple(each for each in self.evidence if each.is_for(*credential.ref))

    def situation(self, credential: ReviewCredential, rule: Rule | None) -> Situation:
        """See a credential as the table of steps does; `rule`: of its place, for a licence."""
        failed = rule is not None and rule.ruling in {Ruling.REFUSES, Ruling.WAITS}
        return Situation(
            kind=credential.kind,
            state=credential.state,
            version=credential.version,
            owner=self.owner,
            delegates=self.keepers,
            ends=credential.expires,
            bars_needling=credential.bars_needling,
            deferred_until=credential.deferred_until,
            appeal=credential.appeal,
            decided_by=frozenset(filter(None, (credential.decided_by, credential.seconded_by))),
            rule_failed=failed and credential.kind is CredentialKind.LICENCE,
        )


def review_file(connection: Connection, practitioner_id: int) -> ReviewFile | None:
    """Read a person's file; None where there is no such person."""
    row = connection.execute(_PERSON.where(Practitioner.id == practitioner_id)).first()
    if row is None:
        return None
    former = connection.scalars(
        select(FormerName.name)
        .where(FormerName.practitioner_id == practitioner_id)
        .order_by(FormerName.id)
        .limit(_MOST)
    )
    professions = connection.scalars(
        select(Practises.profession)
        .where(Practises.practitioner_id == practitioner_id)
        .order_by(Practises.profession)
        .limit(_MOST)
    )
    credentials = review_credentials(connection, practitioner_id)
    log = log_of_person(connection, practitioner_id)
    notes = notes_on_file(connection, practitioner_id)
    waiting = waiting_for_a_second(connection, practitioner_id)
    asked = asked_of_issuers(connection, practitioner_id)
    named = {
        row.owner,
        *(look.reviewer for each in credentials for look in each.looks),
        *(who for each in credentials for who in (each.decided_by, each.seconded_by)),
        *(each.actor for each in log),
        *(note.by for note in notes),
        *(step.by for step in waiting),
        *(question.by for question in asked),
    }
    return ReviewFile(
        **row._mapping,  # noqa: SLF001  (its public name)
        former_names=tuple(former),
        professions=frozenset(professions),
        keepers=own_side(connection, practitioner_id),
        places=review_places(connection, practitioner_id),
        credentials=credentials,
        evidence=files_of_listing(connection, practitioner_id),
        log=log,
        notes=notes,
        asked=asked,
        waiting=waiting,
        conflicts=conflicts_of(connection, practitioner_id),
        findings_waiting=findings_waiting(connection),
        names=names_of_accounts(connection, named),
    )


def person_named(connection: Connection, practitioner_id: int) -> str | None:
    """Give what a person is called; None where there is no such person."""
    row = connection.execute(
        select(Practitioner.given_name, Practitioner.family_name)
        .where(Practitioner.id == practitioner_id)
        .limit(1)
    ).first()
    return None if row is None else f"{row.given_name} {row.family_name}".strip()


def names_of_accounts(connection: Connection, accounts: Iterable[int | None]) -> dict[int, str]:
    """Give what the holders of accounts are called."""
    asked = sorted({each for each in accounts if each is not None})
    if not asked:
        return {}
    rows = connection.execute(
        select(Account.id, Account.name)
        .where(Account.id.in_(asked))
        .order_by(Account.id)
        .limit(len(asked))
    )
    return {row.id: row.name for row in rows}


_PERSON: Final[Any] = (
    select(
        Practitioner.id,
        Practitioner.given_name,
        Practitioner.family_name,
        Practitioner.suffix,
        Practitioner.npi,
        Practitioner.account_id.label("owner"),
        Account.email.label("owner_email"),
        Account.language.label("owner_language"),
        Practitioner.reference,
        Practitioner.created_at,
        Practitioner.declared_at,
        Practitioner.attested_on,
        Practitioner.published,
        Practitioner.paused_at,
        Practitioner.left_at,
        Practitioner.notice,
        Practitioner.merged_into,
        Practitioner.synthetic,
    )
    .outerjoin(Account, Account.id == Practitioner.account_id)
    .limit(1)
)
