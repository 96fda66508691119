"""Drafts of credentials: begun, saved a page at a time as they were typed, and removed.

A draft is nobody's claim yet, so none of this is a decision: the log hears of what is entered.
"""

import json
from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select

from directory.domain.entry.editing import guard_seen
from directory.domain.log_entries import DecisionAct
from directory.domain.vocabulary import CredentialKind, DraftPurpose
from directory.models.listings import Draft
from directory.workflows.acts import Act, Subject
from directory.workflows.entering import changed, owner
from directory.workflows.identifiers import fresh_id

SAVED: Final = "saved"
"""Names the pages that were saved once, among the answers of a draft."""
MOST_DRAFTS: Final = 40
"""Drafts that one listing may have at a time."""


class NoSuchDraft(Exception):
    """The person has no such draft: it was never theirs, or was entered or removed meanwhile."""


class TooManyDrafts(Exception):
    """So many drafts stand already that another one would be a slip."""


def begin_draft(
    act: Act,
    practitioner_id: int,
    *,
    kind: CredentialKind,
    purpose: DraftPurpose = DraftPurpose.ADD,
    subject_id: int | None = None,
    answers: Mapping[str, str] | None = None,
) -> int:
    """Begin a draft, or go on with one that was begun just so; gives its number.

    Raises `TooManyDrafts` and `NoSuchPerson`.
    """
    owner(act, practitioner_id)
    written = _written(answers or {})
    same = select(Draft.id).where(
        Draft.practitioner_id == practitioner_id,
        Draft.kind == kind,
        Draft.purpose == purpose,
        Draft.subject_id.is_not_distinct_from(subject_id),
    )
    if purpose is DraftPurpose.ADD:
        # Somebody may add two licences at once; a second press on the button is not a second one.
        same = same.where(Draft.answers == written)
    begun = act.session.scalar(same.order_by(Draft.begun_at, Draft.id).limit(1))
    if begun is not None:
        return begun
    many = act.session.scalar(
        select(func.count()).select_from(Draft).where(Draft.practitioner_id == practitioner_id)
    )
    if (many or 0) >= MOST_DRAFTS:
        raise TooManyDrafts
    draft = Draft(
        id=fresh_id(),
        practitioner_id=practitioner_id,
        kind=kind,
        purpose=purpose,
        subject_id=subject_id,
        answers=written,
        begun_at=act.at,
        saved_at=act.at,
    )
    act.session.add(draft)
    return draft.id


def save_page(
    act: Act,
    practitioner_id: int,
    *,
    draft_id: int,
    seen: str,
    page: str,
    typed: Mapping[str, str],
) -> None:
    """Keep what was typed on one page, right or wrong; `page`: its name.

    The answers as they are now must be what `seen` says that the form showed. Raises
    `NoSuchDraft` and `Stale`.
    """
    draft = find_draft(act, practitioner_id, draft_id=draft_id)
    answers = answers_of(draft)
    guard_seen(seen, {name: answers.get(name, "") for name in typed})
    saved = dict.fromkeys((*answers.get(SAVED, "").split(), page))
    draft.answers = _written({**answers, **typed, SAVED: " ".join(saved)})
    draft.saved_at = act.at


def remove_draft(act: Act, practitioner_id: int, *, draft_id: int) -> None:
    """Remove a draft with all that was typed. Raises `NoSuchDraft`."""
    act.session.delete(find_draft(act, practitioner_id, draft_id=draft_id))


def say_no_certification(act: Act, practitioner_id: int, *, none: bool) -> None:
    """Note that a person says they have no certification, or take it back; again is no change."""
    person = owner(act, practitioner_id)
    if (person.no_certification_said_at is not None) is none:
        return
    person.no_certification_said_at = act.at if none else None
    changed(act, person)
    act.log(DecisionAct.EDITED, Subject(practitioner_id=practitioner_id), no_certification=none)


def find_draft(act: Act, practitioner_id: int, *, draft_id: int) -> Draft:
    """Give a person's draft, which no other act may change until this one ends."""
    act.hold(practitioner_id)
    draft = act.session.get(Draft, draft_id, populate_existing=True)
    if draft is None or draft.practitioner_id != practitioner_id:
        raise NoSuchDraft
    return draft


def answers_of(draft: Draft) -> dict[str, str]:
    """Read what was typed."""
    read: dict[str, str] = json.loads(draft.answers)
    return read


def _written(answers: Mapping[str, str]) -> str:
    # Escapes: what was typed may hold what no database takes as text.
    given = {name: text for name, text in answers.items() if text}
    return json.dumps(given, sort_keys=True, ensure_ascii=True)
