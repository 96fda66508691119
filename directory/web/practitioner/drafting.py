"""Credentials as they are entered: begun, a page at a time, and removed again."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.domain.accounts.rights import Right
from directory.domain.entry.drafted import is_of_rule
from directory.domain.entry.editing import Stale, fingerprint
from directory.domain.entry.faults import Fault, Weight
from directory.domain.vocabulary import CredentialKind, DraftPurpose
from directory.queries.keeping import Kept
from directory.web.guards import actor, needs, stay
from directory.web.practitioner.credential_lists import offered_for
from directory.web.practitioner.credential_pages import (
    CAPPED,
    EntryPage,
    On,
    made_showable,
    showable,
    typed_in,
)
from directory.web.practitioner.drafts_on import (
    begun_with,
    checked_on,
    next_page,
    on_draft,
    pages_of,
    put_faults,
    rules_on,
    shown_rows,
    was_saved,
)
from directory.web.practitioner.leading import LISTS, led_to
from directory.web.practitioner.whose import listing, number_in
from directory.web.practitioner.wing import blueprint
from directory.web.speech import gettext
from directory.web.wiring import services
from directory.workflows.drafts import (
    NoSuchDraft,
    TooManyDrafts,
    begin_draft,
    remove_draft,
    save_page,
)

CONFLICT = 409


@blueprint.post("/<listing_id>/credentials/<kind>/new")
@needs(Right.EDIT_CREDENTIALS)
def draft_begun(listing_id: str, kind: str) -> Response:
    """Begin a credential, the next period of one, or a change."""
    kept, sort = listing(listing_id), kind_in(kind)
    purpose = _purpose(request.form.get("purpose", ""))
    subject = None
    if purpose is not DraftPurpose.ADD:
        subject = offered_for(kept, sort, key=request.form.get("subject", ""), purpose=purpose)
        if subject is None:
            # Somebody was quicker, or a reviewer decided: the list says what stands now.
            return led_to(LISTS[sort], kept)
    answers = begun_with(sort, purpose, subject=subject, given=request.form)
    try:
        with services().office.act(actor()) as act:
            number = begin_draft(
                act,
                kept.id,
                kind=sort,
                purpose=purpose,
                subject_id=subject.id if subject else None,
                answers=answers,
            )
    except TooManyDrafts:
        page = render_template("practitioner/too_many_drafts.html", kept=kept, lists=LISTS[sort])
        return stay(page, CONFLICT)
    return _on_to(kept, on_draft(kept, number))


@blueprint.get("/<listing_id>/drafts/<draft_id>/<page>")
@needs(Right.EDIT_CREDENTIALS)
def draft_page(listing_id: str, draft_id: str, *, page: str) -> str | Response:
    """Show one page of a draft, with what was typed before."""
    kept = listing(listing_id)
    on = on_draft(kept, number_in(draft_id))
    if on is None:
        return gone(kept)
    entry = _page_in(on, page)
    faults = entry.faults(checked_on(on).faults) if was_saved(on, entry) else ()
    return _shown(kept, on, entry=entry, form=entry.shown(on), faults=faults)


@blueprint.post("/<listing_id>/drafts/<draft_id>/<page>")
@needs(Right.EDIT_CREDENTIALS)
def draft_saved(listing_id: str, draft_id: str, *, page: str) -> Response:
    """Keep what was typed, right or wrong, and go on where nothing stops it."""
    kept = listing(listing_id)
    number = number_in(draft_id)
    on = on_draft(kept, number)
    if on is None:
        return gone(kept)
    entry = _page_in(on, page)
    form = entry.sent(on, request.form)
    typed = typed_in(form)
    made_showable(form)
    tried = replace(on, draft=replace(on.draft, answers={**on.draft.answers, **typed}))
    faults = entry.faults(checked_on(tried).faults)
    try:
        with services().office.act(actor()) as act:
            save_page(
                act,
                kept.id,
                draft_id=number,
                seen=request.form.get("seen", ""),
                page=entry.slug,
                typed={name: _kept(text) for name, text in typed.items()},
            )
    except NoSuchDraft:
        return gone(kept)
    except Stale:
        again = on_draft(kept, number) or on
        return stay(
            _shown(kept, again, entry=entry, form=form, faults=faults, changed=True), CONFLICT
        )
    saved = on_draft(kept, number) or on
    if _stops(faults):
        return stay(_shown(kept, saved, entry=entry, form=form, faults=faults))
    if _asks(faults) and not (was_saved(on, entry) and _same(on, typed)):
        # Said once, where it was typed; whoever sends the same again has looked.
        return led_to("practitioner.draft_page", kept, draft_id=draft_id, page=entry.slug)
    return _on_to(kept, saved, after=entry)


@blueprint.post("/<listing_id>/drafts/<draft_id>/remove")
@needs(Right.EDIT_CREDENTIALS)
def draft_removed(listing_id: str, draft_id: str) -> Response:
    """Remove a draft."""
    kept = listing(listing_id)
    on = on_draft(kept, number_in(draft_id))
    if on is None:
        return gone(kept)
    try:
        with services().office.act(actor()) as act:
            remove_draft(act, kept.id, draft_id=on.draft.id)
    except NoSuchDraft:
        return gone(kept)
    return led_to(LISTS[on.draft.kind], kept)


def gone(kept: Kept) -> Response:
    """Say that there is no such draft: it was entered or removed in another window."""
    return stay(render_template("practitioner/draft_gone.html", kept=kept), 404)


def kind_in(text: str) -> CredentialKind:
    """Read the kind in an address; 404 where it is none."""
    try:
        return CredentialKind(text)
    except ValueError:
        abort(404)


def _purpose(text: str) -> DraftPurpose:
    try:
        return DraftPurpose(text)
    except ValueError:
        return DraftPurpose.ADD


def _page_in(on: On, slug: str) -> EntryPage:
    found = next((page for page in pages_of(on) if page.slug == slug), None)
    if found is None:
        abort(404)
    return found


def _on_to(kept: Kept, on: On | None, *, after: EntryPage | None = None) -> Response:
    if on is None:
        return gone(kept)
    page = next_page(on, after=after)
    if page is None:
        return led_to("practitioner.draft_review", kept, draft_id=on.draft.key)
    return led_to("practitioner.draft_page", kept, draft_id=on.draft.key, page=page.slug)


def _kept(text: str) -> str:
    return "" if len(text) > CAPPED else showable(text)


def _same(on: On, typed: dict[str, str]) -> bool:
    return all(on.said(name) == _kept(text) for name, text in typed.items())


def _stops(faults: tuple[Fault, ...]) -> bool:
    return any(each.weight is Weight.ERROR and not is_of_rule(each) for each in faults)


def _asks(faults: tuple[Fault, ...]) -> bool:
    return any(each.weight is not Weight.FLAG for each in faults)


def _shown(
    kept: Kept,
    on: On,
    *,
    entry: EntryPage,
    form: Any,  # noqa: ANN401  (each page has a form of its own)
    faults: tuple[Fault, ...],
    changed: bool = False,
) -> str:
    notes = put_faults(form, faults, on=on)
    before = _before(on, entry)
    back = (
        url_for(
            "practitioner.draft_page",
            listing_id=kept.key,
            draft_id=on.draft.key,
            page=before.slug,
        )
        if before is not None
        else url_for(LISTS[on.draft.kind], listing_id=kept.key)
    )
    return render_template(
        "practitioner/draft_page.html",
        kept=kept,
        page=entry,
        form=form,
        draft=on.draft,
        notes=notes,
        rules=rules_on(on, entry),
        seen=fingerprint({name: on.said(name) for name in entry.names()}),
        changed=shown_rows(on, entry) if changed else (),
        back=back,
        save=gettext("Save and continue"),
    )


def _before(on: On, entry: EntryPage) -> EntryPage | None:
    pages = [page for page in pages_of(on) if page.asked(on)]
    place = next((i for i, page in enumerate(pages) if page.slug == entry.slug), 0)
    return pages[place - 1] if place else None
