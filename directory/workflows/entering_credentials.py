"""Entering what a person can prove: licences, renewals, authorizations, courses, certificates."""

from dataclasses import replace
from typing import Any, Final

from directory.domain.entry.faults import Checked, FaultCode, error
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import Licence
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Act
from directory.workflows.admission import Entered, EntryFaulty
from directory.workflows.credential_admission import (
    admitted_authorization,
    admitted_certification,
    admitted_licence,
    admitted_training,
    own_licence,
)
from directory.workflows.credential_rows import Row, find, subject
from directory.workflows.entering import changed, owner
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
        own_licence(act, home_licence_id, owner_id=practitioner_id)
    entry = replace(entry, has_home=home_licence_id is not None, renews=False)
    checked = admitted_licence(act, entry, person=person, lookups=lookups, submitting=submitting)
    row = licence_row(
        act,
        checked.value,
        owner=practitioner_id,
        typed=entry.number,
        submitting=submitting,
        home=home_licence_id,
    )
    with_profession(person, row.profession)
    return entered(act, person, row=row, checked=checked)


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
    checked = admitted_licence(act, entry, person=person, lookups=lookups, submitting=submitting)
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
    return entered(act, person, row=row, checked=checked, done=DecisionAct.RENEWED)


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
    checked = admitted_authorization(
        act, entry, own=practitioner_id, lookups=lookups, submitting=submitting
    )
    row = authorization_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    return entered(act, person, row=row, checked=checked)


def enter_training(
    act: Act, practitioner_id: int, *, entry: TrainingEntry, submitting: bool
) -> Entered:
    """Enter a course. Raises `EntryFaulty` and `NoSuchPerson`."""
    person = owner(act, practitioner_id)
    checked = admitted_training(act, entry, own=practitioner_id)
    row = training_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    with_technique(person, checked.value)
    return entered(act, person, row=row, checked=checked)


def enter_certification(
    act: Act, practitioner_id: int, *, entry: CertificationEntry, submitting: bool
) -> Entered:
    """Enter a certification. Raises `EntryFaulty` and `NoSuchPerson`."""
    person = owner(act, practitioner_id)
    checked = admitted_certification(act, entry, own=practitioner_id, submitting=submitting)
    row = certification_row(act, checked.value, owner=practitioner_id, submitting=submitting)
    return entered(act, person, row=row, checked=checked)


def entered(
    act: Act,
    person: Practitioner,
    *,
    row: Row,
    checked: Checked[Any],
    done: DecisionAct | None = None,
) -> Entered:
    """Write a row that passed its checks, judge its person anew, and log it."""
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
