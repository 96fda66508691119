"""All that was entered of a credential, looked over once more, and then saved or sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from directory.domain import ids
from directory.domain.accounts.rights import Right
from directory.domain.entry.drafted import is_of_rule
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.faults import Fault, FaultCode, Weight
from directory.domain.vocabulary import CredentialKind, DraftPurpose
from directory.queries.keeping import Kept
from directory.web.entry_sentences import sentence
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.credential_pages import EntryPage, On
from directory.web.practitioner.drafting import CONFLICT, gone
from directory.web.practitioner.drafts_on import (
    checked_on,
    next_page,
    on_draft,
    pages_of,
    rule_of,
    shown_rows,
    was_saved,
)
from directory.web.practitioner.leading import LISTS, led_to
from directory.web.practitioner.licence_pages import country_of
from directory.web.practitioner.looking_up import lookups
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.wiring import services
from directory.workflows.admission import EntryFaulty
from directory.workflows.correcting import NotCorrectable
from directory.workflows.credential_rows import NoSuchCredential
from directory.workflows.drafts import NoSuchDraft
from directory.workflows.entering_credentials import NotRenewable
from directory.workflows.entering_drafts import enter_draft
from directory.workflows.verification import StepRefused

_WAITS: frozenset[FaultCode] = frozenset({FaultCode.END_PAST, FaultCode.PRIVILEGE_HOME_MISSING})
"""What lets something be saved, and keeps it from being sent."""
_OVERTAKEN = (StepRefused, NotRenewable, NotCorrectable, NoSuchCredential)
"""What a draft meets whose credential was decided on, renewed or withdrawn meanwhile."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was answered on a page, and what is said about it."""

    page: EntryPage
    answers: tuple[tuple[str, str], ...]
    errors: tuple[str, ...]
    asked: tuple[str, ...]
    saved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A draft looked over: `held`: why it cannot be sent yet; `go_on`: the page to go on with."""

    rows: tuple[Row, ...]
    problems: tuple[tuple[str, str], ...]
    of_rule: tuple[str, ...]
    held: tuple[str, ...]
    go_on: EntryPage | None


@blueprint.get("/<listing_id>/drafts/<draft_id>/check")
@needs(Right.EDIT_CREDENTIALS)
def draft_review(listing_id: str, draft_id: str) -> str | Response:
    """Show all that was entered, with what is wrong or worth a second look."""
    kept = listing(listing_id)
    on = on_draft(kept, number_in(draft_id))
    return gone(kept) if on is None else _page(kept, on)


@blueprint.post("/<listing_id>/drafts/<draft_id>/check")
@needs(Right.EDIT_CREDENTIALS)
def draft_entered(listing_id: str, draft_id: str) -> Response:
    """Save it, and send it where it can be sent; then ask for its files."""
    kept = listing(listing_id)
    on = on_draft(kept, number_in(draft_id))
    if on is None:
        return gone(kept)
    if _review(on).go_on is not None:
        return stay(_page(kept, on, tried=True))
    try:
        with services().office.act(actor()) as act:
            done = enter_draft(
                act,
                kept.id,
                draft_id=on.draft.id,
                seen=request.form.get("seen", ""),
                version=_whole(request.form.get("version", "")),
                lookups=lookups(),
            )
    except NoSuchDraft:
        return gone(kept)
    except (EntryFaulty, Stale, *_OVERTAKEN) as why:
        return _again(kept, on_draft(kept, on.draft.id) or on, why=why)
    return led_to(
        "practitioner.files_page", kept, kind=done.kind.value, credential_id=ids.encode(done.id)
    )


def _again(kept: Kept, on: On, *, why: Exception) -> Response:
    """Show what stands now, and why nothing was saved."""
    if isinstance(why, EntryFaulty):
        return stay(_page(kept, on, tried=True))
    changed = isinstance(why, Stale)
    return stay(_page(kept, on, changed=changed, overtaken=not changed), CONFLICT)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004


def _page(
    kept: Kept,
    on: On,
    *,
    tried: bool = False,
    changed: bool = False,
    overtaken: bool = False,
) -> str:
    review = _review(on)
    subject = on.around.subject(on.draft)
    sends = kept.declared_at is not None and not review.held
    return render_template(
        "practitioner/draft_review.html",
        kept=kept,
        draft=on.draft,
        review=review,
        rules=rule_of(on) if on.draft.kind is CredentialKind.LICENCE else (),
        seen=fingerprint(on.draft.answers),
        version=subject.version if subject else 0,
        beside=on.draft.purpose in {DraftPurpose.RENEW, DraftPurpose.CORRECT},
        tried=tried,
        changed=changed,
        overtaken=overtaken,
        sends=sends,
        declared=kept.declared_at is not None,
        lists=url_for(LISTS[on.draft.kind], listing_id=kept.key),
    )


def _review(on: On) -> Review:
    found = checked_on(on).faults
    pages = [page for page in pages_of(on) if page.asked(on) or _stopped(page, found)]
    rows = tuple(_row(page, found, on=on) for page in pages)
    wrong = next((row.page for row in rows if row.errors and row.saved), None)
    return Review(
        rows=rows,
        problems=tuple((row.errors[0], row.page.slug) for row in rows if row.errors and row.saved),
        of_rule=_said((each for each in found if is_of_rule(each)), on),
        held=_said((each for each in found if _holds(each)), on),
        go_on=next_page(on) or wrong,
    )


def _stopped(page: EntryPage, found: tuple[Fault, ...]) -> bool:
    """Show also what is not asked for any more, where it keeps an error."""
    return any(each.weight is Weight.ERROR and not is_of_rule(each) for each in page.faults(found))


def _holds(fault: Fault) -> bool:
    of_rule = is_of_rule(fault) and fault.weight is Weight.ERROR
    return of_rule or (fault.code in _WAITS and fault.weight is Weight.WARNING)


def _row(page: EntryPage, found: tuple[Fault, ...], *, on: On) -> Row:
    own = [each for each in page.faults(found) if not is_of_rule(each)]
    return Row(
        page,
        shown_rows(on, page),
        _said((each for each in own if each.weight is Weight.ERROR), on),
        _said((each for each in own if each.weight is Weight.WARNING), on),
        was_saved(on, page),
    )


def _said(faults: Iterable[Fault], on: On) -> tuple[str, ...]:
    spoken = (sentence(each, country_of(on)) for each in faults if each.weight is not Weight.FLAG)
    return tuple(dict.fromkeys(spoken))
