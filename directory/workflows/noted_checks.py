"""Looks at a source, written down before the decision that will rest on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from directory.domain.check_texts import read_check, write_check
from directory.domain.checks import CheckRecord
from directory.domain.decisions import Refused
from directory.domain.log_entries import DecisionAct
from directory.domain.noting import NOTED_IN, NOTHING_FOUND, Findings, can_find
from directory.domain.situations import Refusal
from directory.domain.vocabulary import CredentialKind
from directory.models.credentials import Certification, Licence, Training
from directory.models.desk import NotedCheck
from directory.workflows.acts import Act
from directory.workflows.credential_rows import NoSuchCredential, Row, find, kind_of, subject
from directory.workflows.own_files import OwnFile, guard_own
from directory.workflows.verification import StepRefused

Ref = tuple[CredentialKind, int]
"""A credential: its kind and number."""
MOST_AT_ONCE: Final = 20


def note_check(
    act: Act,
    record: CheckRecord,
    *,
    credential_id: int,
    serves: Sequence[Ref] = (),
    findings: Findings = NOTHING_FOUND,
) -> None:
    """Write down a look at a credential's source, and for others of its person that it serves.

    Whoever acts is who looked. Raises `NoSuchCredential`, and `StepRefused` where nothing can be
    decided on a look, or the file is one's own.
    """
    row = find(act, record.kind, credential_id=credential_id)
    others = [_other(act, row, ref=ref) for ref in serves[:MOST_AT_ONCE]]
    for each in (row, *others):
        _guard(act, each)
    if not can_find(record.kind, row.state, findings=findings):
        raise StepRefused(Refused(Refusal.NOT_ALLOWED_FROM_HERE))
    looked = replace(record, reviewer=act.actor.account)
    for each in (row, *others):
        put_down(act, each, record=looked)
    _take_over(act, row, findings=findings)
    act.log(
        DecisionAct.CHECK_RECORDED,
        subject(row),
        reason=record.source.value,
        looked_on=record.looked_on.isoformat(),
        bars_needling=findings.bars_needling,
        counts_as=findings.counts_as,
        serves=" ".join(f"{kind_of(each)}:{each.id}" for each in others) or None,
    )


def put_down(act: Act, row: Row, *, record: CheckRecord) -> None:
    """Keep a look for the next decision on a credential; `record.reviewer`: who looked."""
    kind = kind_of(row)
    kept = act.session.get(NotedCheck, (kind, row.id), populate_existing=True)
    text = write_check(replace(record, kind=kind))
    if kept is None:
        act.session.add(
            NotedCheck(
                subject_kind=kind,
                subject_id=row.id,
                practitioner_id=row.practitioner_id,
                record=text,
                noted_by=record.reviewer,
                noted_at=act.at,
                used_at=None,
            )
        )
        return
    kept.record, kept.noted_by, kept.noted_at, kept.used_at = text, record.reviewer, act.at, None


def noted(act: Act, row: Row) -> CheckRecord | None:
    """Give the look that waits to be decided on; None where there is none."""
    kept = act.session.get(NotedCheck, (kind_of(row), row.id), populate_existing=True)
    return None if kept is None or kept.used_at is not None else read_check(kept.record)


def mark_used(act: Act, row: Row, *, at: datetime | None) -> None:
    """Note when a decision took a look over; None where the decision was taken back."""
    kept = act.session.get(NotedCheck, (kind_of(row), row.id))
    if kept is not None:
        kept.used_at = at


def _other(act: Act, row: Row, *, ref: Ref) -> Row:
    kind, number = ref
    found = find(act, kind, credential_id=number)
    if found.practitioner_id != row.practitioner_id:
        raise NoSuchCredential
    return found


def _guard(act: Act, row: Row) -> None:
    try:
        guard_own(act, row.practitioner_id)
    except OwnFile:
        raise StepRefused(Refused(Refusal.OWN_FILE)) from None
    if row.state not in NOTED_IN:
        raise StepRefused(Refused(Refusal.NOT_ALLOWED_FROM_HERE))


def _take_over(act: Act, row: Row, *, findings: Findings) -> None:
    """Write findings into the credential itself, where they differ from what stands there."""
    changed = False
    if isinstance(row, Licence) and findings.bars_needling is not None:
        changed = row.bars_needling is not findings.bars_needling
        row.bars_needling = findings.bars_needling
    if isinstance(row, Training | Certification) and findings.counts_as is not None:
        changed = row.counts_as is not findings.counts_as
        row.counts_as = findings.counts_as
    if changed:
        act.judge(row.practitioner_id)
