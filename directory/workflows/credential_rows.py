"""Credentials as rows that an act may change: found by kind, seen as the table of steps does."""

from typing import Final, cast

from sqlalchemy import select

from directory.domain.log_entries import SubjectKind
from directory.domain.rules import Ruling
from directory.domain.situations import Situation
from directory.domain.vocabulary import CredentialKind, Finding
from directory.models.accounts import Delegate
from directory.models.clinics import Clinic
from directory.models.credentials import Authorization, Certification, Licence, Training
from directory.models.practitioners import PracticeLocation, Practitioner
from directory.workflows.acts import Act, Subject

Row = Licence | Authorization | Training | Certification

TABLES: Final[dict[CredentialKind, type[Row]]] = {
    CredentialKind.LICENCE: Licence,
    CredentialKind.AUTHORIZATION: Authorization,
    CredentialKind.TRAINING: Training,
    CredentialKind.CERTIFICATION: Certification,
}


class NoSuchCredential(Exception):
    """There is no credential with this identifier."""


def find(act: Act, kind: CredentialKind, *, credential_id: int) -> Row:
    """Give the row of a credential, or raise `NoSuchCredential`."""
    table = TABLES[kind]
    owner = act.session.scalar(select(table.practitioner_id).where(table.id == credential_id))
    if owner is None:
        raise NoSuchCredential
    # One act at a time on a person: two at once would each judge without the other's change.
    act.hold(owner)
    return cast("Row", act.session.get_one(table, credential_id, populate_existing=True))


def kind_of(row: Row) -> CredentialKind:
    """Say what kind of credential a row is."""
    return next(kind for kind, table in TABLES.items() if isinstance(row, table))


def subject(row: Row) -> Subject:
    """Name a credential for the log."""
    kind = SubjectKind(kind_of(row).value)
    return Subject(practitioner_id=row.practitioner_id, kind=kind, id=row.id)


def situation(act: Act, row: Row) -> Situation:
    """See a credential as whoever is about to act on it finds it."""
    owner = act.session.scalar(
        select(Practitioner.account_id).where(Practitioner.id == row.practitioner_id)
    )
    return Situation(
        kind=kind_of(row),
        state=row.state,
        version=row.version,
        owner=owner,
        delegates=_delegates(act, row.practitioner_id),
        ends=None if isinstance(row, Training) else row.expires,
        bars_needling=row.bars_needling if isinstance(row, Licence) else Finding.NOT_JUDGED,
        deferred_until=row.deferred_until,
        appeal=row.appeal,
        decided_by=frozenset(filter(None, (row.decided_by, row.seconded_by))),
        rule_failed=_rule_failed(act, row),
    )


def _delegates(act: Act, practitioner_id: int) -> frozenset[int]:
    """Give who stands on the person's side: delegates, and whoever runs a clinic of theirs."""
    managers = act.session.scalars(
        select(Clinic.manager_account_id)
        .join(PracticeLocation, PracticeLocation.clinic_id == Clinic.id)
        .where(
            PracticeLocation.practitioner_id == practitioner_id,
            Clinic.manager_account_id.is_not(None),
        )
    )
    keepers = act.session.scalars(
        select(Delegate.account_id).where(Delegate.practitioner_id == practitioner_id)
    )
    return frozenset(filter(None, (*managers, *keepers)))


def _rule_failed(act: Act, row: Row) -> bool:
    """Say whether the rule of the place speaks against a licence by itself."""
    if not isinstance(row, Licence):
        return False
    rule = act.book.rules.on((row.country, row.region, row.profession), act.today)
    return rule is not None and rule.ruling in {Ruling.REFUSES, Ruling.WAITS}
