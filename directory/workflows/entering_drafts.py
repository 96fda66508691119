"""Making of a draft what it was begun for; then the draft is gone."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import assert_never

from directory.domain import ids
from directory.domain.decisions import Decision
from directory.domain.entry.drafted import CredentialEntry, read_draft
from directory.domain.entry.editing import guard_seen
from directory.domain.entry.licences import AuthorizationEntry, LicenceEntry
from directory.domain.entry.programs import CertificationEntry
from directory.domain.entry.text import missing
from directory.domain.entry.trainings import TrainingEntry
from directory.domain.verification import Action
from directory.domain.vocabulary import CredentialKind, CredentialState, DraftPurpose
from directory.models.listings import Draft
from directory.workflows.acts import Act
from directory.workflows.admission import Entered, EntryFaulty, passed
from directory.workflows.correcting import correct, edit, renew
from directory.workflows.credential_admission import own_licence
from directory.workflows.credential_rows import NoSuchCredential, Row, find, kind_of
from directory.workflows.drafts import answers_of, find_draft
from directory.workflows.entering import owner
from directory.workflows.entering_credentials import (
    enter_authorization,
    enter_certification,
    enter_licence,
    enter_training,
)
from directory.workflows.lookups import Lookups
from directory.workflows.verification import take_step

_SENT_AGAIN = frozenset({CredentialState.DRAFT, CredentialState.REFUSED})


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a draft; `sent`: a reviewer has it now."""

    kind: CredentialKind
    id: int
    sent: bool


def enter_draft(
    act: Act,
    practitioner_id: int,
    *,
    draft_id: int,
    seen: str,
    version: int,
    lookups: Lookups,
) -> Finished:
    """Enter a draft; it is sent at once where the listing was declared and nothing stands against.

    `seen`: of all its answers, as the page showed them. `version`: of the credential that it edits.
    Raises `NoSuchDraft`, `Stale`, `EntryFaulty`, `NoSuchCredential`, `NotRenewable`,
    `NotCorrectable` and `StepRefused`.
    """
    draft = find_draft(act, practitioner_id, draft_id=draft_id)
    answers = answers_of(draft)
    guard_seen(seen, answers)
    read = read_draft(draft.kind, answers)
    passed(read)
    if draft.purpose is DraftPurpose.RENEW and read.value.expires is None:  # type: ignore[union-attr]
        raise EntryFaulty(missing("expires").faults)
    asked = _Asked(draft, read.value, lookups, _home(act, answers, owner_id=practitioner_id))
    if draft.purpose is DraftPurpose.EDIT:
        made = _edited(act, asked, version=version)
    else:
        made = _made(act, asked)
    row = find(act, draft.kind, credential_id=made.id)
    act.session.delete(draft)
    return Finished(draft.kind, made.id, row.state is CredentialState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class _Asked:
    draft: Draft
    entry: CredentialEntry
    lookups: Lookups
    home: int | None

    @property
    def subject(self) -> int:
        """The credential that the draft is about."""
        return self.draft.subject_id or 0


def _home(act: Act, answers: Mapping[str, str], *, owner_id: int) -> int | None:
    """Give the home licence that was named; what is not theirs is none."""
    try:
        number = ids.decode(answers.get("home_licence", ""))
        own_licence(act, number, owner_id=owner_id)
    except (ValueError, NoSuchCredential):
        return None
    return number


def _declared(act: Act, asked: _Asked) -> bool:
    return owner(act, asked.draft.practitioner_id).declared_at is not None


def _made(act: Act, asked: _Asked) -> Entered:
    """Make a new row, sent where it can be; else it is kept, and can be sent later."""
    if _declared(act, asked):
        with suppress(EntryFaulty):
            return _row_of(act, asked, submitting=True)
    return _row_of(act, asked, submitting=False)


def _row_of(act: Act, asked: _Asked, *, submitting: bool) -> Entered:
    kind = asked.draft.kind
    match asked.draft.purpose:
        case DraftPurpose.RENEW:
            return renew(
                act,
                kind,
                credential_id=asked.subject,
                entry=asked.entry,
                lookups=asked.lookups,
                submitting=submitting,
            )
        case DraftPurpose.CORRECT | DraftPurpose.EDIT:
            return correct(
                act,
                kind,
                credential_id=asked.subject,
                entry=asked.entry,
                lookups=asked.lookups,
                submitting=submitting,
                home_licence_id=asked.home,
            )
        case _:
            return _added(act, asked, submitting=submitting)


def _added(act: Act, asked: _Asked, *, submitting: bool) -> Entered:
    owner_id, lookups = asked.draft.practitioner_id, asked.lookups
    match asked.entry:
        case LicenceEntry() as entry:
            return enter_licence(
                act,
                owner_id,
                entry=entry,
                lookups=lookups,
                submitting=submitting,
                home_licence_id=asked.home,
            )
        case AuthorizationEntry() as entry:
            return enter_authorization(
                act, owner_id, entry=entry, lookups=lookups, submitting=submitting
            )
        case TrainingEntry() as entry:
            return enter_training(act, owner_id, entry=entry, submitting=submitting)
        case CertificationEntry() as entry:
            return enter_certification(act, owner_id, entry=entry, submitting=submitting)
        case _:
            assert_never(asked.entry)


def _edited(act: Act, asked: _Asked, *, version: int) -> Entered:
    """Change a row where it stands; one that was verified meanwhile is corrected beside itself."""
    row = find(act, asked.draft.kind, credential_id=asked.subject)
    if row.state is CredentialState.VERIFIED:
        return _made(act, asked)
    made = edit(
        act,
        asked.draft.kind,
        credential_id=row.id,
        version=version,
        entry=asked.entry,
        lookups=asked.lookups,
        home_licence_id=asked.home,
    )
    if _declared(act, asked) and row.state in _SENT_AGAIN:
        # What cannot be sent yet is kept as it is now.
        with suppress(EntryFaulty):
            _send(act, row)
    return made


def _send(act: Act, row: Row) -> None:
    decision = Decision(action=Action.SUBMIT, version=row.version)
    take_step(act, kind_of(row), credential_id=row.id, decision=decision)
