"""Changing what was entered: edited where nobody has verified it, else renewed or corrected."""

from dataclasses import replace
from typing import Any, Final

from directory.domain.decisions import Decision
from directory.domain.entry.drafted import CredentialEntry
from directory.domain.entry.faults import Checked, FaultCode, error
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.log_entries import DecisionAct
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, CredentialState
from directory.models.credentials import Authorization, Licence, Training
from directory.models.practitioners import Practitioner
from directory.workflows.acts import Act
from directory.workflows.admission import Entered, EntryFaulty
from directory.workflows.credential_admission import (
    admitted_authorization,
    admitted_certification,
    admitted_licence,
    admitted_training,
)
from directory.workflows.credential_rows import Row, find
from directory.workflows.entering import changed, owner
from directory.workflows.entering_credentials import NotRenewable, entered, renew_licence
from directory.workflows.entry_rows import (
    authorization_row,
    authorization_values,
    certification_row,
    certification_values,
    licence_row,
    licence_values,
    training_row,
    training_values,
    with_profession,
    with_technique,
)
from directory.workflows.lookups import Lookups
from directory.workflows.verification import take_step

_WITH_REVIEWERS: Final = frozenset(
    {CredentialState.SUBMITTED, CredentialState.QUERIED, CredentialState.DEFERRED}
)
_BESIDE: Final = frozenset({CredentialState.VERIFIED, CredentialState.SUSPENDED})
"""States in which a row stays as it is, and what changes is entered beside it."""


class NotCorrectable(Exception):
    """Only what was verified is corrected beside itself; the rest is edited where it stands."""


def renew(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    entry: CredentialEntry,
    lookups: Lookups,
    submitting: bool,
) -> Entered:
    """Enter the next period of a credential; the earlier one stays public to its own end.

    Raises `EntryFaulty`, `NoSuchCredential` and `NotRenewable`: training never ends.
    """
    if isinstance(entry, LicenceEntry):
        return renew_licence(
            act, credential_id, entry=entry, lookups=lookups, submitting=submitting
        )
    earlier = find(act, kind, credential_id=credential_id)
    if isinstance(earlier, Training) or earlier.state not in _BESIDE:
        raise NotRenewable
    if isinstance(entry, AuthorizationEntry) and isinstance(earlier, Authorization):
        entry = replace(entry, country=earlier.country, region=earlier.region, kind=earlier.kind)
    person = owner(act, earlier.practitioner_id)
    checked = _admitted(act, entry, person=person, lookups=lookups, submitting=submitting)
    starts, ends = earlier.expires, checked.value.expires
    if starts is not None and ends is not None and ends <= starts:
        fault = error(FaultCode.END_NOT_AFTER_START, "expires", start=starts)
        raise EntryFaulty((*checked.faults, fault))
    row = _row(act, checked.value, person=person, typed="", submitting=submitting)
    row.renews_id = earlier.id
    return entered(act, person, row=row, checked=checked, done=DecisionAct.RENEWED)


def correct(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    entry: CredentialEntry,
    lookups: Lookups,
    submitting: bool,
    home_licence_id: int | None = None,
) -> Entered:
    """Enter a correction beside a verified credential, whose place it takes once it is verified.

    Raises `EntryFaulty`, `NoSuchCredential` and `NotCorrectable`.
    """
    earlier = find(act, kind, credential_id=credential_id)
    if earlier.state is not CredentialState.VERIFIED:
        raise NotCorrectable
    person = owner(act, earlier.practitioner_id)
    checked = _admitted(
        act,
        _as_itself(entry, earlier, home=home_licence_id),
        person=person,
        lookups=lookups,
        submitting=submitting,
        besides=earlier.id,
    )
    typed = entry.number if isinstance(entry, LicenceEntry) else ""
    row = _row(
        act,
        checked.value,
        person=person,
        typed=typed,
        submitting=submitting,
        home=home_licence_id,
    )
    row.renews_id, row.corrects = earlier.id, True
    return entered(act, person, row=row, checked=checked)


def edit(
    act: Act,
    kind: CredentialKind,
    *,
    credential_id: int,
    version: int,
    entry: CredentialEntry,
    lookups: Lookups,
    home_licence_id: int | None = None,
) -> Entered:
    """Change a credential that nobody has verified; `version`: of the row that the owner read.

    Raises `EntryFaulty`, `NoSuchCredential` and `StepRefused`.
    """
    row = find(act, kind, credential_id=credential_id)
    person = owner(act, row.practitioner_id)
    checked = _admitted(
        act,
        _as_itself(entry, row, home=home_licence_id),
        person=person,
        lookups=lookups,
        submitting=row.state in _WITH_REVIEWERS,
        besides=row.id,
    )
    take_step(
        act, kind, credential_id=row.id, decision=Decision(action=Action.EDIT, version=version)
    )
    typed = entry.number if isinstance(entry, LicenceEntry) else ""
    for name, value in _values(act, checked.value, typed=typed, home=home_licence_id).items():
        setattr(row, name, value)
    _with_trade(person, checked.value)
    changed(act, person)
    return Entered(row.id, checked.faults)


def _as_itself(entry: CredentialEntry, row: Row, *, home: int | None) -> CredentialEntry:
    """Let a licence that keeps its number not collide with itself."""
    if not isinstance(entry, LicenceEntry) or not isinstance(row, Licence):
        return entry
    now = (entry.country, entry.region, entry.profession, entry.number.upper())
    same = now == (row.country, row.region, row.profession, row.number)
    return replace(entry, renews=same, has_home=home is not None)


def _admitted(
    act: Act,
    entry: CredentialEntry,
    *,
    person: Practitioner,
    lookups: Lookups,
    submitting: bool,
    besides: int | None = None,
) -> Checked[Any]:
    match entry:
        case LicenceEntry():
            return admitted_licence(
                act, entry, person=person, lookups=lookups, submitting=submitting
            )
        case AuthorizationEntry():
            return admitted_authorization(
                act, entry, own=person.id, lookups=lookups, submitting=submitting
            )
        case TrainingEntry():
            return admitted_training(act, entry, own=person.id, besides=besides)
        case CertificationEntry():
            return admitted_certification(act, entry, own=person.id, submitting=submitting)


def _row(
    act: Act,
    entry: CredentialEntry,
    *,
    person: Practitioner,
    typed: str,
    submitting: bool,
    home: int | None = None,
) -> Row:
    _with_trade(person, entry)
    match entry:
        case LicenceEntry():
            return licence_row(
                act, entry, owner=person.id, typed=typed, submitting=submitting, home=home
            )
        case AuthorizationEntry():
            return authorization_row(act, entry, owner=person.id, submitting=submitting)
        case TrainingEntry():
            return training_row(act, entry, owner=person.id, submitting=submitting)
        case CertificationEntry():
            return certification_row(act, entry, owner=person.id, submitting=submitting)


def _values(act: Act, entry: CredentialEntry, *, typed: str, home: int | None) -> dict[str, Any]:
    match entry:
        case LicenceEntry():
            return licence_values(entry, typed=typed, home=home)
        case AuthorizationEntry():
            return authorization_values(entry)
        case TrainingEntry():
            return training_values(entry)
        case CertificationEntry():
            return certification_values(act, entry)


def _with_trade(person: Practitioner, entry: CredentialEntry) -> None:
    if isinstance(entry, LicenceEntry):
        with_profession(person, entry.profession)
    elif isinstance(entry, TrainingEntry):
        with_technique(person, entry)
