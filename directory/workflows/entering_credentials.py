"""Entering what a person can prove: licences, renewals, authorizations, courses, certificates."""

from dataclasses import replace
from typing import Any, Final

from directory.domain.entry.faults import Checked, FaultCode, error
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry, check_authorization
from directory.domain.entry.programs import CertificationEntry, check_certification
from directory.domain.entry.trainings import TrainingEntry, check_training
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import Practitioner
from directory.queries.known import Sought, look_up
from directory.workflows.acts import Act
from directory.workflows.admission import Entered, EntryFaulty, admit_licence, passed
from directory.workflows.credential_rows import NoSuchCredential, Row, find, subject
from directory.workflows.entering import changed, names_of, owner
from directory.workflows.entries_on_file import (
    asking_of,
    practised_since,
    professions_of,
    trainings_of,
)
from directory.workflows.entry_rows import (
    authorization_row,
    certification_row,
    licence_row,
    training_row,
    with_profession,
    with_technique,
)
from directory.workflows.lookups import Lookups

_NOT_RENEWED: Final = frozenset(
    {CredentialState.REVOKED, CredentialState.WITHDRAWN, CredentialState.REFUSED}
)


class NotRenewable(Exception):
    """A licence that was refused, revoked or withdrawn has no next period: add it anew."""


def enter_licence(
    act: Act,
    practitioner_id: int,
    *,
    entry: LicenceEntry,
    lookups: Lookups,
    submitting: bool,
    home_licence_id: int | None = None,
) -> Entered:
    """Enter a licence as a draft, or submit it, which also asks the rule of its place.

    Raises `EntryFaulty` and `NoSuchPerson`.
    """
    person = owner(act, practitioner_id)
    if home_licence_id is not None:
        _own_licence(act, home_licence_id, owner_id=practitioner_id)
    entry = replace(entry, has_home=home_licence_id is not None, renews=False)
    checked = _admitted(act, entry, person=person, lookups=lookups, submitting=submitting)
    row = licence_row(
        act,
        checked.value,
        owner=practitioner_id,
        typed=entry.number,
        submitting=submitting,
        home=home_licence_id,
    )
    with_profession(person, row.profession)
    return _entered(act, person, row=row, checked=checked)


def renew_licence(
    act: Act,
    licence_id: int,
    *,
    entry: LicenceEntry,
    lookups: Lookups,
    submitting: bool,
) -> Entered:
    """Enter the next period of a licence; the earlier one stays as it is, to its own end.

    Raises `EntryFaulty`, `NoSuchCredential` and `NotRenewable`.
    """
    earlier = find(act, CredentialKind.LICENCE, credential_id=licence_id)
    if not isinstance(earlier, Licence) or earlier.state in _NOT_RENEWED:
        raise NotRenewable
    person = owner(act, earlier.practitioner_id)
    entry = replace(
        entry,
        kind=earlier.kind,
        profession=earlier.profession,
        country=earlier.country,
        region=earlier.region,
        has_home=earlier.home_licence_id is not None,
        renews=True,
    )
    checked = _admitted(act, entry, person=person, lookups=lookups, submitting=submitting)
    starts, ends = earlier.expires, checked.value.expires
    if starts is not None and ends is not None and ends <= starts:
        fault = error(FaultCode.END_NOT_AFTER_START, "expires", start=starts)
        raise EntryFaulty((*checked.faults, fault))
    row = licence_row(
        act,
        checked.value,
        owner=person.id,
        typed=entry.number,
        submitting=submitting,
        home=earlier.home_licence_id,
        renews=earlier.id,
    )
    return _entered(act, person, row=row, checked=checked, done=DecisionAct.RENEWED)


def enter_authorization(
    act: Act,
    practitioner_id: int,
    *,
    entry: AuthorizationEntry,
    lookups: Lookups,
    submitting: bool,
) -> Entered:
    """Enter a regulator's own entry for needling. Raises `EntryFaulty` and `NoSuchPerson`."""
    person = owner(act, practitioner_id)

    def check(entry: AuthorizationEntry, numbers: tuple[str, ...]) -> Checked[AuthorizationEntry]:
        record = look_up(act.session.connection(), Sought(authorizations=numbers))
        return check_authorization(
            entry,
            regions=lookups.regions,
            today=act.today,
            submitting=submitting,
            known=record.authorization(numbers[0] if numbers else None, own=practitioner_id),
        )

    normal = check(entry, ()).value
    checked = check(entry, (normal.number,) if normal.number else ())
    passed(checked)
    row = authorization_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    return _entered(act, person, row=row, checked=checked)


def enter_training(
    act: Act, practitioner_id: int, *, entry: TrainingEntry, submitting: bool
) -> Entered:
    """Enter a course. Raises `EntryFaulty` and `NoSuchPerson`."""
    person = owner(act, practitioner_id)
    checked = check_training(
        entry,
        programs=act.book.programs,
        professions=professions_of(act, practitioner_id),
        today=act.today,
        first_licensed_on=practised_since(act, practitioner_id),
        others=trainings_of(act, practitioner_id),
    )
    passed(checked)
    row = training_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    with_technique(person, checked.value)
    return _entered(act, person, row=row, checked=checked)


def enter_certification(
    act: Act, practitioner_id: int, *, entry: CertificationEntry, submitting: bool
) -> Entered:
    """Enter a certification. Raises `EntryFaulty` and `NoSuchPerson`."""
    person = owner(act, practitioner_id)
    professions = professions_of(act, practitioner_id)

    def check(entry: CertificationEntry, numbers: tuple[str, ...]) -> Checked[CertificationEntry]:
        record = look_up(act.session.connection(), Sought(certifications=numbers))
        return check_certification(
            entry,
            programs=act.book.programs,
            professions=professions,
            today=act.today,
            submitting=submitting,
            known=record.certification(numbers[0] if numbers else None, own=practitioner_id),
        )

    normal = check(entry, ()).value
    checked = check(entry, (normal.number,) if normal.number else ())
    passed(checked)
    row = certification_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    return _entered(act, person, row=row, checked=checked)


def _admitted(
    act: Act, entry: LicenceEntry, *, person: Practitioner, lookups: Lookups, submitting: bool
) -> Checked[LicenceEntry]:
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


def _own_licence(act: Act, licence_id: int, *, owner_id: int) -> None:
    row = find(act, CredentialKind.LICENCE, credential_id=licence_id)
    if row.practitioner_id != owner_id:
        # Whose it is, is nobody else's business.
        raise NoSuchCredential


def _entered(
    act: Act,
    person: Practitioner,
    *,
    row: Row,
    checked: Checked[Any],
    done: DecisionAct | None = None,
) -> Entered:
    act.session.add(row)
    changed(act, person)
    rule = None
    if isinstance(row, Licence):
        rule = act.book.rules.on((row.country, row.region, row.profession), act.today)
    submitted = row.state is CredentialState.SUBMITTED
    act.log(
        done or (DecisionAct.SUBMITTED if submitted else DecisionAct.ENTERED),
        subject(row),
        to_state=row.state,
        rule=rule,
    )
    return Entered(row.id, checked.faults)
