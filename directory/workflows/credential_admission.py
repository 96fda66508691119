"""Holding what a person can prove against the rules and what is on record, kind by kind."""

from directory.domain.entry.faults import Checked
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry, check_authorization
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.trainings import TrainingEntry, check_training
from directory.domain.vocabulary import CredentialKind
from directory.models.practitioners import Practitioner
from directory.queries.known import Sought, look_up
from directory.workflows.acts import Act
from directory.workflows.admission import admit_licence, passed
from directory.workflows.credential_rows import NoSuchCredential, find
from directory.workflows.entering import names_of
from directory.workflows.entries_on_file import (
    asking_of,
    practised_since,
    professions_of,
    trainings_of,
)
from directory.workflows.lookups import Lookups


def admitted_licence(
    act: Act, entry: LicenceEntry, *, person: Practitioner, lookups: Lookups, submitting: bool
) -> Checked[LicenceEntry]:
    """Check a licence; one that is submitted meets the rule of its place. Raises `EntryFaulty`."""
    checked = admit_licence(
        act,
        entry,
        names=names_of(person),
        regions=lookups.regions,
        own=person.id,
        asking=asking_of(act, person.id, licence=entry) if submitting else None,
    )
    passed(checked)
    return checked


def admitted_authorization(
    act: Act, entry: AuthorizationEntry, *, own: int, lookups: Lookups, submitting: bool
) -> Checked[AuthorizationEntry]:
    """Check a regulator's own entry for needling. Raises `EntryFaulty`."""

    def check(numbers: tuple[str, ...]) -> Checked[AuthorizationEntry]:
        record = look_up(act.session.connection(), Sought(authorizations=numbers))
        return check_authorization(
            entry,
            regions=lookups.regions,
            today=act.today,
            submitting=submitting,
            known=record.authorization(numbers[0] if numbers else None, own=own),
        )

    number = check(()).value.number
    checked = check((number,) if number else ())
    passed(checked)
    return checked


def admitted_training(
    act: Act, entry: TrainingEntry, *, own: int, besides: int | None = None
) -> Checked[TrainingEntry]:
    """Check a course; `besides`: its own row, where it has one. Raises `EntryFaulty`."""
    checked = check_training(
        entry,
        programs=act.book.programs,
        professions=professions_of(act, own),
        today=act.today,
        first_licensed_on=practised_since(act, own),
        others=trainings_of(act, own, besides=besides),
    )
    passed(checked)
    return checked


def admitted_certification(
    act: Act, entry: CertificationEntry, *, own: int, submitting: bool
) -> Checked[CertificationEntry]:
    """Check a certification. Raises `EntryFaulty`."""
    professions = professions_of(act, own)

    def check(numbers: tuple[str, ...]) -> Checked[CertificationEntry]:
        record = look_up(act.session.connection(), Sought(certifications=numbers))
        return check_certification(
            entry,
            programs=act.book.programs,
            professions=professions,
            today=act.today,
            submitting=submitting,
            known=record.certification(numbers[0] if numbers else None, own=own),
        )

    number = check(()).value.number
    checked = check((number,) if number else ())
    passed(checked)
    return checked


def own_licence(act: Act, licence_id: int, *, owner_id: int) -> None:
    """Raise `NoSuchCredential` unless a licence is this person's: whose else is not said."""
    row = find(act, CredentialKind.LICENCE, credential_id=licence_id)
    if row.practitioner_id != owner_id:
        raise NoSuchCredential
